"""The article of a saved web page, with the facts that the page gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import DocumentError, NoArticleError
from reader.i18n import _
from reader.importing.facts import CHINA_TIME
from reader.importing.glosses import as_read
from reader.importing.html.markdown import to_markdown
from reader.importing.pages.body import find_body
from reader.importing.pages.breadcrumb import find_category
from reader.importing.pages.credits import gather
from reader.importing.pages.headline import find_headline
from reader.importing.pages.kinds import count_links, failure, is_list
from reader.importing.pages.layout import lay_out
from reader.importing.pages.metadata import read_metadata
from reader.importing.pages.scoring import Scores
from reader.importing.pages.writing import left_out, raise_headings, take_off_note
from reader.importing.pages.zone import Zone
from reader.importing.titles import file_title
from reader.model.draft import Draft
from reader.text.gloss import Unglossed, remove_glosses
from reader.text.script import detect_script

if TYPE_CHECKING:
    from reader.importing.pages.body import Body
    from reader.importing.pages.headline import Headline
    from reader.importing.pages.layout import Layout
    from reader.importing.pages.metadata import Metadata
    from reader.model.document import Document

# ü with a tone comes with glosses of other letters.
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔù\u0300\u0301\u0304\u030c"
_DATELINE: Final = 20.0  # Han characters of a first paragraph; a shorter line is a heading or a caption.
_ABOVE: Final = 8  # Lines above an article that can hold its facts when no headline is known.
_SAMPLE: Final = 800  # Characters that tell the language of an article.
_HAN: Final = re.compile("[\u4e00-\u9fff]")


class _Found(NamedTuple):
    """What was found on a page."""

    layout: Layout
    metadata: Metadata
    headline: Headline
    zone: Zone
    body: Body


def extract(text: str, document: Document) -> Draft:
    """Give the one article of a page.

    Raises NoArticleError for a list of headlines, DocumentError for the error page of a server and for a page without text.
    """
    # Most pages have no toned letter, and are not searched for glosses.
    unglossed = remove_glosses(text) if any(letter in text for letter in _TONED) else Unglossed(text)
    found = _find(unglossed.text, document)
    _refuse_other_kinds(found, document)
    return as_read(_draft(found, document, len(unglossed.removed)), unglossed, document)


def _find(source: str, document: Document) -> _Found:
    from turbohtml import parse

    page = parse(source)
    metadata = read_metadata(page, source, document.location)
    layout = lay_out(page)
    scores = Scores(layout)
    saved_at = metadata.saved_at or document.saved_at
    zone_of_times = CHINA_TIME if _is_chinese(layout) else None
    headline = find_headline(layout, metadata, scores.middle_of(scores.innermost(layout.root)))
    if headline.first is None:
        lines = find_body(layout, scores, 0).lines
        first = end = max(0, lines[0].at - _ABOVE) if lines else 0
    else:
        first, end = headline.first, headline.end
    zone = Zone(layout, first, end, saved_at, zone_of_times)
    if zone.between or headline.first is not None:
        scores.begin_at(zone.end)
    return _Found(layout, metadata, headline, zone, find_body(layout, scores, zone.end, headline.end))


def _is_chinese(layout: Layout) -> bool:
    """Tell whether the prose of a page is Chinese, and so its times are."""
    prose = "".join([line.text[:_SAMPLE] for line in layout.lines if line.linked < 0.5][:60])[: 2 * _SAMPLE]
    return len(_HAN.findall(prose)) * 10 > len(prose)


def _refuse_other_kinds(found: _Found, document: Document) -> None:
    layout, body = found.layout, found.body
    if says := failure(layout, found.metadata.title, body.points):
        message = _("{name} is no article but a message of its site: {text}")
        raise DocumentError(
            message.format(name=document.name, text=says), _("Save the page again when it shows its text.")
        )
    if is_list(
        layout,
        body,
        has_facts=any(
            one.is_labelled or (one.is_sure and not line.linked) for line, one in found.zone.between
        ),
    ):
        message = _("{name} is a list of {count} links, not an article.")
        raise NoArticleError(message.format(name=document.name, count=count_links(layout)))
    if not any(line.text for line in body.lines):
        raise DocumentError(
            _("{name} holds no text of an article.").format(name=document.name),
            _("Some pages fill in their text by scripts: save them complete, from a browser."),
        )


def _draft(found: _Found, document: Document, glosses: int) -> Draft:
    layout, metadata, headline, zone, body = found
    below = zone.below(body.lines[-1].at, {line.at for line in body.lines})
    dateline = next((line.text for line in body.lines if line.weight > _DATELINE), "")[:_SAMPLE]
    facts = gather(metadata, zone, below, dateline, body.lines[-1].at)
    title = headline.text or file_title(document)
    category = find_category(
        layout, metadata, headline, body.lines, (*facts.printed, *(reading.printed for reading in below))
    )
    raise_headings(body)
    take_off_note(body)
    markdown = to_markdown(body.box.element, base=metadata.base, left_out=left_out(body) | layout.unseen)
    return Draft(
        title=title,
        markdown=markdown,
        category=category,
        identity=metadata.address if metadata.is_canonical else None,
        author=facts.author,
        origin=facts.origin,
        url=metadata.address,
        language=detect_script(f"{title}\n{markdown[:_SAMPLE]}"),
        published=facts.published,
        clicks=facts.clicks,
        glosses=glosses,
    )

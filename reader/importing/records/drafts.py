"""Records to drafts, whatever file they stood in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing import markdown
from reader.importing.facts import known, parse_clicks
from reader.importing.fields import language_tag, publication_date
from reader.importing.glosses import as_read
from reader.importing.literal import escape
from reader.importing.paragraphs import split_paragraphs
from reader.importing.records.columns import Columns, assign, no_article
from reader.importing.records.values import text_of
from reader.importing.titles import LONGEST, file_title
from reader.model.draft import Draft
from reader.text.gloss import Unglossed, remove_glosses
from reader.text.prose import first_words, shorten
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.model.document import Document

Unread = Callable[[int, int, int], str]
"""Words it that so many of so many records, the first at this place, hold no article."""

# Elements that are common in bodies; a text that only speaks of <b> and has no closing tag is no HTML.
_HTML: Final = re.compile(
    r"</(?:p|div|span|a|li|ul|ol|h[1-6]|b|strong|em|i|td|blockquote|article|section)\s*>"
    r"|<(?:p|br|img|hr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKED = 0.5  # The likelihood of Markdown when one line in five has its syntax.
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# Fields of our own export that mean something else in the files of others: the number of an article is that
# of one library, `source` is a file, `views` are the reader's.
_EXPORTED: Final = frozenset(("key", "imported_at", "published_at"))
_OF_ONE_LIBRARY: Final = frozenset(("id", "source", "views"))
_JOINED: Final = {"author": ", ", "body": "\n\n", "markdown": "\n\n", "html": "\n", "summary": "\n\n"}


class Record(NamedTuple):
    """An object or a row, and where it stands in its document."""

    place: int
    """The number of its line, or of the record, from 1."""
    values: Mapping[str, object] | None
    """None for what could not be read as a record."""


def read_records(
    records: Iterable[Record], document: Document, columns: Columns, unread: Unread
) -> Iterator[Draft]:
    """Yield an article for each record that has a title or a text.

    Raises DocumentError at the end, when all others have been yielded, if there was a record without one.
    """
    total = bad = first_bad = 0
    names: list[str] = []
    for record in records:
        total += 1
        draft = _draft(record.values, document, columns) if record.values is not None else None
        if draft is not None:
            yield draft
            continue
        bad += 1
        first_bad = first_bad or record.place
        names = names or list(record.values or ())
    if names and _EXPORTED.issubset(names):
        message = _("{name} lists articles of a library without their texts.")
        raise DocumentError(message.format(name=document.name), _("Use what broadsheet show --json writes."))
    if bad == total and (names or not total):
        raise no_article(document, names)
    if bad:
        raise DocumentError(f"{document.name}: {unread(bad, total, first_bad)}")


def _draft(record: Mapping[str, object], document: Document, columns: Columns) -> Draft | None:
    is_ours = record.keys() >= _EXPORTED
    texts = _texts(record, columns, ignored=_OF_ONE_LIBRARY if is_ours else frozenset())
    if is_ours and not {"markdown", "html", "body"} & texts.keys():
        return None  # A row of a list: its summary must not take the place of the body that the library has.
    title, body, unglossed = _title_and_body(texts)
    if not body and not title:
        return None
    language = language_tag(texts.get("language")) or detect_script(f"{title}\n{body}")
    url = texts.get("url")
    draft = Draft(
        title=" ".join(title.split()) or shorten(first_words(body, LONGEST), LONGEST) or file_title(document),
        markdown=body,
        category=texts.get("category"),
        identity=_identity(texts.get("id"), url),
        author=known(texts.get("author")),
        origin=known(texts.get("origin")),
        url=url,
        language=language,
        published=publication_date(texts.get("published"), language, document),
        clicks=parse_clicks(texts.get("clicks", "")),
        glosses=len(unglossed.removed),
        is_read=is_ours and bool(record.get("read_at")),
        is_bookmarked=is_ours and bool(record.get("bookmarked_at")),
        note=text_of(record.get("note")) or None if is_ours else None,
    )
    return as_read(draft, unglossed, document)


def _texts(record: Mapping[str, object], columns: Columns, *, ignored: frozenset[str]) -> dict[str, str]:
    """Give the first text of each field, without the empty ones."""
    texts: dict[str, str] = {}
    for field, names in assign((name for name in record if name not in ignored), columns).items():
        found = (text_of(record.get(name), separator=_JOINED.get(field)) for name in names)
        if text := next(filter(None, found), None):
            texts[field] = text
    return texts


def _title_and_body(texts: Mapping[str, str]) -> tuple[str, str, Unglossed]:
    """Give the title, the body as Markdown, and what both were without glosses; a summary stands in for a body."""
    title = texts.get("title", "")
    if "markdown" in texts:
        return title, texts["markdown"] + "\n", Unglossed("")
    text = texts.get("html") or texts.get("body") or texts.get("summary") or ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "html" in texts or _HTML.search(text):
        from reader.importing.html.markdown import to_markdown
        from reader.importing.html.text import to_text

        return to_text(title), to_markdown(text, base=texts.get("url")), Unglossed("")
    title = " ".join(title.split())
    if markdown.matches(text) >= _MARKED:
        return title, text + "\n", Unglossed("")
    unglossed = remove_glosses(f"{title}\n{text}")
    title, _line_end, text = unglossed.text.partition("\n")
    paragraphs = split_paragraphs(text)
    body = "\n\n".join(map(escape, paragraphs)) + "\n" if paragraphs else ""
    return title, body, unglossed


def _identity(name: str | None, url: str | None) -> str | None:
    """Choose what the article is called: a URI; a bare number is one only in its own file."""
    return name if name and (_URI.fullmatch(name) or not url) else url

"""Portal text: categories, then a title, a facts line and a paragraph a line; perhaps several articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.affinity import choose_category
from reader.importing.facts import Facts, read_facts
from reader.importing.glosses import as_read
from reader.importing.lines import is_heading
from reader.importing.literal import escape, escape_heading
from reader.importing.paragraphs import is_wrapped
from reader.importing.titles import file_title, is_title
from reader.model.draft import Draft, DraftCategory
from reader.text.gloss import Gloss, remove_glosses
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from reader.model.document import Document

name: Final = "portal"
media_types: Final = ("text/plain",)
extensions: Final = (".txt", ".text")

_CATEGORY: Final = re.compile(r"[-－•]\s+(\S.*)")
_LABELS = 2  # A line with one label may be a sentence; the facts lines of portals have three or four.


class _Line(NamedTuple):
    offset: int
    text: str


class _Article(NamedTuple):
    """Where an article is in the lines of a page."""

    start: int
    """Its first line: of its list of categories, if it has one."""
    categories: list[str]
    title: str | None
    facts_at: int
    facts: Facts


def matches(text: str, /) -> float:
    """Tell how sure it is that this is portal text: surely so for a list of categories over a facts line."""
    plain = remove_glosses(text).text  # Facts lines are glossed like the rest.
    lines = _lines(plain)
    articles = _find_articles(lines, None)
    if not articles:
        return 0.0
    if articles[0].categories:
        return 0.95
    if len(articles) > 1:
        return 0.8
    body = [line.text for line in lines[articles[0].facts_at + 1 :]]
    blank_lines = "\n\n" in plain.rstrip().replace("\r", "")
    return 0.0 if articles[0].facts_at != 1 or blank_lines or is_wrapped(body) else 0.6


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the categories that the page lists, each once, then its articles in their order."""
    unglossed = remove_glosses(text)
    lines = _lines(unglossed.text)
    articles = _find_articles(lines, document.saved_at)
    listed = [name for article in articles for name in article.categories] if articles else _categories(lines)
    if not articles and len(listed) < len(lines):
        message = _("{name} is no portal text: no line of facts (來源 日期 點擊) stands below a title.")
        raise DocumentError(message.format(name=document.name), _("Leave the format to be found out."))
    names = list(dict.fromkeys(listed))
    for category in names:
        yield DraftCategory(category)
    if not articles:
        return
    above = [line.text for line in lines[: articles[0].start]]
    ends = [article.start for article in articles[1:]] + [len(lines)]
    glosses = _count_glosses(unglossed.removed, [lines[article.start].offset for article in articles[1:]])
    for article, end, count in zip(articles, ends, glosses, strict=True):
        if not article.facts.understood:
            above.append(lines[article.facts_at].text)
        body = [line.text for line in lines[article.facts_at + 1 : end]]
        yield as_read(_draft(article, above, body, names, count, document), unglossed, document)
        above = []


def _lines(text: str) -> list[_Line]:
    """Split into lines that are not blank, with the offset of each in the text."""
    lines = (_Line(match.start(), match[0].strip()) for match in re.finditer(r"[^\r\n]+", text))
    return [line for line in lines if line.text]


def _find_articles(lines: Sequence[_Line], saved_at: datetime | None) -> list[_Article]:
    """Find the facts lines that stand below a title and above a body."""
    articles: list[_Article] = []
    for at, line in enumerate(lines[:-1]):
        facts = read_facts(line.text, saved_at=saved_at)
        if facts is None or facts.labels < _LABELS:
            continue
        headline = lines[at - 1].text if at else None
        has_title = headline is not None and not _CATEGORY.fullmatch(headline)
        if articles and not (has_title and at - 1 > articles[-1].facts_at and is_title(lines[at - 1].text)):
            continue
        start = at - 1 if has_title else at
        first = start
        while first and _CATEGORY.fullmatch(lines[first - 1].text):
            first -= 1
        categories = _categories(lines[first:start])
        articles.append(_Article(first, categories, headline if has_title else None, at, facts))
    return articles


def _categories(lines: Iterable[_Line]) -> list[str]:
    """List the names of the lines that are categories."""
    return [match[1] for line in lines if (match := _CATEGORY.fullmatch(line.text))]


def _count_glosses(removed: Sequence[Gloss], starts: Sequence[int]) -> list[int]:
    """Count the glosses of each article, by where all but the first start; that has those above it too."""
    offsets = [gloss.offset for gloss in removed]
    bounds = [0, *(bisect_left(offsets, start) for start in starts), len(offsets)]
    return [end - begin for begin, end in pairwise(bounds)]


def _draft(
    article: _Article,
    above: Sequence[str],
    body: Sequence[str],
    names: Sequence[str],
    glosses: int,
    document: Document,
) -> Draft:
    facts = article.facts
    title = article.title or file_title(document)
    prose = "\n".join(body)
    return Draft(
        title=title,
        markdown=_markdown(above, body),
        category=choose_category(article.categories or names, title, prose),
        author=facts.author,
        origin=facts.origin,
        language=detect_script(f"{title}\n{prose}"),
        published=facts.published,
        clicks=facts.clicks,
        glosses=glosses,
    )


def _markdown(above: Sequence[str], lines: Sequence[str]) -> str:
    """Make a paragraph of each line, and of the body's a heading if it heads a section."""
    blocks = [escape(line) for line in above]
    for line, following in zip_longest(lines, lines[1:]):
        heads = is_heading(line, following) and read_facts(line) is None
        blocks.append(f"## {escape_heading(line)}" if heads else escape(line))
    return "\n\n".join(blocks) + "\n" if blocks else ""

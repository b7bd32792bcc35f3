"""Markdown, with or without front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.importing.facts import known, parse_clicks
from reader.importing.fields import language_tag, names_by_field, publication_date
from reader.importing.front_matter import FrontMatter, Value, read_front_matter
from reader.importing.literal import plain_line
from reader.importing.titles import LONGEST, file_title
from reader.model.draft import Draft, DraftCategory
from reader.text.prose import shorten
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document

name: Final = "markdown"
media_types: Final = ("text/markdown", "text/x-markdown")
extensions: Final = (".md", ".markdown", ".mdown", ".mkd")

_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH: Final = re.compile(r" {0,3}(?:[>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|`{3}|~{3})| {4}|\t")
_BLOCK_MARKS: Final = re.compile(r"\s*(?:(?:[>|]|[-*+][ \t]|#{1,6}[ \t]|`{3}|~{3})\s*)*")
_LONGEST_LINE = 2000  # Characters that are looked at for a title: enough for one with long addresses in it.
_SIGNS: Final = re.compile(
    r"^ {0,3}(?:#{1,6} \S|[-*+] \S|> ?\S|```|~~~|\|.*\|[ \t]*$|\d{1,2}\. \S)"
    r"|\*\*[^\s*][^*\n]*\*\*|\]\([^\s()]{1,2000}\)|`[^`\n]+`|^\S.*\n(?:={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)


def matches(text: str, /) -> float:
    """Tell how sure it is that this is Markdown: surely with front matter, else by lines with its syntax."""
    head = _normal(text)
    if read_front_matter(head).values:
        return 0.9
    signs = len(_SIGNS.findall(head))
    lines = sum(bool(line.strip()) for line in head.split("\n"))
    return min(0.7, 0.1 + 2 * signs / max(lines, 1))


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the one article of a Markdown text."""
    matter = read_front_matter(_normal(text))
    facts = _facts(matter)
    heading, body = _take_heading(matter.body)
    if facts.get("title", heading) != heading:
        body = matter.body  # A heading that only repeats the title is not wanted twice.
    title = facts.get("title") or heading or _first_line(body) or file_title(document)
    language = language_tag(facts.get("language")) or detect_script(f"{title}\n{body}")
    yield Draft(
        title=title,
        markdown=body.strip("\n") + "\n" if body.strip() else "",
        category=facts.get("category"),
        identity=facts.get("id") or facts.get("url"),
        author=known(facts.get("author")),
        origin=known(facts.get("origin")),
        url=facts.get("url"),
        language=language,
        published=publication_date(facts.get("published"), language, document),
        clicks=parse_clicks(facts.get("clicks", "")),
    )


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")


def _facts(matter: FrontMatter) -> dict[str, str]:
    """Give the values of the keys that we know, each as one text, without the empty ones."""
    facts: dict[str, str] = {}
    for field, keys in names_by_field(matter.values).items():
        if value := next(filter(None, (_text(field, matter.values[key]) for key in keys)), None):
            facts[field] = value
    return facts


def _text(field: str, value: Value) -> str:
    """Make one text of a value: all of several authors, the first of several categories."""
    if isinstance(value, str):
        return value.strip()
    return ", ".join(value) if field == "author" else next(iter(value), "")


def _take_heading(body: str) -> tuple[str | None, str]:
    """Find the first heading, and give the body without it if it is a first one of the first level."""
    lines = body.split("\n")
    fence = ""
    first = True
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and (found := _heading(lines, at)):
            text, level, height = found
            rest = "\n".join(lines[at + height :]).lstrip("\n")
            return _plain_title(text), rest if first and level == 1 else body
        first = first and not line.strip()
    return None, body


def _heading(lines: list[str], at: int) -> tuple[str, int, int] | None:
    """Read a heading, ATX or setext of one line (CommonMark §4.2, §4.3): text, level, number of lines."""
    line = lines[at]
    if match := _HEADING.fullmatch(line):
        text = (match[2] or "").strip()
        unclosed = text.rstrip("#")  # A closing sequence stands after a blank, or is all there is.
        text = unclosed.strip() if unclosed[-1:] in ("", " ", "\t") else text
        return (text, len(match[1]), 1) if text else None
    before = lines[at - 1] if at else ""
    if at + 1 == len(lines) or not line.strip() or before.strip() or _NO_PARAGRAPH.match(line):
        return None
    underline = _UNDERLINE.fullmatch(lines[at + 1])
    return (line, 1 if underline[1].startswith("=") else 2, 2) if underline else None


def _first_line(body: str) -> str | None:
    """Find the first line that shows words; it stays in the body."""
    for line in body.split("\n"):
        text = _plain_title(_BLOCK_MARKS.sub("", line[:_LONGEST_LINE], count=1))
        if any(char.isalnum() for char in text):
            return text
    return None


def _plain_title(markdown: str) -> str:
    return shorten(plain_line(markdown[:_LONGEST_LINE]), LONGEST)

"""Front matter: facts before a Markdown text, between lines of `---` (a subset of YAML) or `+++` (TOML)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | list[str]

_YAML: Final = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML: Final = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR: Final = re.compile(r"([^\s:：#\-\[{\"'][^:：]{0,40}?)[ \t]*(?::(?=\s|$)|：)[ \t]*(.*)")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#")
_ESCAPES: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by the keys as they stand there, and the text that follows."""

    values: dict[str, Value] = field(default_factory=dict)
    body: str = ""
    """All that is no front matter, with what stood in it and could not be read in front."""


def read_front_matter(text: str) -> FrontMatter:
    """Split front matter and body. Front matter that cannot be read stays in the body."""
    if match := _TOML.match(text):
        values = _toml_values(match[1])
        return FrontMatter(values, text[match.end() :]) if values is not None else FrontMatter(body=text)
    if match := _YAML.match(text):
        values, unread = _yaml_values(match[1].split("\n"))
        if values:
            rest = text[match.end() :]
            return FrontMatter(values, "\n".join(unread) + "\n\n" + rest if unread else rest)
    return FrontMatter(body=text)


def _toml_values(text: str) -> dict[str, Value] | None:
    try:
        table = tomllib.loads(text)
    except (
        tomllib.TOMLDecodeError,
        RecursionError,
    ):  # Deep nesting ends in RecursionError (seen in Python 3.11).
        return None
    values: dict[str, Value] = {}
    for key, value in table.items():
        if isinstance(value, list):
            values[key] = [str(item) for item in value]
        elif not isinstance(value, dict):  # A table is no fact of an article.
            values[key] = str(value)
    return values


def _yaml_values(lines: list[str]) -> tuple[dict[str, Value], list[str]]:
    """Read `key: value` lines with what is indented or listed below them; give what is no such line too."""
    values: dict[str, Value] = {}
    unread: list[str] = []
    rest = iter(_with_continuation(lines))
    for line, below in rest:
        match = _PAIR.fullmatch(line.rstrip())
        if match:
            values[match[1].strip("\"' ")] = _value(match[2].strip(), below)
        elif line.strip() and not line.startswith("#"):
            unread += [line, *below]
    return values, unread


def _with_continuation(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each line with the lines below that belong to it: indented ones, and items of a list."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and (lines[end][:1] in (" ", "\t") or lines[end].startswith("- ")):
            end += 1
        yield lines[at], [line for line in lines[at + 1 : end] if line.strip()]
        at = end


def _value(text: str, below: list[str]) -> Value:
    """Read a value: quoted, a list in brackets or of items, a block of text (YAML 1.2 §7.3, §7.4, §8.1)."""
    if re.fullmatch(r"[|>][-+0-9]*", text):
        return ("\n" if text[0] == "|" else " ").join(line.strip() for line in below)
    items = [line.strip()[1:].strip() for line in below if line.strip().startswith("-")]
    if not text and items and len(items) == len(below):
        return [_scalar(item) for item in items]
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(item) for item in _split_items(text[1:-1])]
    if not text and below:
        return []  # A nested table, which is no fact of an article.
    return _scalar(" ".join([text, *(line.strip() for line in below)]))


def _split_items(text: str) -> list[str]:
    items = re.findall(r"\s*(\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'|[^,]+)\s*", text)
    return [item for item in items if item.strip()]


def _scalar(text: str) -> str:
    text = text.strip()
    if quoted := re.match(r"\"((?:\\.|[^\"\\])*)\"", text):
        return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[0]), quoted[1])
    if quoted := re.match(r"'((?:''|[^'])*)'", text):
        return quoted[1].replace("''", "'")
    comment = _COMMENT.search(text)
    return text[: comment.start()].rstrip() if comment else text

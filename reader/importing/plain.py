"""Plain text: a title, perhaps a facts line, and paragraphs in any of the usual ways."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from reader.importing.facts import Facts, read_facts
from reader.importing.glosses import as_read
from reader.importing.literal import escape
from reader.importing.paragraphs import fills, is_wrapped, split_paragraphs
from reader.importing.titles import file_title, is_title
from reader.model.draft import Draft, DraftCategory
from reader.text.gloss import remove_glosses
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model.document import Document

name: Final = "text"
media_types: Final = ("text/plain",)
extensions: Final = (".txt", ".text")

_LONGEST = 60  # Characters: without other signs of a title, a longer first line is taken for a paragraph.
_TOP = 4  # The lines below a title that may be a facts line (a subtitle, a byline stand between).


def matches(_text: str, /) -> float:
    """Tell how sure it is that this is plain text: it always can be, and nothing speaks for it."""
    return 0.2


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the one article of a plain text."""
    unglossed = remove_glosses(text.replace("\r\n", "\n").replace("\r", "\n"))
    title, facts, body = _take_top(unglossed.text, document)
    paragraphs = split_paragraphs(body)
    draft = Draft(
        title=title or file_title(document),
        markdown="\n\n".join(map(escape, paragraphs or [title or ""])) + "\n",
        author=facts.author,
        origin=facts.origin,
        language=detect_script(unglossed.text),
        published=facts.published,
        clicks=facts.clicks,
        glosses=len(unglossed.removed),
    )
    yield as_read(draft, unglossed, document)


def _take_top(text: str, document: Document) -> tuple[str | None, Facts, str]:
    """Take the title and the facts line off the top; give both and what is left, blank lines as they were."""
    lines = text.strip("\n").split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()][: _TOP + 1]
    title = lines[filled[0]].strip() if filled and _is_title(lines, filled) else None
    facts, facts_at = Facts(), None
    for at in filled[1:] if title else ():
        found = read_facts(lines[at].strip(), saved_at=document.saved_at)
        if found and found.understood:
            facts, facts_at = found, at
            break
    taken = (filled[0] if title else None, facts_at)
    return title, facts, "\n".join(line for at, line in enumerate(lines) if at not in taken)


def _is_title(lines: Sequence[str], filled: Sequence[int]) -> bool:
    """Tell whether the first line is a title and not the first of a paragraph that was broken at a margin."""
    first = lines[filled[0]].strip()
    if len(first) > _LONGEST or not is_title(first):
        return False
    paragraph = list(takewhile(str.strip, lines[filled[0] :]))
    return not (is_wrapped(paragraph) and fills(first, paragraph))

"""A page that was cleaned of glosses, as a library has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.importing import plain
from reader.model.document import Document

if TYPE_CHECKING:
    from reader.library import Library

_READINGS = {
    "區": "qū",
    "經": "jīng",
    "濟": "jì",
    "創": "chuàng",
    "業": "yè",
    "園": "yuán",
    "開": "kāi",
    "發": "fā",
}
_TITLE = "望海高新區的園區經濟"
_BODY = "望海高新區今年的經濟工作會在創業園召開，區內的工廠都到了。開會的人說今年發展很快（見附表）。"
PARAGRAPHS = 30


def glossed(text: str) -> str:
    """A text as a broken conversion leaves it."""
    return "".join(f"{each}({_READINGS[each]})" if each in _READINGS else each for each in text)


def add_glossed(library: Library, *, original: bool = True) -> int:
    """Add an article that is newer than all others, with or without its original; gives its id."""
    page = glossed(f"{_TITLE}\n2023-11-21 08:00 來源：望海日報\n\n" + f"{_BODY}\n\n" * PARAGRAPHS)
    document = Document(
        page.encode(), "/news/page.txt", "page.txt", "text/plain", datetime(2023, 11, 21, tzinfo=UTC)
    )
    library.add(plain.read(page, document), document if original else None)
    return library.find_titles(_TITLE, 1)[0].id

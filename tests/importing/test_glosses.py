"""Documents read once more as they came, with the glosses of a broken conversion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tui.glossed import glossed

from reader.errors import DocumentError
from reader.importing import plain
from reader.importing.decode import decode
from reader.importing.formats import format_named
from reader.importing.glosses import read_as_it_came
from reader.model.draft import Draft
from reader.text.clean import clean_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model.document import Document

    MakeDocument = Callable[..., Document]

TITLE = "望海高新區的園區經濟"
BODY = "望海高新區今年的經濟工作會在創業園召開，區內的工廠都到了。開會的人說今年發展很快（見附表）。" * 3
PLAIN = f"{TITLE}\n\n{BODY}\n\n{BODY}\n"
PORTAL = f"- 高新區新聞\n{TITLE}\n來源:望海日報 日期:2022-05-17 點擊:17\n{BODY}\n創業的一段話。\n"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    f"<div><p>{BODY}</p><p><b>創業園</b>的{BODY}</p></div></body></html>"
)


def documents(make: MakeDocument) -> dict[str, Document]:
    records = [{"title": "另一篇", "body": "短。"}, {"title": glossed(TITLE), "body": glossed(BODY)}]
    return {
        "text": make(glossed(PLAIN)),
        "portal": make(glossed(PORTAL)),
        "page": make(glossed(PAGE), "page.html"),
        "json": make(json.dumps(records), "records.json"),
    }


def imported(name: str, document: Document) -> Draft:
    """The last article as the import has it."""
    drafts = [
        clean_draft(each)
        for each in format_named(name).read(decode(document.data).text, document)
        if isinstance(each, Draft)
    ]
    return drafts[-1]


@pytest.mark.parametrize("name", ["text", "portal", "page", "json"])
def test_every_format_that_is_cleaned_can_be_read_as_it_came(document: MakeDocument, name: str) -> None:
    given = documents(document)[name]
    draft = imported(name, given)
    assert draft.glosses >= 8
    assert "qū" not in draft.markdown
    came = read_as_it_came(given, draft.title, draft.markdown)
    assert came is not None
    assert (came.title, came.markdown) == (glossed(draft.title), glossed(draft.markdown))


def test_of_several_articles_it_is_the_one_that_says_this(document: MakeDocument) -> None:
    second = PORTAL.replace(TITLE, "創業園的第二條消息").replace("今年", "去年")
    given = document(glossed(PORTAL + second))
    draft = imported("portal", given)
    came = read_as_it_came(given, draft.title, draft.markdown)
    assert came is not None
    assert came.title == glossed("創業園的第二條消息")
    assert came.markdown == glossed(draft.markdown)


def test_a_document_that_says_something_else_has_none(document: MakeDocument) -> None:
    assert read_as_it_came(document(glossed(PLAIN)), TITLE, "又一段話。\n") is None


def test_a_document_that_is_nested_too_deep_says_so(
    document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def descend(text: str, given: Document) -> Iterator[Draft]:
        yield from descend(text, given)

    monkeypatch.setattr(plain, "read", descend)
    with pytest.raises(DocumentError, match="nested too deep"):
        read_as_it_came(document(glossed(PLAIN)), TITLE, BODY)


def test_a_document_that_cannot_be_read_says_so(document: MakeDocument) -> None:
    with pytest.raises(DocumentError):
        read_as_it_came(document(b"\x00\x01\x02\x03" * 50), TITLE, BODY)

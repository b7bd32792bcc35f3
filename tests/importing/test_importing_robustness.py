from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DocumentError
from reader.importing.decode import decode
from reader.importing.formats import Format, formats
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory

PIECES = st.sampled_from(
    [
        "---\n", "+++\n", "title: x\n", "- 新聞\n", "來源:未知 日期:2019-07-05 點擊:次\n", "日期:99-99\n", "# 標題\n",
        "===\n", "```\n", "~~~\n", "區(qū)", "**", "[a](", "\n\n", "　　", "一段話，說的是港口。\n", "\x1b[31m", "\u202e",
        "\ud7ff", "|", ">", "1. ", "\t", "\r", "\\", "date: [\n",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@pytest.mark.parametrize("known", formats(), ids=lambda known: known.name)
@given(text=TEXTS)
def test_every_format_reads_any_text_or_refuses_it(known: Format, text: str) -> None:
    document = Document(b"", "/x/page.txt", "page.txt")
    try:
        items = list(known.read(text, document))
    except DocumentError:
        return
    for item in items:
        assert item.name if isinstance(item, DraftCategory) else item.title


@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass"))))
def test_any_bytes_become_drafts_or_a_document_error(data: bytes) -> None:
    document = Document(data, "/x/page", "page")
    try:
        text = decode(data).text
        drafts = [item for item in sniff(text, document).read(text, document) if isinstance(item, Draft)]
    except DocumentError:
        return
    assert all(draft.title for draft in drafts)


HOSTILE = [
    "[" * 100_000,
    "*" * 100_000,
    "- " * 50_000,
    "來源:" * 50_000,
    "a\n" * 50_000,
    "# \n" * 30_000,
    "# " + " " * 100_000 + "x",
    "# " + "# " * 50_000,
    "---\n" + "a: [" * 30_000 + "\n---\n",
    "---\n" + "a: 'b\n" * 20_000 + "---\n",
    "---\na: b" + " " * 100_000 + "c\n---\n",
    "---\nclicks: " + "9" * 100_000 + "\n---\n",
    "---\na: |\n" + " x\n" * 50_000 + "---\n",
    "`" * 100_000,
    "(qū)" * 30_000,
    "x\n" + " " * 200_000 + "\ny",
    "1." * 50_000,
    "![](" * 30_000,
    "[a](b " * 30_000,
    "~~~\n" * 30_000,
    "日期:1\n題\n" * 10_000,
    "題\n來源:某報 日期:2020-01-01\n一段話。\n" * 3_000,
    "<!--" * 30_000,
    ("望" * 40 + "\n") * 10_000,
    "　" * 100_000 + "完",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("known", formats(), ids=lambda known: known.name)
def test_long_hostile_texts_are_read_in_linear_time(known: Format, text: str) -> None:
    # A quadratic reading of these takes minutes, and the run would not end.
    known.matches(text)
    with suppress(DocumentError):
        assert all(
            isinstance(item, Draft | DraftCategory) for item in known.read(text, Document(b"", "/x", "x"))
        )

"""Whatever is done to a valid container, it comes out as documents and reasons, and nothing is raised but DocumentError."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.importing.containers import epub, mhtml, newsboat, newsboat_urls, warc, zip_archive
from reader.model.document import Document

SAMPLES = Path(__file__).parents[3] / "sample_data" / "archives"
CONTAINERS = {
    zip_archive: "harbour-papers.zip",
    epub: "seven-bridges.epub",
    mhtml: "cold-store-roof.mhtml",
    warc: "linjiang-news.warc.gz",
    newsboat: "newsboat/cache.db",
}


@cache
def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


POSITION = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("set"), POSITION, st.binary(min_size=1, max_size=4)),
        st.tuples(st.just("insert"), POSITION, st.binary(min_size=1, max_size=40)),
        st.tuples(st.just("cut"), POSITION, POSITION),
        st.tuples(st.just("repeat"), POSITION, POSITION),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, changes) -> bytes:
    for kind, where, what in changes:
        at = int(where * len(data))
        match kind:
            case "set":
                data = data[:at] + what + data[at + len(what) :]
            case "insert":
                data = data[:at] + what + data[at:]
            case "cut":
                data = data[:at] + data[at + int(what * 200) :]
            case _other:
                data = data[:at] + data[at : at + int(what * 400)] + data[at:]
    return data


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
@settings(max_examples=150, deadline=None)
@given(changes=CHANGES)
def test_a_changed_container_gives_documents_or_reasons(unfold, container, changes) -> None:
    found = unfold(container, changed(sample(CONTAINERS[container]), changes))
    assert all(message for message in found.refused.values())
    assert all(draft.title for draft in found.drafts)


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_container_or_none(unfold, container, data: bytes) -> None:
    container.matches_bytes(data, Document(b"", "/x/a", "a"))
    unfold(container, data)


PIECES = st.lists(
    st.sampled_from([
        b"\n", b"\r\n", b" ", b":", b";", b"=", b'"', b"--", b"edge", b"Content-Type", b"multipart/", b"related", b"text/html",
        b"boundary", b"start", b"Date", b"Content-Transfer-Encoding: base64\n", b"quoted-printable", b"\0", b"\xff", b"*", b"'",
    ]),
    max_size=60,
).map(b"".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(pieces=PIECES)
def test_any_headers_are_read(unfold, pieces: bytes) -> None:
    unfold(mhtml, b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=edge" + pieces)
    unfold(warc, b"WARC/1.0\r\nWARC-Type: response\r\n" + pieces + b"\r\n\r\nHTTP/1.1 200 OK\r\n" + pieces)


@given(st.text(max_size=300))
def test_any_text_is_a_list_of_feeds_or_none(text: str) -> None:
    newsboat_urls.matches(text)
    assert all(item.name for item in newsboat_urls.read(text, Document(b"", "/x/urls", "urls")))


HOSTILE_LISTS = [
    '"' * 100_000,
    "\\" * 100_000,
    '"a\\' * 30_000,
    "https:" * 50_000,
    '"https://a.example' + "\\a" * 50_000,
    "!" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE_LISTS, ids=range(len(HOSTILE_LISTS)))
def test_long_hostile_lists_are_read_in_linear_time(text: str) -> None:
    # A quadratic reading of these takes minutes, and the run would not end.
    newsboat_urls.matches(text)
    list(newsboat_urls.read(text, Document(b"", "/x/urls", "urls")))


HOSTILE_PAGES = [
    "<a " * 100_000,
    "<a '" * 100_000,
    "<a \"'" * 50_000,
    "<a" + " b='c'" * 100_000,
    "<a/" * 100_000,
    "<a " + "/" * 200_000,
]


@pytest.mark.parametrize("text", HOSTILE_PAGES, ids=range(len(HOSTILE_PAGES)))
def test_long_hostile_pages_are_parsed_in_linear_time(text: str) -> None:
    from reader.importing.containers.xhtml import parse_page

    assert parse_page(text) is not None

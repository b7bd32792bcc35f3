from __future__ import annotations

import gzip
import io
import random
import zlib
from datetime import UTC, datetime

import pytest

from reader.errors import NoArticleError
from reader.importing.containers import members, warc, warc_records
from reader.model.document import Document

PAGE = "<html><h1>港口</h1><p>潮水每天來兩次。</p></html>".encode()


def record(
    block: bytes,
    kind: str = "response",
    uri: str = "http://news.example/a.html",
    more: str = "",
    version: str = "1.1",
) -> bytes:
    head = f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-06-20T01:02:03Z\r\n{more}"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def response(
    body: bytes = PAGE, headers: str = "Content-Type: text/html\r\n", status: str = "200 OK"
) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


def chunked(data: bytes, size: int = 7) -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def each_packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


THREE = [record(response(bytes([97 + at]) * 50), uri=f"http://news.example/{at}") for at in range(3)]


@pytest.mark.parametrize(
    "pack",
    [b"".join, lambda records: each_packed(*records), lambda records: gzip.compress(b"".join(records))],
    ids=["plain", "each packed", "all packed"],
)
def test_pages_are_read_however_the_file_is_packed(unfold, pack) -> None:
    found = unfold(warc, pack(THREE))
    assert [document.data for document in found.documents] == [b"a" * 50, b"b" * 50, b"c" * 50]
    assert not found.refused
    assert found.error is None


def test_a_packed_file_may_be_cut_into_members_anywhere(unfold) -> None:
    data = b"".join(THREE)
    packed = each_packed(*(data[at : at + 61] for at in range(0, len(data), 61)))
    assert unfold(warc, packed).names == ["0", "1", "2"]


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_a_page_has_its_own_address_time_and_type(unfold, version: str) -> None:
    block = response(headers="Content-Type: text/html; Charset=GBK\r\n")
    data = record(block, uri="<http://news.example/%E6%B8%AF?b=1>", version=version)
    (page,) = unfold(warc, data, "crawl.warc.gz").documents
    assert page.location == "http://news.example/%E6%B8%AF?b=1"
    assert page.name == "港"
    assert page.media_type == "text/html; charset=GBK"
    assert page.saved_at == datetime(2024, 6, 20, 1, 2, 3, tzinfo=UTC)
    assert page.folder == "crawl"


ZLIB = zlib.compress(PAGE)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        ("Transfer-Encoding: chunked\r\n", PAGE),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip.compress(PAGE))),
        ("Content-Encoding: deflate\r\n", ZLIB),
        ("Content-Encoding: deflate\r\n", ZLIB[2:-4]),
        ("Content-Encoding: deflate, gzip\r\n", gzip.compress(ZLIB)),
        ("Content-Encoding: identity\r\n", PAGE),
    ],
)
def test_codings_are_undone_unless_they_were_already(unfold, headers: str, body: bytes) -> None:
    (page,) = unfold(warc, record(response(body, f"Content-Type: text/html\r\n{headers}"))).documents
    assert page.data == PAGE


def test_a_coding_that_is_not_known_is_refused_by_name(unfold) -> None:
    found = unfold(warc, record(response(b"\x0b\x02", "Content-Encoding: br\r\n")) + THREE[0], "c.warc")
    assert "br" in found.refused["/news/c.warc!/http://news.example/a.html"]
    assert len(found.documents) == 1


@pytest.mark.parametrize(
    "other",
    [
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(response(), "revisit"),
        record(b"software: x\r\n", "warcinfo"),
        record(response(status="404 Not Found")),
        record(response(status="302 Found")),
        record(response(headers="Content-Type: image/png\r\n")),
        record(response(headers="Content-Type: text/css\r\n")),
        record(response(headers="Content-Type: image/svg+xml\r\n")),
        record(response(), uri="http://news.example/robots.txt"),
        record(b"20240620 news.example", "response", uri="dns:news.example"),
        record(b"log", "resource", uri="metadata://tool.example/log", more="Content-Type: text/plain\r\n"),
        record(response(b"")),
    ],
)
def test_what_is_no_document_is_passed_over(unfold, other: bytes) -> None:
    found = unfold(warc, other + THREE[0])
    assert found.names == ["0"]
    assert not found.refused


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/json", "text/plain", "application/xhtml+xml", "text/xml"]
)
def test_feeds_and_texts_are_documents_too(unfold, kind: str) -> None:
    assert len(unfold(warc, record(response(headers=f"Content-Type: {kind}\r\n"))).documents) == 1


def test_a_resource_is_its_block(unfold) -> None:
    (page,) = unfold(warc, record(PAGE, "resource", more="Content-Type: text/html\r\n")).documents
    assert page.data == PAGE


def test_an_archive_without_pages_holds_no_article(unfold) -> None:
    assert isinstance(unfold(warc, record(b"x", "warcinfo")).error, NoArticleError)


def test_a_response_that_was_cut_comes_in_with_a_note(unfold) -> None:
    body = gzip.compress(random.Random(1).randbytes(90_000))[:60_000]
    data = record(response(body, "Content-Encoding: gzip\r\n"), more="WARC-Truncated: length\r\n")
    found = unfold(warc, data, "c.warc")
    assert len(found.documents[0].data) > 50_000
    assert "cut off" in found.refused["/news/c.warc!/http://news.example/a.html"]


@pytest.mark.parametrize("headers", ["Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"])
def test_a_response_that_ends_too_soon_is_refused(unfold, headers: str) -> None:
    body = (gzip.compress(PAGE) if "gzip" in headers else chunked(PAGE))[:-9]
    found = unfold(warc, record(response(body, headers)) + THREE[0], "c.warc")
    assert found.names == ["0"]
    assert "cut off" in found.refused["/news/c.warc!/http://news.example/a.html"]


def test_a_body_that_becomes_too_large_is_refused(unfold, monkeypatch) -> None:
    monkeypatch.setattr(members, "MEMBER_LIMIT", 20_000)
    body = gzip.compress(random.Random(5).randbytes(30_000))
    found = unfold(warc, record(response(body, "Content-Encoding: gzip\r\n")) + THREE[0])
    assert found.names == ["0"]
    assert len(found.refused) == 1


def test_codings_heaped_on_each_other_are_refused(unfold) -> None:
    body = PAGE
    for _time in range(4):
        body = gzip.compress(body)
    found = unfold(warc, record(response(body, "Content-Encoding: gzip, gzip, gzip, gzip\r\n")))
    assert not found.documents
    assert len(found.refused) == 1


def test_a_body_that_is_a_bomb_is_refused(unfold) -> None:
    data = record(response(gzip.compress(bytes(16 << 20)), "Content-Encoding: gzip\r\n")) + THREE[0]
    found = unfold(warc, data)
    assert found.names == ["0"]
    assert "200 times" in next(iter(found.refused.values()))


def test_a_file_that_is_a_bomb_is_refused(unfold) -> None:
    data = gzip.compress(record(bytes(32 << 20), "metadata"))
    found = unfold(warc, data)
    assert found.error is not None
    assert "200 times" in found.error.message


def damaged_length(change: int) -> bytes:
    length = f"Content-Length: {len(response(b'b' * 50))}"
    return THREE[1].replace(length.encode(), f"Content-Length: {len(response(b'b' * 50)) + change}".encode())


@pytest.mark.parametrize("change", [-20, 30, 9_000_000])
def test_after_a_wrong_length_the_reading_goes_on_at_the_next_record(unfold, change: int) -> None:
    found = unfold(warc, THREE[0] + damaged_length(change) + THREE[2], "c.warc")
    assert found.names == ["0", "2"]
    assert list(found.refused) == ["/news/c.warc!/http://news.example/1"]


def test_a_wrong_length_in_a_packed_record_stays_there(unfold) -> None:
    found = unfold(warc, each_packed(THREE[0], damaged_length(5_000), THREE[2]), "c.warc.gz")
    assert found.names == ["0", "2"]
    assert "cut off" in found.refused["/news/c.warc.gz!/http://news.example/1"]


def test_after_rubbish_the_reading_goes_on_at_the_next_record(unfold) -> None:
    found = unfold(warc, THREE[0] + b"rubbish\r\nmore WARC/1.0\r\n" + THREE[1], "c.warc")
    assert found.names == ["0", "1"]
    assert len(found.refused) == 1


def test_a_record_does_not_begin_within_a_long_line(unfold) -> None:
    found = unfold(warc, THREE[0] + b"x" * 65_536 + THREE[1] + THREE[2])
    assert found.names == ["0", "2"]


def test_rubbish_between_packed_records_is_named(unfold) -> None:
    found = unfold(warc, gzip.compress(THREE[0]) + b"rubbish" + gzip.compress(THREE[1]))
    assert found.names == ["0", "1"]
    assert len(found.refused) == 1


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_member_that_begins_where_a_slice_ends_is_found(unfold, before: int) -> None:
    first = gzip.compress(THREE[0])
    rubbish = b"x" * (16 * 1024 - before - len(first))
    assert unfold(warc, first + rubbish + gzip.compress(THREE[1])).names == ["0", "1"]


def test_after_a_damaged_member_the_reading_goes_on_at_the_next(unfold) -> None:
    noise = random.Random(2).randbytes(30_000)
    middle = bytearray(gzip.compress(record(response(noise))))
    middle[15_000:15_100] = bytes(100)
    found = unfold(warc, gzip.compress(THREE[0]) + bytes(middle) + gzip.compress(THREE[2]), "c.warc.gz")
    assert found.names == ["0", "2"]
    assert len(found.refused) == 1


@pytest.mark.parametrize("pack", [b"".join, lambda records: each_packed(*records)])
def test_a_file_that_is_cut_off_gives_the_records_before(unfold, pack) -> None:
    found = unfold(warc, pack(THREE)[:-30], "c.warc")
    assert found.names == ["0", "1"]
    assert "cut off" in next(iter(found.refused.values()))


def test_a_record_beyond_the_size_of_a_document_is_named(unfold, monkeypatch) -> None:
    monkeypatch.setattr(warc_records, "MEMBER_LIMIT", 1_000)
    found = unfold(warc, record(response(bytes(2_000))) + THREE[0], "c.warc")
    assert found.names == ["0"]
    assert "64 MiB" in found.refused["/news/c.warc!/http://news.example/a.html"]


def test_only_a_record_at_a_time_is_held_in_memory(tmp_path) -> None:
    import tracemalloc

    block = response(random.Random(4).randbytes(1 << 20))
    path = tmp_path / "large.warc.gz"
    packed = gzip.compress(record(block), 1)
    with path.open("wb") as file:
        for _at in range(40):
            file.write(packed)
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            count = sum(isinstance(page, Document) for page in warc.unfold(file, Document(b"", "/x/l", "l")))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 40
    assert peak < 12 << 20


def test_a_file_damaged_all_over_is_given_up(unfold, monkeypatch) -> None:
    monkeypatch.setattr(warc, "_MOST_FAULTS", 5)
    found = unfold(warc, b"WARC/1.0\r\n\r\nx\r\n" * 50)
    assert found.error is not None
    assert "in 5 places" in found.error.message


def test_archives_are_known_by_their_first_record() -> None:
    document = Document(b"", "/x/a", "a")
    assert warc.matches_bytes(THREE[0], document)
    assert warc.matches_bytes(gzip.compress(THREE[0])[:70], document)
    assert not warc.matches_bytes(gzip.compress(b"<rss/>"), document)
    assert not warc.matches_bytes(b"\x1f\x8b\x08\xff\xff\xff", document)
    assert not warc.matches_bytes(b"WAR AND PEACE", document)


def test_many_members_that_are_none_cost_little() -> None:
    # Unpacking on from each of them to the end of the file would take hours.
    data = gzip.compress(THREE[0]) + b"\x1f\x8b\x08\x00" * 100_000
    document = Document(b"", "/x/a", "a")
    assert sum(isinstance(found, Document) for found in warc.unfold(io.BytesIO(data), document)) == 1

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from reader.errors import NoArticleError
from reader.importing.containers import mhtml
from reader.model.document import Document

PAGE = "<html><h1>港口</h1><p>三號碼頭=四號碼頭</p></html>"


def message(parts: str, headers: str = "", kind: str = 'multipart/related; boundary="edge"') -> bytes:
    head = f"From: <Saved by Blink>\n{headers}MIME-Version: 1.0\nContent-Type: {kind}\n\n"
    return (head + parts).replace("\n", "\r\n").encode()


def part(body: str, headers: str) -> str:
    return f"--edge\n{headers}\n\n{body}\n"


HTML = part(PAGE, "Content-Type: text/html; charset=utf-8\nContent-Location: http://news.example/page")
END = "--edge--\n"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("8bit", PAGE.encode()),
        ("base64", base64.encodebytes(PAGE.encode())),
        ("quoted-printable", b"".join(b"=%02X" % byte for byte in PAGE.encode())),
    ],
)
def test_the_page_is_decoded_from_its_transfer_encoding(unfold, encoding: str, body: bytes) -> None:
    headers = f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}"
    found = unfold(mhtml, message(part("BODY", headers) + END).replace(b"BODY", body))
    assert found.documents[0].data.decode().strip() == PAGE


def test_a_base64_page_that_is_cut_off_gives_what_is_there(unfold) -> None:
    body = base64.b64encode(PAGE.encode()).decode()[:-9]
    headers = "Content-Type: text/html\nContent-Transfer-Encoding: base64"
    assert unfold(mhtml, message(part(body, headers))).documents[0].data.startswith(PAGE.encode()[:40])


def test_the_page_has_its_own_address_time_and_type(unfold) -> None:
    headers = "Snapshot-Content-Location: https://news.example/a?b=1\nDate: Fri, 5 Jul 2019 09:30:00 +0800\n"
    page = unfold(mhtml, message(HTML + END, headers), "saved.mhtml").documents[0]
    assert page.location == "https://news.example/a?b=1"
    assert page.saved_at == datetime(2019, 7, 5, 1, 30, tzinfo=UTC)
    assert page.media_type == "text/html; charset=utf-8"
    assert page.name == "saved.mhtml"


def test_a_folded_address_is_put_together(unfold) -> None:
    html = part(PAGE, "Content-Type: text/html\nContent-Location: http://news.example/a-long-\n address")
    assert unfold(mhtml, message(html)).documents[0].location == "http://news.example/a-long-address"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "cid:1@mhtml.blink", "mailto:a@b.example"]
)
def test_an_address_that_is_none_of_the_web_is_not_taken(unfold, address: str) -> None:
    html = part(PAGE, f"Content-Type: text/html\nContent-Location: {address}")
    found = unfold(mhtml, message(html), "s.mht")
    assert found.documents[0].location == "/news/s.mht!/index.html"
    assert found.documents[0].saved_at == datetime(2024, 6, 1, 8, 0, tzinfo=UTC)


def test_the_start_parameter_names_the_page(unfold) -> None:
    frame = part("<p>frame</p>", "Content-Type: text/html\nContent-ID: <frame@x>")
    root = part("<p>root</p>", "Content-Type: text/html\nContent-ID: <root@x>")
    kind = 'multipart/related; boundary="edge"; start="<root@x>"'
    assert b"root" in unfold(mhtml, message(frame + root + END, kind=kind)).documents[0].data


def test_a_start_that_names_nothing_leaves_the_first_page(unfold) -> None:
    kind = 'multipart/related; boundary=edge; start="<none@x>"'
    assert b"<h1>" in unfold(mhtml, message(HTML + END, kind=kind)).documents[0].data


def test_the_page_may_stand_in_a_multipart_of_its_own(unfold) -> None:
    inner = "--in\nContent-Type: text/plain\n\nplain\n--in\nContent-Type: text/html\n\n<p>rich</p>\n--in--\nepilogue\n"
    outer = part(inner, 'Content-Type: multipart/alternative; boundary="in"') + HTML + END
    data = unfold(mhtml, message(outer)).documents[0].data
    assert data.strip() == b"<p>rich</p>"


def test_the_end_of_a_multipart_ends_those_inside(unfold) -> None:
    inner = "--in\nContent-Type: text/plain\n\nnever closed\n"
    after = part("<p>a</p>\n--in\n<p>b</p>", "Content-Type: text/html")
    outer = part(inner, 'Content-Type: multipart/mixed; boundary="in"') + after + END
    assert b"<p>b</p>" in unfold(mhtml, message(outer)).documents[0].data


def test_a_delimiter_within_a_long_line_is_none(unfold) -> None:
    line = "x" * 65_536 + "--edge"
    assert (
        b"--edge"
        in unfold(mhtml, message(part(f"{line}\n<p>b</p>", "Content-Type: text/html") + END))
        .documents[0]
        .data
    )


@pytest.mark.parametrize("length", range(4))
def test_base64_that_is_cut_anywhere_is_decoded(unfold, length: int) -> None:
    html = part("PGI+eDwvYj4="[: 8 + length], "Content-Type: text/html\nContent-Transfer-Encoding: base64")
    assert unfold(mhtml, message(html + END)).documents[0].data.startswith(b"<b>x</")


def test_endless_headers_are_not_kept(unfold) -> None:
    found = unfold(mhtml, message(HTML + END, "X: " + "y" * 70_000 + "\n"))
    assert isinstance(found.error, NoArticleError)


def test_pictures_are_left_alone(unfold) -> None:
    picture = part(
        "!!!! this is no base64 !!!!", "Content-Type: image/png\nContent-Transfer-Encoding: base64"
    )
    assert len(unfold(mhtml, message(picture + HTML + END)).documents) == 1


def test_a_page_without_parts_is_read_too(unfold) -> None:
    assert unfold(mhtml, message(PAGE, kind="text/html; charset=utf-8")).documents[0].data.decode() == PAGE


def test_a_message_without_html_holds_no_article(unfold) -> None:
    found = unfold(mhtml, message(part("x", "Content-Type: text/plain") + END), "letter.mht")
    assert isinstance(found.error, NoArticleError)
    assert "letter.mht" in found.error.message


@pytest.mark.parametrize(
    ("size", "coding"), [((64 << 20) + 10, ""), ((128 << 20) + 10, "Content-Transfer-Encoding: base64")]
)
def test_a_page_that_is_too_large_is_refused(unfold, size: int, coding: str) -> None:
    html = message(part("BODY", f"Content-Type: text/html\n{coding}")).replace(b"BODY", bytes(size))
    found = unfold(mhtml, html, "s.mht")
    assert found.error is not None
    assert "64 MiB" in found.error.message


def test_multiparts_nested_beyond_reason_end(unfold) -> None:
    levels = "".join(f"--b{at}\nContent-Type: multipart/mixed; boundary=b{at + 1}\n\n" for at in range(5_000))
    page = "--b5000\nContent-Type: text/html\n\n<p>deep</p>\n"
    found = unfold(mhtml, message(levels + page, kind="multipart/mixed; boundary=b0"))
    assert isinstance(found.error, NoArticleError)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (message(""), True),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n", True),
        (b"Subject: x\nContent-Type: multipart/related; boundary=a\n\n", False),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\n", False),
        ("日期: 2024\nMIME-Version: 1.0\nContent-Type: text/html\n".encode(), False),
        (b"# MIME-Version: 1.0\n\nContent-Type: text/html\n", False),
        (b"a:b\n " * 10_000, False),
    ],
)
def test_saved_pages_are_known_by_their_headers(head: bytes, is_one: bool) -> None:
    assert mhtml.matches_bytes(head, Document(b"", "/x/a", "a")) is is_one

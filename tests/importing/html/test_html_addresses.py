from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importing.html.addresses import link_target, safe_address
from reader.importing.html.text import to_text


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("../b?c#d", "https://n.example/b?c#d"),
        ("?p=2", "https://n.example/x/y?p=2"),
        ("//m.example/z", "https://m.example/z"),
        ("/a/../b", "https://n.example/b"),
        ("http://m.example/a", "http://m.example/a"),
        (" /a b ", "https://n.example/a%20b"),
        ("/a\n/b", "https://n.example/a/b"),
        ("http:\\\\m.example\\z?q=\\", "http://m.example/z?q=\\"),
        ("mailto:a@n.example", "mailto:a@n.example"),
        ("/新聞/1", "https://n.example/新聞/1"),
    ],
)
def test_an_address_is_made_absolute(address: str, absolute: str) -> None:
    assert safe_address(address, "https://n.example/x/y") == absolute


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/x",
            "ftp://n.example/",
            "javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
        ),
        *("https://", "https://[", "http://:80/", "mailto:", "", None, "https://n.example/" + "x" * 9000),
    ],
)
def test_what_no_reader_can_follow_is_no_address(address: str | None) -> None:
    assert safe_address(address) is None


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_an_address_or_none(address: str, base: str) -> None:
    safe = safe_address(address, base)

    assert safe is None or safe.startswith(("http://", "https://", "mailto:"))


@given(st.text(max_size=60))
def test_a_target_has_nothing_that_ends_it(address: str) -> None:
    target = link_target(address)

    assert not set(target) & set(' <>()[]|\n\t`"')


def test_an_ampersand_that_would_begin_a_reference_is_escaped() -> None:
    assert link_target("https://n.example/?a=1&copy;=2&b") == "https://n.example/?a=1\\&copy;=2&b"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("  港口\n 引航 ", "港口 引航"),
        ("A&amp;B &lt;i&gt;", "A&B <i>"),
        ("<b>港</b>口<br>引航<script>x</script>", "港口 引航"),
        ("<p>一</p><p>二</p>", "一 二"),
        ("3 < 4", "3 < 4"),
    ],
)
def test_text_is_what_html_shows_on_one_line(html: str, text: str) -> None:
    assert to_text(html) == text


@given(st.text(max_size=60))
def test_text_is_one_line_and_never_raises(html: str) -> None:
    assert len(to_text(html).splitlines()) <= 1

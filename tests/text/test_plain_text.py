"""What a body says to the search is what its page shows."""

from __future__ import annotations

import pytest

from reader.text.prose import plain_text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**旅**遊", "旅遊"),
        ("*旅*遊 ~~與~~ `code`", "旅遊 與 code"),
        ("un**believ**able", "unbelievable"),
        ("snake_case 2 * 3", "snake_case 2 * 3"),
        ("[旅遊](https://site.example/a) 後", "旅遊 後"),
        ("![海](https://site.example/a.png)", "海"),
        ("<https://port.example/a>", "https://port.example/a"),
        ("a <b>c</b> &amp; \\*d\\*", "a c & *d*"),
        ("a<!-- 旅遊 -->b", "ab"),
        ("旅\n遊", "旅遊"),
        ("旅\n\n遊", "旅\n\n遊"),
        ("open\ndata", "open\ndata"),
        ("旅\nopen", "旅\nopen"),
        ("한국\n사람", "한국\n사람"),
        ("旅\\\n遊", "旅 \n遊"),
        ("旅  \n遊", "旅  \n遊"),
        ("- 旅\n  遊", "- 旅遊"),
        ("> 旅\n> 遊", "> 旅遊"),
        ("旅\n> 遊", "旅\n> 遊"),
        ("## 旅遊", "## 旅遊"),
        ("| 旅 | 遊 |", "| 旅 | 遊 |"),
        ("", ""),
    ],
)
def test_the_syntax_inside_lines_is_taken_out_and_lines_are_joined_as_on_the_page(
    markdown: str, plain: str
) -> None:
    assert plain_text(markdown) == plain


@pytest.mark.parametrize(
    "piece",
    ["[", "*", "**a", "`", "<", "<!--", "![", "](", "\\", "&", "~", "> ", "旅\n", "_", "<a ", "\n> 旅"],
)
def test_hostile_syntax_takes_linear_time(piece: str) -> None:
    assert plain_text(piece * 20_000) is not None

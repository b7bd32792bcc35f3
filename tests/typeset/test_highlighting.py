"""Code in roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.blocks import CodeBlock
from reader.typeset.cells import is_boundary
from reader.typeset.highlighting import highlight
from reader.typeset.layout import Layout
from reader.typeset.lines import Role
from reader.typeset.manuscript import Manuscript

LANGUAGES = ["python", "js", "sh", "sql", "lua", "yaml", "html", "css"]
KEYWORD, NAME, STRING = Role.CODE_KEYWORD, Role.CODE_NAME, Role.CODE_STRING
NUMBER, COMMENT = Role.CODE_NUMBER, Role.CODE_COMMENT


def roles(code: str, language: str) -> list[tuple[str, Role]]:
    return [(code[span.start : span.end], span.role) for span in highlight(code, language)]


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("python", "def f(x): return 'a'", [("def", KEYWORD), ("f", NAME), ("return", KEYWORD), ("'a'", STRING)]),
        ("py", '"""a\nb""" 1.5e3', [('"""a\nb"""', STRING), ("1.5e3", NUMBER)]),
        ("js", "let s = `a\nb`; // c", [("let", KEYWORD), ("`a\nb`", STRING), ("// c", COMMENT)]),
        ("rust", "/* a\nb */ fn main()", [("/* a\nb */", COMMENT), ("fn", KEYWORD), ("main", NAME)]),
        ("bash", 'if [ "$A" ]; then $B', [("if", KEYWORD), ('"$A"', STRING), ("then", KEYWORD), ("$B", NAME)]),
        ("sql", "SELECT a FROM b -- c", [("SELECT", KEYWORD), ("FROM", KEYWORD), ("-- c", COMMENT)]),
        ("json", '{"a": "b", "c": 12}', [('"a"', NAME), ('"b"', STRING), ('"c"', NAME), ("12", NUMBER)]),
        ("toml", "[a.b]\nc-d = 1 # e", [("[a.b]", NAME), ("c-d", NAME), ("1", NUMBER), ("# e", COMMENT)]),
        ("html", '<a href="x">', [("<a", NAME), ("href", NAME), ('"x"', STRING), (">", NAME)]),
        ("xml", "<!-- a\nb -->", [("<!-- a\nb -->", COMMENT)]),
        ("", "#!/usr/bin/env python3\nreturn", [("#!/usr/bin/env python3", COMMENT), ("return", KEYWORD)]),
        ("", "return 1", []),
        ("unheard-of", "return 1", []),
    ],
)  # fmt: skip
def test_roles_of_code(language: str, code: str, expected: list[tuple[str, Role]]) -> None:
    assert roles(code, language) == expected


@given(
    st.text(alphabet="ab1\"'`/*#-<>!=:.[]{}@$\\\n \t中e\u0301👨\u200d", max_size=200),
    st.sampled_from(LANGUAGES),
)
def test_spans_are_in_order_and_divide_no_grapheme(code: str, language: str) -> None:
    position = 0
    for span in highlight(code, language):
        assert position <= span.start < span.end <= len(code)
        assert is_boundary(code, span.start)
        assert is_boundary(code, span.end)
        position = span.end


def test_very_long_code_is_plain() -> None:
    assert highlight("if x:\n" * 5_000, "python") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["a-", ".a", "--", '"\\', "'", "/*", "<!--", "`", "::", "\n["])
def test_code_that_is_made_to_keep_a_reader_busy_is_read_at_once(language: str, unit: str) -> None:
    spans = highlight((unit * 20_000)[:20_000], language)
    assert len(spans) <= 20_000


def test_a_block_is_painted_by_its_language() -> None:
    layout = Layout(Manuscript("```{.python}\nif x: # 這是一個很長的註解\n```"), 16)
    layout.extend(9)
    assert [
        [(run.text, run.role) for run in line.runs if run.start is not None] for line in layout.lines
    ] == [
        [("if", KEYWORD), (" x: ", Role.CODE_BLOCK), ("# 這是一", COMMENT)],
        [("個很長的註解", COMMENT)],
    ]


def test_a_fence_that_is_read_in_parts_is_plain_in_all_of_them() -> None:
    manuscript = Manuscript("```python\n" + "if x: pass\n" * 3_000 + "```\n\n文")
    manuscript.parse_all()
    parts = [block for block in map(manuscript.block, range(len(manuscript))) if isinstance(block, CodeBlock)]
    assert len(parts) > 2
    assert {part.language for part in parts} == {""}

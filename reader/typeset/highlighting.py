"""Code in roles: keywords, names, strings, numbers, comments.

A page of news shows a few lines of code now and then. One pattern for each family of languages reads them in one pass, so
that no text makes it slow; the lexers of Pygments take up to a quarter of a second to load, and seconds on lines that
are made to keep them busy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.blocks import Span
from reader.typeset.cells import is_common
from reader.typeset.inline import whole_graphemes
from reader.typeset.lines import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 20_000
"""Characters from which on code stays plain: nobody reads so much of it in an article."""
_KEPT = 64
"""Texts whose spans are kept, so that setting them at another width costs nothing."""

# What has no end on its line, or none at all, goes on to the end of the line, or of the text.
_STRINGS = r"""'(?:[^'\\\n]|\\.)*+'?|"(?:[^"\\\n]|\\.)*+"?"""
_TRIPLE = r'"""(?s:.*?)(?:"""|\Z)|' + r"'''(?s:.*?)(?:'''|\Z)"
_BACKTICKS = r"`(?:[^`\\]|\\.)*+`?"
_C_COMMENT = r"//[^\n]*+|/\*(?s:.*?)(?:\*/|\Z)"
_HASH_COMMENT = r"(?<![\w$&{])#[^\n]*+"
_DASH_COMMENT = r"--[^\n]*+"
_NUMBER = r"(?<![\w.])[0-9](?:\w|\.(?=\d))*+"
_WORD = r"[^\W\d]\w*+"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DEFINING = _words("class def enum fn fun func function interface struct trait type")


class _Grammar(NamedTuple):
    comment: str
    string: str
    keywords: frozenset[str]
    name: str = r"(?!)"
    """What is a name whatever follows; other words are when a parenthesis follows or a word that defines them precedes."""
    folds: bool = False
    """Whether keywords may be in capitals."""


_PYTHON = _Grammar(
    _HASH_COMMENT,
    f"{_TRIPLE}|{_STRINGS}",
    _words(
        "False None True and as assert async await break case class continue def del elif else except finally for from "
        "global if import in is lambda match nonlocal not or pass raise return try while with yield"
    ),
    r"@[\w.]++",
)
_C_LIKE = _Grammar(
    _C_COMMENT,
    f"{_STRINGS}|{_BACKTICKS}",
    _words(
        "abstract as async await bool boolean break byte case catch chan char class const continue default defer delete do "
        "double else enum export extends extern false final finally float fn for foreach from func function go goto if "
        "impl implements import in instanceof int interface internal let long loop map match mod mut namespace new nil null "
        "nullptr of override package private protected pub public range return select self short signed sizeof static "
        "string struct super switch template this throw throws trait true try type typedef typeof undefined union unsigned "
        "use using val var virtual void volatile when where while yield"
    ),
    r"(?<!\w)[@#][A-Za-z]\w*+",
)
_SHELL = _Grammar(
    _HASH_COMMENT,
    _STRINGS,
    _words(
        "alias break case cd continue do done echo elif else end ensure esac eval exec exit export fi for function if in "
        "local module puts read require rescue return set shift source sudo then trap unless unset until while"
    ),
    r"\$(?:\w++|\{[^}\n]*+\}?)",
)
_SQL = _Grammar(
    rf"{_DASH_COMMENT}|/\*(?s:.*?)(?:\*/|\Z)",
    _STRINGS,
    _words(
        "add all alter and as asc begin between by case check column commit constraint create cross default delete desc "
        "distinct drop else end exists foreign from full group having if in index inner insert into is join key left like "
        "limit not null offset on or order outer primary references right rollback select set table then trigger union "
        "unique update using values view when where with"
    ),
    folds=True,
)
_LUA = _Grammar(
    rf"--\[\[(?s:.*?)(?:\]\]|\Z)|{_DASH_COMMENT}",
    _STRINGS,
    _words(
        "and break do else elseif end false for function goto if in local nil not or repeat return then true until "
        "while"
    ),
)
_DATA = _Grammar(
    rf"{_HASH_COMMENT}|(?m:^;[^\n]*+)",
    f"{_TRIPLE}|{_STRINGS}",
    _words("false no null off on true yes"),
    r"""(?m:^\[[^\]\n]*+\]?)|(?<![\w.-])[\w.-]++(?=[ \t]*+[:=])|"[^"\\\n]*+"(?=[ \t]*+:)""",
)
_MARKUP = _Grammar(
    r"<!--(?s:.*?)(?:-->|\Z)", _STRINGS, frozenset(), r"</?+[A-Za-z][\w:.-]*+|/?>|(?<![\w:.-])[\w:.-]++(?==)"
)
_STYLE = _Grammar(
    r"/\*(?s:.*?)(?:\*/|\Z)", _STRINGS, frozenset(), r"(?<![\w-])[\w-]++(?=[ \t]*+:)|[.#@][A-Za-z][\w-]*+"
)

_LANGUAGES = {
    language: grammar
    for grammar, languages in (
        (_PYTHON, "python py python3 pycon"),
        (
            _C_LIKE,
            "c h cpp c++ cc csharp cs dart go java javascript js jsx kotlin kt node php rust rs scala swift ts tsx typescript",
        ),
        (_SHELL, "bash console make makefile dockerfile perl pl rb ruby sh shell zsh"),
        (_SQL, "sql mysql postgresql sqlite"),
        (_LUA, "lua"),
        (_DATA, "conf ini json jsonc json5 properties toml yaml yml"),
        (_MARKUP, "html svg vue xhtml xml"),
        (_STYLE, "css less scss"),
    )
    for language in languages.split()
}
_INTERPRETER = re.compile(r"#!\S*/(?:env +)?(python|node|bash|zsh|sh|ruby|perl|lua)")
"""What a first line says that runs the code (execve(2))."""


@lru_cache(maxsize=_KEPT)
def highlight(code: str, language: str) -> tuple[Span, ...]:
    """The spans of code in a language; none when the language is not known, or the code longer than 20,000 characters.

    Where no language is named, the interpreter in the first line tells it.
    """
    if not language and (interpreter := _INTERPRETER.match(code)):
        language = interpreter[1]
    grammar = _LANGUAGES.get(language)
    if grammar is None or len(code) > _LONGEST:
        return ()
    spans = _spans(code, grammar)
    return tuple(spans if is_common(code) else whole_graphemes(code, spans))


@lru_cache(maxsize=len(set(_LANGUAGES.values())))
def _pattern(grammar: _Grammar) -> re.Pattern[str]:
    return re.compile(
        f"(?P<comment>{grammar.comment})|(?P<name>{grammar.name})|(?P<string>{grammar.string})"
        f"|(?P<number>{_NUMBER})|(?P<word>{_WORD})"
    )


def _spans(code: str, grammar: _Grammar) -> Iterator[Span]:
    roles = {
        "comment": Role.CODE_COMMENT,
        "name": Role.CODE_NAME,
        "string": Role.CODE_STRING,
        "number": Role.CODE_NUMBER,
    }
    defines = False
    for match in _pattern(grammar).finditer(code):
        start, end = match.span()
        word = match["word"]
        if word is None:
            defines = False
            yield Span(start, end, roles[match.lastgroup or ""])
            continue
        if (word.lower() if grammar.folds else word) in grammar.keywords:
            yield Span(start, end, Role.CODE_KEYWORD)
        elif defines or code.startswith("(", end):
            yield Span(start, end, Role.CODE_NAME)
        defines = word in _DEFINING

"""What may not reach a terminal does not survive; what writing needs does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model.draft import Draft
from reader.text.clean import clean, clean_draft, clean_line

# Written down from the Unicode code charts, not from the module under test.
CONTROLS = [chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\n\t"]
BIDI = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
INVISIBLE = [
    *"\u00ad\u200b\u2028\u2029\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb",
    *map(chr, range(0x206A, 0x2070)),
    *"\u115f\u1160\u3164\uffa0",
]
BROKEN = ["\ud800", "\udbff", "\udc00", "\udfff", "\ufdd0", "\ufdef"]
BROKEN += [chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)]
TAGS = [chr(code) for code in range(0xE0000, 0xE0080)]
FORBIDDEN = frozenset([*CONTROLS, *BIDI, *INVISIBLE, *BROKEN])

FLAG_OF_SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"

hostile = st.text(
    st.one_of(
        st.sampled_from(
            [*FORBIDDEN, *"\x1b\x1b\x1b[]P_^Xk\\;:0m?\x07\r\n\t 高新", *TAGS[0x60:], "\U0001f3f4"]
        ),
        st.sampled_from("\u0301\u0308\u0489\ufe0f\u200d\u200c\u200e\u05d0\u0e49"),
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Mn"]),
    ),
    max_size=40,
)


@given(hostile)
@example("\x1b\x1b[31m[31m")
@example("\x1b]\x1b]52;c;cm0=\x07")
@example("\U0001f3f4\u200b\U000e0067\U000e0062\U000e0073\U000e007f")
@example("\r\x00\n")
@example("e" + "\u0301\u200b" * 9)
def test_cleaning_is_idempotent_and_nothing_forbidden_survives(text: str) -> None:
    once = clean(text)
    assert FORBIDDEN.isdisjoint(once)
    assert clean(once) == once
    once.encode()
    line = clean_line(text)
    assert FORBIDDEN.isdisjoint(line)
    assert not {"\n", "\t"} & set(line)
    assert clean_line(line) == line == line.strip()


@given(hostile)
def test_tags_survive_only_in_the_flag_of_a_subdivision(text: str) -> None:
    flagless = clean(text)
    for start in [index for index, character in enumerate(flagless) if character == "\U0001f3f4"][::-1]:
        end = start + 1
        while end < len(flagless) and flagless[end] in TAGS:
            end += 1
        if end > start + 1:
            assert flagless[end - 1] == TAGS[0x7F]
            assert 3 <= end - start - 2 <= 7
        flagless = flagless[:start] + flagless[end:]
    assert not set(TAGS) & set(flagless)


@given(hostile)
def test_no_letter_carries_more_than_four_marks(text: str) -> None:
    marks = 0
    for character in clean(text):
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        assert marks <= 4


def test_every_combining_mark_of_unicode_is_limited() -> None:
    marks = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Mn", "Me"} and code not in range(0xE0000, 0xE0080)
    ]
    text = "\n".join("a" + mark * 40 for mark in marks)
    assert clean(text) == "\n".join("a" + mark * 4 for mark in marks)


@pytest.mark.parametrize("character", sorted(FORBIDDEN))
def test_each_forbidden_character_goes(character: str) -> None:
    assert set(clean(f"高{character}新")) <= {"高", "新", "\n", "\ufffd"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\x1b[1;31mred\x1b[0mz", "aredz", id="CSI"),
        pytest.param("a\x9b1;31mred\x9b0mz", "aredz", id="CSI of C1"),
        pytest.param("a\x1b]52;c;cm0gLXJmIH4=\x07z", "az", id="clipboard, ended by BEL"),
        pytest.param("a\x1b]0;title\x1b\\z", "az", id="title, ended by ST"),
        pytest.param("a\x9d0;title\x9cz", "az", id="title of C1"),
        pytest.param("a\x1b]8;;http://evil\x07here\x1b]8;;\x07z", "aherez", id="hyperlink"),
        pytest.param("a\x1b]0;never ended\nb", "a\nb", id="string ends with the line"),
        pytest.param("a\x1b]0;never ended\r\nb", "a\nb", id="string ends with the line of Windows"),
        pytest.param("a\x1bP1$r\x1b\\b\x1b_apc\x1b\\c\x1b^pm\x1b\\d\x1bXsos\x1b\\e", "abcde", id="strings"),
        pytest.param("a\x1bktitle\x1b\\z", "az", id="title of screen"),
        pytest.param("a\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\z", "az", id="tmux passthrough"),
        pytest.param("a\x1b(0b\x1bcc\x1b7d", "abcd", id="other escapes"),
        pytest.param("a\x1b", "a", id="escape at the end"),
        pytest.param("a\x1b[", "a", id="sequence at the end"),
        pytest.param("a\x1b高", "a高", id="escape before text"),
        pytest.param("rm\u202e gpj.exe\u202c", "rm gpj.exe", id="override"),
        pytest.param("a\u2028b\u2029c\x85d\x0be\x0cf\rg\r\nh", "a\nb\nc\nd\ne\nf\ng\nh", id="line ends"),
        pytest.param("a\x00b", "ab", id="NUL"),
        pytest.param("\ud83d", "\ufffd", id="lone surrogate"),
        pytest.param("a" + "\u0301" * 50, "a" + "\u0301" * 4, id="stacked marks"),
        pytest.param("a" + "\u0301\u200d" * 50, "a" + "\u0301\u200d" * 2, id="marks stacked with joiners"),
        pytest.param("\U000e0041\U000e0042 x", " x", id="text smuggled in tags"),
    ],
)
def test_whole_sequences_are_removed(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "今年高新區在積極兌現的同時，\n\t還將加大科技投入。　全文",
        FAMILY,
        "\u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3 \U0001f44d\U0001f3fd \U0001f1f9\U0001f1fc",
        FLAG_OF_SCOTLAND,
        "\U0001f3f4\u200d\u2620\ufe0f",
        "می\u200cخواهم سلام\u200d",
        "क्\u200dष नमस्ते",
        "שָׁל֑וֹם",
        "tiếng Việt, nai\u0308ve",
        "a\u200eb\u200fc\u061cd",
        "邉\U000e0101 \ue000 \U00020bb7",
        "\ufffd",
    ],
)
def test_what_writing_needs_stays(text: str) -> None:
    assert clean(text) == text


def test_clean_text_is_the_same_object() -> None:
    text = "今年高新區在積極兌現。\n" * 10
    assert clean(text) is text


def test_a_line_has_single_blanks_and_keeps_an_ideographic_space_inside() -> None:
    assert clean_line(" \t高新區\u3000聯合\r\n  GDP   增長 \u3000") == "高新區\u3000聯合 GDP 增長"


def test_every_text_of_a_draft_is_cleaned() -> None:
    dirty = "\x1b]0;x\x07高\u202e新\n"
    draft = clean_draft(
        Draft(
            title=dirty,
            markdown=dirty,
            category=dirty,
            identity=dirty,
            author=dirty,
            origin=dirty,
            url="https://example.org/\u202ea",
            language="zh\x00-Hant",
        )
    )
    assert (draft.title, draft.markdown, draft.category) == ("高新", "高新\n", "高新")
    assert (draft.identity, draft.author, draft.origin) == ("高新", "高新", "高新")
    assert (draft.url, draft.language) == ("https://example.org/a", "zh-Hant")


def test_what_is_empty_after_cleaning_is_none() -> None:
    blank = "\u200b \n"
    draft = clean_draft(
        Draft("t", "b", category=blank, identity=blank, author=blank, origin=blank, url=blank, language=blank)
    )
    assert draft == Draft("t", "b")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://EXAMPLE.ORG/", True),
        ("mailto:desk@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("-o/tmp/x", False),
        ("java\nscript:alert(1)", False),
        ("https://", False),
        ("data:text/html,x", False),
    ],
)
def test_only_addresses_of_web_and_mail_are_kept(url: str, kept: bool) -> None:
    assert clean_draft(Draft("t", "b", url=url)).url == (url if kept else None)


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("本報訊。\n\n後文", "本報訊。後文"),
        ("# 只有標題\n", "只有標題"),
        ("**Bold** words [here](https://example.org).", "Bold words here."),
        ("字" * 60, "字" * 39 + "…"),
        ("\x1b[2J", "—"),
        ("![](a.png)", "—"),
        ("", "—"),
    ],
)
def test_a_draft_without_title_is_called_by_its_first_words(markdown: str, title: str) -> None:
    assert clean_draft(Draft(" \u200b", markdown)).title == title


def test_each_character_is_treated_alone_as_it_is_beside_one_that_needs_work() -> None:
    # U+FEFF goes, and with it what looks at usual texts only.
    unlike = [hex(code) for code in range(0x110000) if clean(chr(code)) != clean(f"\ufeff{chr(code)}")]

    assert unlike == []


def test_a_draft_that_is_clean_is_given_back_as_it_is() -> None:
    draft = Draft("題", "正文。\n", category="港口", url="https://n.example/1", language="zh-Hant")

    assert clean_draft(draft) is draft

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DocumentError
from reader.importing.decode import NoTextError, decode

TRADITIONAL = (
    "望海港的燈塔每天晚上七點亮起來，守塔的人說，海上的船先看見光，後看見城市。這座城市有三百年的歷史。"
)
SIMPLIFIED = (
    "望海港的灯塔每天晚上七点亮起来，守塔的人说，海上的船先看见光，后看见城市。这座城市有三百年的历史。"
)
ENGLISH = "The lighthouse comes on at seven; ships see the light first and the town later."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "utf-8"),
        (SIMPLIFIED, "utf-8"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-8"),
    ],
)
def test_reads_each_encoding_without_mark_or_label(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, encoding, 0)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + SIMPLIFIED.encode(encoding), declared="big5")

    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030"])
@pytest.mark.parametrize("start", range(0, 40, 4))
def test_reads_short_texts_of_eight_characters(encoding: str, start: int) -> None:
    text = (TRADITIONAL if encoding == "big5hkscs" else SIMPLIFIED)[start : start + 8]

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("高新區新聞", "big5hkscs"),
        ("园区规划图", "gb18030"),
        ("經濟開發區", "gb18030"),
        ("科技創新周刊", "big5hkscs"),
    ],
)
def test_reads_a_bare_headline_of_a_few_characters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_reads_hong_kong_characters_that_plain_big5_lacks() -> None:
    text = "佢哋喺度傾緊偈，話啲新聞嘅來源係邊度，大家都話唔知道，最後都係返屋企。"
    with pytest.raises(UnicodeEncodeError):
        text.encode("big5")

    assert decode(text.encode("big5hkscs")).text == text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("gb2312", "big5hkscs"), ("big5", "gb18030"), ("utf-8", "big5hkscs"), ("gbk", "utf-8")],
)
def test_bytes_beat_a_label_that_lies(label: str, encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), declared=label).text == TRADITIONAL


@pytest.mark.parametrize(("label", "text"), [("big5", "矛"), ("gb2312", "侩")])
def test_a_label_decides_where_both_readings_are_as_good(label: str, text: str) -> None:
    codec = {"big5": "big5hkscs", "gb2312": "gb18030"}[label]
    data = text.encode(codec)

    assert decode(data, declared=label).text == text


def test_a_label_is_believed_for_a_text_that_is_not_chinese() -> None:
    text = "Ein Café an der Straße, größer als früher: ‚schön‘"

    assert decode(text.encode("cp1252"), declared="windows-1252").text == text


@pytest.mark.parametrize("label", ["no-such-encoding", "base64", "rot13", "", "\0", "undefined"])
def test_a_label_that_names_no_text_encoding_is_ignored(label: str) -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), declared=label).text == SIMPLIFIED


def test_damaged_utf8_stays_utf8_and_counts_the_damage() -> None:
    data = bytearray((TRADITIONAL * 4).encode())
    data[300] = 0xFF

    decoded = decode(bytes(data))

    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.replaced <= 3
    assert decoded.text[:90] == (TRADITIONAL * 4)[:90]


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "latin1"])
def test_the_labels_of_the_web_stand_for_windows_1252(label: str) -> None:
    text = "The harbour’s café – “open at last” – was full by nine. " * 3
    assert decode(text.encode("cp1252"), declared=label).text == text


def test_western_text_without_a_label_keeps_its_letters() -> None:
    text = "Le café du port était plein à neuf heures, où l’on fêtait l’été. " * 3
    assert decode(text.encode("cp1252")).text == text


def test_a_stray_byte_in_english_does_not_make_it_chinese() -> None:
    decoded = decode(ENGLISH.encode() * 3 + b"\xff")

    assert decoded.text == ENGLISH * 3 + "\ufffd"
    assert decoded.replaced == 1


def test_a_replacement_character_of_the_text_itself_is_no_damage() -> None:
    assert decode(f"{TRADITIONAL}\ufffd".encode()).replaced == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + ENGLISH.encode(), "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + ENGLISH.encode(), "PNG"),
        (b"GIF89a" + ENGLISH.encode(), "GIF"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42" + ENGLISH.encode(), "MP4"),
        (b"%PDF-1.7\n" + ENGLISH.encode(), "PDF"),
        (b"PK\x03\x04" + ENGLISH.encode(), "ZIP"),
        (b"\x1f\x8b\x08\x00" + ENGLISH.encode(), "gzip"),
        (b"\x7fELF\x02" + ENGLISH.encode(), "ELF"),
        (b"SQLite format 3\x00" + ENGLISH.encode(), "SQLite"),
    ],
)
def test_refuses_what_its_first_bytes_call_binary_and_says_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(NoTextError, match="photo holds no text: it looks like") as refusal:
        decode(data, name="photo")
    assert said in refusal.value.message


@pytest.mark.parametrize(
    "text", ["Tsunami WAVE hits", "The ftyp of a film", "BMW opens a plant", "MZ is a code"]
)
def test_words_that_look_like_a_signature_are_text(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("size", [64, 1000, 1001, 100_000])
def test_refuses_random_bytes(size: int) -> None:
    with pytest.raises(NoTextError):
        decode(random.Random(size).randbytes(size))


def test_refuses_text_with_more_than_one_control_character_in_a_hundred() -> None:
    assert decode(b"x" * 199 + b"\x1b").text.startswith("x")
    with pytest.raises(NoTextError, match="binary"):
        decode(b"x" * 97 + b"\x1b\x1b\x1b")


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u3000\n".encode()]
)
def test_refuses_a_document_without_any_text(data: bytes) -> None:
    with pytest.raises(NoTextError, match="empty"):
        decode(data)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "big5", "utf-16", "utf-7", "idna"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, label: str | None) -> None:
    try:
        decoded = decode(data, label)
    except DocumentError:
        return
    assert decoded.text.strip()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if text.strip("\ufeff \u3000").strip():
        assert decode(b"\xef\xbb\xbf" + text.encode()).text == text.removeprefix("\ufeff")

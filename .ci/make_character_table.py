"""Write reader/text/data/characters.tsv from OpenCC and pypinyin: `python .ci/make_character_table.py`.

One line a traditional character: `traditional<TAB>simplified<TAB>readings`, by code point.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

TABLE = Path(__file__).parent.parent / "reader" / "text" / "data" / "characters.tsv"
# The Han blocks of the BMP: Extension A, the unified ideographs, the compatibility ideographs.
HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


def readings_of(character: str) -> list[str]:
    """All toned readings of a character in NFC, the most frequent first; empty when none is known."""
    syllables = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore")
    return [unicodedata.normalize("NFC", syllable) for group in syllables for syllable in group if syllable]


def rows() -> list[str]:
    """The lines of the table."""
    converter = OpenCC("t2s")
    lines = []
    for code in (code for block in HAN_BLOCKS for code in block):
        traditional = chr(code)
        simplified = converter.convert(traditional)
        # A simplified form outside the BMP has no glyph in most terminal fonts.
        if simplified == traditional or len(simplified) != 1 or ord(simplified) > 0xFFFF:
            continue
        readings = dict.fromkeys(readings_of(traditional) + readings_of(simplified))
        lines.append(f"{traditional}\t{simplified}\t{','.join(readings)}")
    return lines


if __name__ == "__main__":
    lines = rows()
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} characters, {TABLE.stat().st_size} bytes: {TABLE}")

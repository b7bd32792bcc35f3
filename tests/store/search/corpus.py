"""Articles of our own words, in many scripts and all that a body can hold, each with what its reader sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.search.plain_scan import Shown

from reader.model.draft import Draft
from reader.model.published import Published

if TYPE_CHECKING:
    import random

HAN = (
    "旅遊", "旅游", "發展", "发展", "頭髮", "头发", "經濟增長", "经济增长", "港口", "港区", "澳門", "政策", "氫能", "公交車",
    "臺灣", "台湾", "龍", "龙", "人工智慧", "数据", "數據", "後天", "皇后", "乾坤", "〇", "人々",
)  # fmt: skip
WORDS = (
    "economy", "economic", "macroeconomy", "Econ", "GDP", "gdp", "ＧＤＰ", "café", "cafe\u0301", "cafe", "résumé", "harbour",
    "open", "data", "C++", "C#", "snake_case", "13.8%", "2019", "covid19", "don't", "it’s", "ﬁeld", "field", "Straße",
    "strasse", "Ⅷ", "x²", "a/b", "e-mail", "Ωmega", "GDP增長", "增长GDP", "экономика", "Ёлка",
)  # fmt: skip
OTHERS = (
    "コーヒー", "ｺｰﾋｰ", "データ", "ﾃﾞｰﾀ", "テ\u3099ータ", "ひらがな", "が", "か\u3099", "경제", "성장", "한국", "한국어",
    "👩\u200d💻", "❤\ufe0f", "🇯🇵", "👍🏽",
)  # fmt: skip
MARKS = (
    "，",
    "。",
    "、",
    "：",
    "—— ",
    "… ",
    ", ",
    ". ",
    "! ",
    " - ",
    "（",
    "）",
    "“",
    "” ",
    "《",
    "》",
    " / ",
    "·",
)
JOINS = ("", "", "", " ", " ", "\u3000", *MARKS)
CATEGORIES = ("經濟開發", "经济研究", "Café news", "科技 創新")
ORIGINS = (None, "望海日報", "Harbour Gazette", "数据 office")
AUTHORS = (None, "陳 大文", "Zoë Müller")


@dataclass(frozen=True)
class Piece:
    """Some Markdown, and what it says."""

    markdown: str
    shown: str


def running(chance: random.Random, length: int) -> str:
    """Some words of all scripts with what stands between words."""
    words = [chance.choice(chance.choice((HAN, HAN, WORDS, WORDS, OTHERS))) for _ in range(length)]
    return "".join(word + chance.choice(JOINS) for word in words).strip()


def headline(chance: random.Random) -> str:
    """Some words on one line; with single blanks, as the library keeps them."""
    return " ".join(running(chance, chance.randint(1, 5)).split(" "))


def _inline(chance: random.Random) -> Piece:
    """Words with a piece of inline syntax among them, also inside a word."""
    before, after, han = chance.choice(HAN), chance.choice(HAN), chance.choice(HAN)
    text = chance.choice((han, chance.choice(WORDS[:6]), f"{han}港"))
    return chance.choice((
        Piece(f"{before}**{text}**{after}", f"{before}{text}{after}"),
        Piece(f"{before}*{han}*{after}", f"{before}{han}{after}"),
        Piece(f"{before} **{text}** {after}", f"{before} {text} {after}"),
        Piece(f"{before}[{text}](https://site.example/{chance.randrange(99)})", f"{before}{text}"),
        Piece(f"![{text}](https://site.example/a.png) {after}", f"{text} {after}"),
        Piece(f"{before}`{text}`{after}", f"{before}{text}{after}"),
        Piece(f"{text} &amp; {han}", f"{text} & {han}"),
        Piece(f"{before}\\*{text}", f"{before}*{text}"),
        Piece(f"{before}~~{han}~~{after}", f"{before}{han}{after}"),
        # A line feed in Chinese is none, elsewhere it is a blank.
        Piece(f"{before}\n{after}", f"{before}{after}"),
        Piece(f"open\n{after}", f"open {after}"),
        Piece("open\ndata", "open data"),
    ))  # fmt: skip


def _block(chance: random.Random) -> Piece:
    """A paragraph, or a block of another kind."""
    kind = chance.randrange(10)
    plain = _unmarked(running(chance, chance.randint(2, 9)))
    inline = _inline(chance)
    match kind:
        case 0:
            return Piece(f"## {plain}", f"## {plain}")
        case 1:
            return Piece(f"- {plain}\n- {inline.markdown}", f"- {plain}\n- {inline.shown}")
        case 2:
            return Piece(f"> {plain}", f"> {plain}")
        case 3:
            cell = _unmarked(headline(chance)).replace("|", "")
            rows = f"| {plain} | {cell} |\n| --- | --- |\n| {{}} | 1 |"
            one_line = inline if "\n" not in inline.markdown else Piece("龍", "龍")
            return Piece(rows.format(one_line.markdown), rows.format(one_line.shown))
        case 4 | 5 | 6:
            return Piece(f"{plain}，{inline.markdown}。{plain}", f"{plain}，{inline.shown}。{plain}")
        case _:
            return Piece(plain, plain)


def _unmarked(text: str) -> str:
    """Without what Markdown would take for syntax."""
    return text.replace("_", "").replace("#", "").lstrip("+- ")


def body(chance: random.Random) -> Piece:
    """A body: mostly some blocks, sometimes of a few thousand characters."""
    count = 120 if chance.random() < 0.05 else chance.randint(1, 5)
    pieces = [_block(chance) for _ in range(count)]
    return Piece("\n\n".join(each.markdown for each in pieces), "\n\n".join(each.shown for each in pieces))


def article(chance: random.Random, identity: str) -> tuple[Draft, Shown]:
    """A draft, and what its reader will see of it."""
    text, published = body(chance), Published.of_date(chance.randint(2015, 2020), chance.randint(1, 12))
    origin, author = chance.choice(ORIGINS), chance.choice(AUTHORS)
    draft = Draft(
        title=headline(chance),
        markdown=text.markdown,
        category=chance.choice(CATEGORIES),
        identity=identity,
        origin=origin,
        author=author,
        published=published,
    )
    texts = {"title": draft.title, "body": text.shown, "origin": origin or "", "author": author or ""}
    return draft, Shown(texts, draft.category or "", published.timestamp)

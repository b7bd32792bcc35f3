"""繁體 and 简体 on the screen: phrases, names, mixed texts, what stays, and who may convert."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import grimp
import pytest

from reader.text import conversion
from reader.text.conversion import Converter, DisplayScript, converter

# What one simplified character stands for, told by its phrase. The right column is Taiwan's standard.
PHRASES = """
头发 頭髮|理发 理髮|发展 發展|发现 發現|出发 出發|一发炮弹 一發炮彈
后面 後面|皇后 皇后|太后 太后|以后 以後|后天 後天|皇后在后面 皇后在後面
干部 幹部|干净 乾淨|饼干 餅乾|干扰 干擾|干燥 乾燥|若干 若干|树干 樹幹|干涉 干涉|能干 能幹|乾坤 乾坤
里面 裡面|公里 公里|里程 里程|海里 海里|心里 心裡
复杂 複雜|恢复 恢復|复习 複習|答复 答覆|反复 反覆|复制 複製
一出戏 一齣戲|出口 出口|演出 演出
面条 麵條|面粉 麵粉|表面 表面|方便面 方便麵
台湾 臺灣|台风 颱風|写字台 寫字檯
制造 製造|制度 制度|占领 佔領|占卜 占卜
松柏 松柏|放松 放鬆|谷物 穀物|山谷 山谷
征收 徵收|长征 長征|准备 準備|批准 批准
冲突 衝突|冲洗 沖洗|钟表 鐘錶|钟情 鍾情|表格 表格|手表 手錶
系统 系統|关系 關係|联系 聯繫|尽管 儘管|尽力 盡力
获得 獲得|收获 收穫|历史 歷史|日历 日曆|当时 當時|叮当 叮噹
汇款 匯款|词汇 詞彙|范围 範圍|模范 模範|郁闷 鬱悶|郁郁葱葱 鬱鬱蔥蔥
志愿 志願|杂志 雜誌|向导 嚮導|方向 方向|余下 餘下|业余 業餘
斗争 鬥爭|北斗 北斗|游泳 游泳|旅游 旅遊|借口 藉口|借书 借書|注意 注意|注册 註冊
胡须 鬍鬚|必须 必須|云彩 雲彩|丰富 豐富|蒙古 蒙古|吁请 籲請|呼吁 呼籲|了望塔 瞭望塔|了解 瞭解|看着海 看著海
著名 著名|原著 原著|土著居民 土著居民|成绩卓著 成績卓著|编著 編著
"""
# Names whose characters look like something to change.
NAMES = """
于右任 于右任|余光中 余光中|范仲淹 范仲淹|叶圣陶 葉聖陶|郁达夫 郁達夫|钱锺书 錢鍾書|沈阳 瀋陽|沈从文 沈從文|岳飞 岳飛
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = [row.split() for row in re.split(r"[|\n]+", table.strip())]
    return [(simplified, traditional) for simplified, traditional in rows]


def turned(target: DisplayScript) -> Converter:
    found = converter(target)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def simplified() -> Converter:
    return turned(DisplayScript.SIMPLIFIED)


@pytest.fixture(scope="module")
def traditional() -> Converter:
    return turned(DisplayScript.TRADITIONAL)


@pytest.fixture(scope="module")
def taiwan() -> Converter:
    return turned(DisplayScript.TAIWAN)


@pytest.mark.parametrize(("hans", "hant"), pairs(PHRASES) + pairs(NAMES))
def test_phrases_become_traditional(taiwan: Converter, hans: str, hant: str) -> None:
    assert taiwan.text(hans) == hant


# 瞭望 is written so on both sides; 了望 is a common slip.
ONE_WAY = {"了望塔"}


@pytest.mark.parametrize(
    ("hans", "hant"), [pair for pair in pairs(PHRASES) + pairs(NAMES) if pair[0] not in ONE_WAY]
)
def test_phrases_become_simplified(simplified: Converter, hans: str, hant: str) -> None:
    assert simplified.text(hant) == hans


def test_forms_follow_the_standard_that_was_asked_for(traditional: Converter, taiwan: Converter) -> None:
    hong_kong = turned(DisplayScript.HONG_KONG)
    text = "里面为什么看着面条和台湾"
    assert traditional.text(text) == "裏面爲什麼看着麪條和臺灣"
    assert taiwan.text(text) == "裡面為什麼看著麵條和臺灣"
    assert hong_kong.text(text) == "裏面為什麼看着麪條和台灣"
    assert taiwan.text("他看着裏面的羣眾。") == "他看著裡面的群眾。"
    assert traditional.text("他看著裡面的群眾。") == "他看著裡面的群眾。"


@pytest.mark.parametrize("text", ["温室主人姓余，職員姓范。", "衞生所主任姓余"])
def test_forms_of_hong_kong_make_no_text_simplified(text: str) -> None:
    assert turned(DisplayScript.HONG_KONG).text(text) is text


def test_both_regional_standards_become_simplified(simplified: Converter) -> None:
    assert simplified.text("隨著衛生條件改善，麵條") == "随着卫生条件改善，面条"
    assert simplified.text("隨着衞生條件改善，綫路與麪條") == "随着卫生条件改善，线路与面条"


@pytest.mark.parametrize("text", ["行政程序与信息质量", "支持政府的软件项目", "他的对象是博客作者"])
def test_the_words_of_an_article_stay_its_own(taiwan: Converter, simplified: Converter, text: str) -> None:
    assert simplified.text(taiwan.text(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GDP rose by 6.1%",
        "港口去年新開三條航線。",
        "皇后在裡面，余光中在後面。",
        "山水文章",
        "，。！",
        "\n\n",
        "a\0b",
    ],
)
def test_what_is_traditional_already_comes_back_as_the_same_object(traditional: Converter, text: str) -> None:
    assert traditional.text(text) is text


@pytest.mark.parametrize(
    "text", ["港口去年新开三条航线，乾县与藉田不变。", "什么？这么着吧。", "山水文章", "plain"]
)
def test_what_is_simplified_already_comes_back_as_the_same_object(simplified: Converter, text: str) -> None:
    assert simplified.text(text) is text


def test_a_long_text_and_a_short_one_are_converted_alike(traditional: Converter) -> None:
    sentence = "皇后在后面理发，干部在干净的里面发展。"
    assert traditional.text(sentence * 300) == traditional.text(sentence) * 300


def test_text_that_tells_no_script_goes_by_the_language_of_the_article(traditional: Converter) -> None:
    assert traditional.text("皇后在后面") == "皇后在後面"
    for language in ("zh-Hant", "zh-TW", "zh_HK", "zh-Hant-CN"):
        assert traditional.text("皇后在后面", language) == "皇后在后面"
    for language in ("zh-Hans", "zh-CN", "zh", "en", ""):
        assert traditional.text("皇后在后面", language) == "皇后在後面"
    # What the text itself shows counts more than a label.
    assert traditional.text("皇后在后面发呆", "zh-TW") == "皇后在後面發呆"


def test_a_quotation_in_the_other_script_changes_and_the_text_around_it_stays(
    traditional: Converter, simplified: Converter
) -> None:
    assert (
        traditional.text("《开放后的发展》，這本書講余光中、皇后和里長。")
        == "《開放後的發展》，這本書講余光中、皇后和里長。"
    )
    assert (
        simplified.text("这位乾先生读《後面的頭髮》，什么都懂。") == "这位乾先生读《后面的头发》，什么都懂。"
    )


def test_a_clause_that_tells_no_script_goes_by_the_rest_of_its_text(traditional: Converter) -> None:
    assert (
        traditional.text("《开放》：皇后在后面。這本書講頭髮的歷史。")
        == "《開放》：皇后在后面。這本書講頭髮的歷史。"
    )
    assert (
        traditional.text("《開放》：皇后在后面。这本书讲头发的历史。")
        == "《開放》：皇后在後面。這本書講頭髮的歷史。"
    )


def test_a_clause_of_both_scripts_loses_nothing_of_the_wanted_one(
    simplified: Converter, traditional: Converter
) -> None:
    assert simplified.text("什么時候開始的发展") == "什么时候开始的发展"
    assert simplified.text("要么這樣，要么那樣") == "要么这样，要么那样"
    assert traditional.text("什么時候開始的发展") == "什麼時候開始的發展"


@pytest.mark.parametrize(
    "text",
    [
        "東京大学の学生は、学校、図書館で読書会を開いた。",
        "会議の内容は会社の発展についてでした。",
        "한국의漢字와學問은發展했다",
    ],
)
def test_japanese_and_korean_stay(text: str) -> None:
    for target in list(DisplayScript)[1:]:
        assert turned(target).text(text) == text


def test_a_japanese_title_stays_in_a_chinese_line_that_changes(traditional: Converter) -> None:
    assert traditional.text("他唱《学校の歌》，很受欢迎") == "他唱《学校の歌》，很受歡迎"
    assert traditional.text("宫崎骏《となりのトトロ》重映") == "宮崎駿《となりのトトロ》重映"
    assert traditional.text("奥黛丽・赫本的头发") == "奧黛麗・赫本的頭髮"
    assert traditional.text("会話の発音\n开会发言") == "会話の発音\n開會發言"


def test_an_article_said_to_be_japanese_stays(traditional: Converter) -> None:
    assert traditional.text("国会議員会館", "ja") == "国会議員会館"
    assert traditional.text("国会议员会馆", "zh") == "國會議員會館"


def test_addresses_stay(traditional: Converter) -> None:
    text = "见https://zh.wikipedia.example/wiki/头发 与www.发展.example，发展"
    assert traditional.text(text) == "見https://zh.wikipedia.example/wiki/头发 與www.发展.example，發展"


def test_ranges_that_are_kept_stay_wherever_they_are(traditional: Converter) -> None:
    text = "发展发展发展发展"
    assert traditional.text(text, kept=[(6, 8), (0, 2)]) == "发展發展發展发展"
    assert traditional.text(text, kept=[(0, 5), (2, 4), (3, 6)]) == "发展发展发展發展"
    assert traditional.text(text, kept=[(0, 8)]) is text
    assert traditional.text(text) == "發展發展發展發展"


def test_a_lone_surrogate_stops_nothing(traditional: Converter) -> None:
    assert traditional.text("\ud800发展\udfff头发") == "\ud800發展\udfff頭髮"


def test_no_form_beyond_the_basic_plane_is_made(simplified: Converter) -> None:
    rare = "".join(map(chr, range(0x3400, 0xA000)))
    assert all(ord(character) < 0x10000 for character in simplified.text(rare))


def test_a_dictionary_that_changes_lengths_is_used_for_single_characters_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Widening:
        def __init__(self, name: str) -> None:
            del name

        def convert(self, text: str) -> str:
            return text.replace("信息", "資訊科").replace("发", "發").replace("串", "序列")

    monkeypatch.setattr("opencc.OpenCC", Widening)
    convert = conversion._conversion.__wrapped__("s2t")
    assert convert("发信") == "發信"
    assert convert("发信息串") == "發信息串"


def test_text_as_written_needs_no_converter() -> None:
    assert converter(DisplayScript.AS_WRITTEN) is None


def test_dictionaries_are_loaded_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr(conversion, "_converters", {})
    monkeypatch.setattr(conversion, "Converter", lambda _: held.append(conversion._loading.locked()))
    converter(DisplayScript.SIMPLIFIED)
    assert held == [True]


def test_threads_share_one_converter_and_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "_converters", {})
    text = "皇后在后面理发，" * 200

    def work(_: int) -> tuple[Converter, str]:
        mine = turned(DisplayScript.TRADITIONAL)
        return mine, mine.text(text)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(16)))
    assert len({id(each) for each, _ in results}) == 1
    assert {each for _, each in results} == {"皇后在後面理髮，" * 200}


def test_nothing_that_is_imported_stored_or_exported_can_be_converted() -> None:
    graph = grimp.build_graph("reader", cache_dir=None)
    users = graph.find_downstream_modules("reader.text.conversion")
    rooms = {name.split(".")[1] for name in users}
    assert not rooms & {"model", "store", "importing", "fetching", "exporting", "library", "settings"}

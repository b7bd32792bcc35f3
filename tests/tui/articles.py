"""A dozen articles in three categories: what the tests of the application read."""

from __future__ import annotations

from reader.model.draft import Draft
from reader.model.published import Published

HARBOUR, SCHOOLS, NOTEBOOK = "港口建設", "教育動態", "Notebook"
"""The categories, in the order of the sidebar."""

LONG = "望海新港區開港：首批貨輪靠泊，年吞吐量可達 13.8 億噸"
MARKUP = "[/]不是標記 [@click=app.quit]離開[/b] [red]紅[link=x]"
PLAIN = "A short note on tides"
TABLE = "港口一季度數據：增長 39%（統計局）"

_SECTION = (
    "昨日上午，第一批貨輪駛入望海新港區（北岸），碼頭上的自動導引車同時啟動。港務公司說：“這是十年規劃的第一步。”"
    "新航道水深 18.5 米，可靠泊 20 萬噸級船舶；岸電覆蓋率達到 100%，每年減排約 3,600 噸。\n\n"
    "The harbour office expects the yard to run without drivers by the end of next year, "
    "and the terminal operating system has been in trial use since March.\n\n"
)

_LONG_BODY = (
    "開港儀式在北岸碼頭舉行。\n\n"
    + "".join(f"## {heading}\n\n{_SECTION * 2}" for heading in ("航道與碼頭", "岸電與減排", "下一步"))
    + "詳情見[港務公司的公告](https://harbour.example.org/notice?a=1)，不要點[這裡](javascript:alert(1))。\n"
)

_TABLE_BODY = (
    "| 港區 | 吞吐量（萬噸） | 增長 |\n| :- | -: | -: |\n| 北岸 | 1,382 | 39% |\n| 南岸 | 905 | 4.2% |\n\n"
    "> 數據為初步統計，以年報為準。\n\n- 集裝箱\n- 散貨\n\n### 說明\n\n口徑有調整。\n"
)

DRAFTS = (
    Draft(LONG, _LONG_BODY, HARBOUR, None, "林若川", "望海日報", "https://news.example.org/pier", "zh-Hant",
          Published("2023-11-20T01:30Z"), 1382),
    Draft(TABLE, _TABLE_BODY, HARBOUR, origin="統計局", published=Published("2023-11-18"), clicks=90500),
    Draft(MARKUP, "題目裡的方括號只是文字。\n\n正文也是：[/] [@click=app.quit] [b]。\n", HARBOUR,
          origin="[/b]通訊社", published=Published("2023-11-15"), clicks=7),
    Draft("夜航燈塔換裝 LED，亮度提高三成", "燈塔管理站介紹了換裝的過程。\n", HARBOUR, origin="望海日報",
          published=Published("2023-10-02"), clicks=512),
    Draft("老碼頭的鐘聲", "老碼頭的鐘每天敲兩次。\n", HARBOUR, published=Published("2022-05")),
    Draft("三所小學啟用新校舍", "新校舍都裝了雨水回收系統。\n", SCHOOLS, origin="教育局",
          published=Published("2023-11-19"), clicks=230),
    Draft("中學生科技節：機器人、無人機與 3D 打印", "科技節為期兩天，共有 64 支隊伍參加。\n", SCHOOLS,
          origin="青年報", published=Published("2023-11-12"), clicks=230),
    Draft("職業教育的“雙師”課堂走進造船廠車間，學徒與工程師同上一堂課並且共同完成一件作品", "師傅在車間裡講課。\n",
          SCHOOLS, origin="望海日報", published=Published("2023-09-01"), clicks=88),
    Draft("圖書館延長開放時間", "開放到晚上十點。\n", SCHOOLS, published=Published("2021")),
    Draft(PLAIN, "Spring tides come twice a month.\n\n## Neaps\n\nThey are the smaller ones.\n", NOTEBOOK,
          author="R. Anning", url="https://notes.example.org/tides", published=Published("2023-11-17"), clicks=3),
    Draft("Reading list", "- Tide tables\n- A history of lighthouses\n", NOTEBOOK, origin="Anning",
          published=Published("2023-08-30")),
    Draft("Almanac", "A year and no more.\n", NOTEBOOK, published=Published("2020")),
)  # fmt: skip

NEWEST_FIRST = (
    LONG,
    "三所小學啟用新校舍",
    TABLE,
    PLAIN,
    MARKUP,
    "中學生科技節：機器人、無人機與 3D 打印",
    "夜航燈塔換裝 LED，亮度提高三成",
    "職業教育的“雙師”課堂走進造船廠車間，學徒與工程師同上一堂課並且共同完成一件作品",
    "Reading list",
    "老碼頭的鐘聲",
    "圖書館延長開放時間",
    "Almanac",
)
"""The titles as the list of all articles has them."""

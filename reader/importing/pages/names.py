"""What classes and ids of elements tell, in English and in pinyin: names that sites give their boxes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.importing.pages.layout import Box

_REMEMBERED: Final = 4096  # Boxes of one page share most of their names.


def _named(words: str, anywhere: str = "") -> re.Pattern[str]:
    """Make a pattern of words that stand alone in a name, and of such as may stand in the middle of one."""
    alone = "|".join(sorted(words.split(), key=len, reverse=True))
    parts = [rf"(?<![a-z])(?:{alone})(?![a-z])", *anywhere.split()]
    return re.compile("|".join(parts))


_BODY: Final = _named(
    "content entry zw nr zoom con text body prose body-?text ueditor markdown",
    "(?:article|content|news|text|detail|post|entry|story|page)[-_]?(?:body|content|text|article|detail|con(?![a-z]))"
    " article[-_]?main zhengwen zw_ neirong trs_ trs_ueditor unionstyle artibody js_content"
    " vsb_content rich[-_]?text",
)
_ASIDE: Final = _named(
    r"side-?bar side aside foot(?:er)? copyright related relate relevant relat\w*"
    r" recommend(?!ation)\w* tuijian hot rank\w* paihang xgyd xgxw xgwj xgnews links? friend-?link"
    r" comments? comment-?\w* pinglun cmt\w* reply respond disqus share\w* sharing bdshare jiathis"
    r" social\w* sns fenxiang newsletter\w* nl sign-?up\w* subscri\w+ promo\w* sponsor\w* advert\w*"
    r" wordads\w* ads? adv ad-?(?:box|slot|wrap\w*|unit|container|label) banner gg guanggao popup"
    r" modal cookie\w* consent login signin toolbar tool-?box tools pager pagination prev-?next"
    r" next-?prev pre-?next page-?nav\w* nav navbar navigation menu breadcrumbs? crumbs? tags?"
    r" tag-?(?:list|box|cloud)\w* tags-\w* keywords? author-?(?:box|bio|info|card|profile)"
    r" about-?author bio qr-?code ewm erweima print\w* donate widget\w*"
    " more-?(?:news|stories|on|from|articles?) morearticle also-?(?:like|read) read-?(?:more|next)"
    r" up-?next trending most-?(?:read|popular|viewed) popular\w* latest outbrain taboola"
    r" editor-?note zrbj zebian digg\w* dianzan dashang reward\w* disclaimer mianze banquan shengming"
    " statement feedback jubao report-?error tip-?off app-?(?:download|banner|tip) download-?app"
    r" skip-?link screen-?reader\w* sr-only visually-?hidden boxoff sharedaddy jp-\w*"
    " call-?to-?action cta marketing"
)
_UNSHOWN: Final = re.compile(r"(?<![\w-])(?:none|hide|hidden|d-none|dn)(?![\w-])")
_TITLE: Final = _named(
    "title titles tit bt tt h1 hd hed subject main-?tit(?:le)? big-?tit(?:le)? doc-?tit(?:le)? page-?tit(?:le)? c-?title",
    "headline prheadline biaoti (?:article|post|entry|news|content|detail|art|arc|show|info|view)_?-?(?:title|tit|bt)",
)
_BRAND: Final = _named("logo brand site-?(?:name|title) masthead")
_WAY: Final = _named(
    r"place path wz dqwz mbx mianbao site-?path cur-?pos\w* cur-?path curmb nav-?path local lujing where pos"
    r" trail location bc loc cur-?nav now-?nav you-?are-?here site-?nav-?path crumb-?nav",
    "bread crumb position weizhi",
)
_SECTION: Final = _named(
    r"cats? cat-?links? category(?!-) categories post-?categor\w* section-?(?:name|label|link) kicker channel eyebrow"
    r" article-?tag article-?section lanmu pindao column-?name rubric topic-?label"
)
_FIGURE: Final = _named(
    r"figure caption pic-?info main-?image lead-?image hero-?image article-?image photo-?(?:box|wrap\w*|caption)"
)
_CLICKS: Final = _named(
    "views? read-?num view-?num ydl ydcs fwl rqz liulanliang yueduliang clicks? hits? pv djl lll llcs liulan"
    " dianji yuedu post-?views?",
    "(?:read|view|click|hit)s?[-_]?(?:count|num|times)",
)
_ORIGIN: Final = _named(
    "source laiyuan ly origin media-?name js_name account-?name copyfrom come-?from from provider agency",
    "source$ _ly$",
)
_AUTHOR: Final = _named(
    "author authors author-?name author-?info authi bylines? byline-?name nick-?name user-?name user-?link"
    " writers? zuozhe reporters? by journalists? contributor creator"
)
_SIGNATURE: Final = re.compile("author|byline|writer|zuozhe")
_UPDATED: Final = re.compile("updat|modif|edited|gengxin")

_ASIDE_TAGS: Final = frozenset(("nav", "footer", "aside", "menu", "dialog", "search"))
_MAIN_TAGS: Final = frozenset(
    ("html", "body", "main", "article")
)  # Their classes say what kind of page it is.


@lru_cache(_REMEMBERED)
def _is_aside_name(names: str) -> bool:
    if _UNSHOWN.search(names):
        return True
    return _ASIDE.search(names) is not None and not is_body_name(names)


def is_aside(box: Box) -> bool:
    """Tell whether a box stands beside the article, or is not shown, by what it is called."""
    if box.tag in _MAIN_TAGS:
        return False
    return box.tag in _ASIDE_TAGS or _is_aside_name(box.names) or box.element.attr("aria-hidden") == "true"


@lru_cache(_REMEMBERED)
def is_body_name(names: str) -> bool:
    """Tell whether names are those of a box that holds an article."""
    return _BODY.search(names) is not None


@lru_cache(_REMEMBERED)
def is_title_name(names: str) -> bool:
    """Tell whether names are those of a headline."""
    return _TITLE.search(names) is not None


@lru_cache(_REMEMBERED)
def is_brand_name(names: str) -> bool:
    """Tell whether names are those of the sign of a site."""
    return _BRAND.search(names) is not None


@lru_cache(_REMEMBERED)
def is_way_name(names: str) -> bool:
    """Tell whether names are those of a breadcrumb: the way from the home page."""
    return _WAY.search(names) is not None


@lru_cache(_REMEMBERED)
def is_section_name(names: str) -> bool:
    """Tell whether names are those of the name of a section."""
    return _SECTION.search(names) is not None


@lru_cache(_REMEMBERED)
def is_figure_name(names: str) -> bool:
    """Tell whether names are those of a picture with its caption."""
    return _FIGURE.search(names) is not None


@lru_cache(_REMEMBERED)
def is_clicks_name(names: str) -> bool:
    """Tell whether names are those of a number of readers."""
    return _CLICKS.search(names) is not None


@lru_cache(_REMEMBERED)
def is_origin_name(names: str) -> bool:
    """Tell whether names are those of where an article comes from."""
    return _ORIGIN.search(names) is not None


@lru_cache(_REMEMBERED)
def is_author_name(names: str) -> bool:
    """Tell whether names are those of a byline."""
    return _AUTHOR.search(names) is not None


@lru_cache(_REMEMBERED)
def is_signature_name(names: str) -> bool:
    """Tell whether names are those of a box about the author, and not about one who comments."""
    return _SIGNATURE.search(names) is not None and "comment" not in names


@lru_cache(_REMEMBERED)
def is_updated_name(names: str) -> bool:
    """Tell whether names are those of the time of a change."""
    return _UPDATED.search(names) is not None

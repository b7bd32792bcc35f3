"""What stands on a page around its article, told by the words of a line.

Chinese words are in their simplified form here, and texts are simplified before they are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.text.script import simplify

_LONGEST_HEAD: Final = 60  # Characters of a line that begins the next thing on a page.
_LONGEST_LEAD: Final = (
    110  # Characters of a line that serves the page; Latin ones are longer than Chinese ones.
)
_LONGEST_SENTENCE: Final = (
    48  # Characters of such a line with a full stop: longer ones are prose with an unlucky beginning.
)
_LONGEST_NOTICE: Final = 700  # Characters of a legal notice.


def _any(words: str) -> str:
    """Write the words of a table, which blanks separate, as alternatives, longer ones first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


# What follows an article: the first words of the heading of what comes then.
_KINDS: Final = _any(
    "阅读 新闻 文章 链接 报道 内容 推荐 资讯 信息 文件 专题 热点 话题 评论 图片 视频 排行 热榜 回顾"
    " 搜索 标签 消息 解读 看点 文档 主题 栏目 头条 作品 帖子 产品 公告 通知 动态 政策"
)
_CHOSEN: Final = _any(
    "相关 延伸 推荐 更多 热门 精彩 最新 热点 本周 本月 今日 24小时 48小时 其他 其它 同类 近期 往期"
    " 站内 扩展 编辑 随机 本类 本栏 图片 栏目 点击 人气 频道"
)
_HEADS: Final = (
    # 相关新闻, 热门文章排行
    rf"(?:{_CHOSEN})(?:的|热门|精彩|最新)?(?:{_KINDS})(?:排行榜?|推荐|列表|榜|导读)?(?=$|[\s:：>»/·|])",
    r"(?:继续|延伸|相关|扩展|深度|推荐)阅读|(?:人气|点击|阅读|热点|新闻|一周)?排行榜?$|编辑精选|热评",
    r"相关附件(?=$|[:：])",
    # 上一篇
    r"(?:阅读)?[上下前后][一1]?(?:[篇条则页个]|张图?)(?:文章|新闻|信息)?\s*(?=$|[:：>»<\]】])",
    r"[上下]一[篇条则]",
    # 猜你喜欢
    r"(?:大家|别人|网友)(?:都|也)?在[看搜]|猜你(?:喜欢|想看)",
    r"[你您]可能(?:还|也)?(?:会)?(?:喜欢|感兴趣)|为[您你]推荐|看了[又还]看",
    # 网友评论
    r"(?:网友|最新|热门|全部|发表|精彩|我要|读者|文章|用户|我来|参与|查看|添加)?(?:评论|留言|讨论|回复|跟帖|点评|说两句)(?:区|列表|板|\s*[(（\[]?\d*[)）\]]?\s*条?)?\s*(?=$|[:：])",
    r"\d+\s*条?评论|发表(?:评论|回复)|回应$",
    # 标签：
    r"分享(?:[到至给]|本文|文章)",
    r"(?:本文)?(?:标签|关键[词字]|tags?|filed under|topics?|keywords?)\s*[:：]|[正本]文完$|\(?完\)?$",
    r"related\s*(?:articles?|stories|news|posts?|topics?|content|coverage|links?|reading|items)?\s*[:：]?$",
    r"more (?:on this story|stories|from|news|articles?|in|like)\b|read (?:next|also)\b|see also$",
    r"up next\b|recommended\b|trending\b|you (?:may|might) (?:also )?(?:like|be interested)",
    r"(?:most|more) (?:read|popular|viewed)\b|latest (?:news|stories|posts)\b|popular posts\b",
    r"leave a (?:reply|comment)\b",
    r"(?:\d+ )?(?:comments?|responses?|replies)\s*(?:\(\d+\))?\s*(?=$|to\b|on\b|[:：])",
    r"(?:post|add) a comment\b|join the (?:conversation|discussion)\b|share this\b|like this:?$",
    r"(?:previous|next|older|newer) (?:post|article|story)\b|sign up (?:for|to)\b",
    r"subscribe (?:to|now)\b|in this section\b|editors?['’]? picks?|(?:topics|tags)\s*$",
    r"(?:about|contact|follow) us\b|about the author\b|media contact|notes to editors",
)
_AFTER: Final = re.compile(rf"[\[【(（■●◆▪•·|>»<«#\s-]*+(?:{'|'.join(_HEADS)})", re.IGNORECASE)

# Lines that consist of such words alone.
_TAGS: Final = re.compile(
    r"[\[【(（#\s]*+(?:(?:本文)?(?:标签|关键[词字]|tags?|filed under|topics?|keywords?|labels?)\s*[:：]"
    r"|[正本]文完$|\(?完\)?$|分享|share this|点赞|赞)",
    re.IGNORECASE,
)
_TOOLS: Final = _any(
    "纠错 我要纠错 挑错 打印 打印本页 打印本文 打印此页 打印页面 关闭 关闭窗口 关闭本页 关闭此页"
    " 关闭页面 收藏 收藏本页 收藏此页 加入收藏 推荐 返回 返回顶部 返回列表 返回首页 返回上页 顶部"
    " 举报 投诉 评论 发表评论 写评论 我要评论 网友评论 字体 字号 字体大小 大 中 小 放大 缩小 默认"
    " 正常 繁体 简体 复制 复制链接 转发 分享 保存 点赞 赞 踩 顶 顶一下 踩一下 多种方式看新闻"
    " 进入论坛 手机看 手机看新闻 听新闻 朗读 语音播报 全文 展开 展开全文 收起 阅读全文 阅读原文"
    " 查看原文 查看全文 查看更多 加载更多 点击加载更多 更多 广告 公告 赞助 推广 图集 图说 上一页"
    " 下一页 上一张 下一张 上一组 下一组 上一图 下一图 查看原图 查看大图 原图 幻灯播放 幻灯 尾页"
    " 末页 首页 加载中 正在加载 微信 微博 新浪微博 腾讯微博 朋友圈 空间 qq qq空间 人人网 豆瓣"
    " 百度贴吧 抢沙发 登录 注册 发送 提交 回复 取消 确定 赞赏 打赏 喜欢作者 关注 已关注 原创 转载"
    " 举报反馈 意见反馈 分享让更多人看到 电子邮件 邮件 列印 友善列印 推文 投稿 订阅 人气 a a+ a- t"
    " aa advertisements? ad ads sponsored share print email save tweet facebook twitter whatsapp"
    r" linkedin reddit pinterest telegram weibo wechat comments? reply like loading\.* close menu"
    " search subscribe login"
)
_TOOL_LINE: Final = re.compile(
    rf"(?:[\s\[\]【】()（）|｜/·,，、:：+┃丨-]*+(?>{_TOOLS})(?![a-z]))++[\s\[\]【】()（）|｜/·:：\d>›»丨-]*+",
    re.IGNORECASE,
)

_EDITORS: Final = _any(
    "责任编辑 责编 编辑 编审 审核 校对 初审 复审 终审 审校 排版 一审 二审 三审 监制 签发 核稿 核发"
    " 统筹 录入 录入员 上传 发布人 发布者 信息员 主编 总值班 审稿 供稿 供图"
)
_CREDITED: Final = _any("作者 文字 撰文 撰稿 通讯员 摄影 摄像 设计 制图 海报 视频 剪辑 策划 出品")
# Lines that begin so.
_LEADS: Final = (
    # 责任编辑：, 来源：, 摄影：
    rf"(?:本文|本期|本版|值班|实习|网络|见习|版面|图文|文字|执行|新媒体|稿件)?(?:{_EDITORS})\s*(?:[:：/／|｜丨](?!.*[。！？?!]$)|$|[\u4e00-\u9fff]{{2,4}}(?:\s|$))",
    r"(?:文章|稿件|信息|内容|新闻|本文|消息)?(?:来源|稿源|出处|转自|转载自|来自)\s*[:：]",
    rf"(?:{_CREDITED})\s*[:：]\s*\S{{1,30}}$|作者(?:简介|介绍|单位|系)|关于作者",
    r"[文图](?:字|片)?[/／]\S{2,12}(?:\s+\S{1,4}[/／]\S{2,12})*$|摄影[/／]",
    # 原标题：, 您的位置：, 字号：
    r"(?:本文)?原标题|原题[:：]|原文(?:标题|链接|地址|出处)|(?:本文|文章)(?:地址|链接|网址)|转载地址",
    r"永久链接|permalink|original article|阅读原文",
    r"(?:当前|您的|您当前的|你的|您现在的|现在的|所在)位置",
    r"(?:正文)?(?:字体|字号|文字)(?:大小)?\s*[:：]",
    r"(?:我要)?(?:分享|转发|收藏)(?:[到至给]|本文|文章|此文)?\s*[:：]|分享[到至]|用手机(?:看|阅读)",
    # 扫一扫
    r"(?:使用|打开)?(?:微信|手机|请用)?[“\"]?扫(?:一扫|码|描(?:[上下左右][方侧]|[此该本]|二维码))",
    r"长按(?:识别|二维码|图片|扫码)|打开微信|点击[“\"]?右上角|识别(?:图中|上方|下方)?二维码",
    r"(?:点击)?(?:下载|打开)\S{0,16}(?:app|客户端)|\S{0,12}客户端(?:查看|阅读|打开|下载)",
    r"点击(?:上方|下方|右上角|蓝字|图片)\S{0,12}(?:关注|下载|查看|阅读)",
    r"(?:欢迎)?(?:点击|扫码)?关注(?:我们|微信|官方|\S{1,12}公众号)",
    r"点击(?:查看|阅读|展开|进入)(?:全文|更多|原文|专题)|更多\S{0,14}请?(?:关注|点击|下载|扫描)",
    r"(?:更多)?精彩(?:内容)?请?关注",
    # Invitations and notes of English sites.
    r"scroll (?:down )?to continue|continue reading|(?:story|article) continues below|read more\b",
    r"privacy notice|(?:get|download) (?:the|our) app|listen to (?:this )?article|click here to",
    r"sign up (?:for|to|now)|subscribe (?:to|now|for)|enter your email|thanks? for signing",
    r"skip (?:to|ad|past)",
    r"(?:用户名|用户帐号|账号|帐号|密码)\s*[:：]?\s*(?:$|.{0,12}(?:密码|登录|注册))|.{0,20}(?:立即注册|找回密码|忘记密码)",
    r"follow .{1,40} on (?:twitter|facebook|x|instagram|telegram|linkedin|whatsapp)",
    r"view (?:comments|image|gallery)|show (?:comments|more)|share (?:on|via|this)",
    r"\d+ (?:comments?|shares?|likes?)$|filed under|more on\b.{0,40}$|see (?:also|more)\b.{0,60}$",
    r"related\s*:|(?:edited|editing|reporting) by",
    # Forms and counters.
    r"[您你]对.{0,12}(?:是否)?满意|还没有评论|暂无评论|我有话说|文明上网|登录后|请(?:先)?登录|请输入|验证码|版权属于|本条信息",
    r"已有\s*\d*\s*人|\d+\s*人?(?:点赞|赞|收藏|转发|评论)$|小编推荐|投稿(?:邮箱|热线)|新闻热线",
    r"(?:新闻)?报料(?:热线|电话|邮箱)|(?:联系(?:我们|电话|邮箱)|举报(?:电话|邮箱|热线))\s*[:：]",
    r"-+\s*分隔线\s*-+|[-=*_—]{3,}\s*(?:完|end)?\s*[-=*_—]*$|\(?\d{1,3}\s?/\s?\d{1,3}\)?$",
    r"\(?\d{1,3}(?:\.\d+)?%\)?$|\+\d{1,4}$",
)
_LEAD: Final = re.compile(
    rf"(?:[\[【]\s*(?:{_TOOLS})\s*[\]】]\s*)*+[\[【(（<《▲△●■◆\s-]*+(?:{'|'.join(_LEADS)})", re.IGNORECASE
)
_NOTICE: Final = re.compile(
    r"版权(?:声明|所有|归|与免责|申明|说明)|著作权|免责(?:声明|申明|条款)|(?:郑重|特别)声明|本网(?:站)?(?:注明|声明|转载|刊载|原创|所有|之文字)"
    r"|转载[请须需时或]|转载(?:务必)|[未非]经.{0,12}(?:授权|许可|同意|允许)|不得(?:转载|摘编)|(?:谢绝|禁止|严禁)转载|仅代表作者|仅供(?:读者)?参考"
    r"|不代表(?:本|.{0,10}?[网站报台刊]).{0,8}(?:观点|立场)|如(?:有)?侵权|[涉侵][及犯].{0,8}侵?权|icp[备证]|公网安备|网站标识码"
    r"|(?:技术支持|主办(?:单位)?|承办(?:单位)?)[:：]|互联网新闻信息服务许可|增值电信|违法和不良信息|凡(?:本网|注明|本站|来源)"
    r"|本[站网文](?:内容)?[来系为由所].{0,12}(?:网络|转载|原创|作者|授权|上传|收集|整理)|[投股][资市]有风险|据此操作|风险自担"
    r"|本文[仅只].{0,6}(?:参考|代表)|copyright\b|©|all rights reserved|powered by|terms (?:of|and)|privacy policy|re-?publish"
    r"|may not be (?:published|reproduced|redistributed)"
)
# Each notice has one of these; to look for them first is ten times faster.
_NOTICE_WORDS: Final = (
    "权", "载", "声明", "侵", "icp", "公网", "标识码", "技术支持", "主办", "承办", "电信", "信息", "参考", "风险",
    "据此操作", "本网", "本站", "本文", "凡", "代表", "©", "copyright", "reserved", "powered", "terms", "privacy",
    "publish", "reproduced",
)  # fmt: skip
_EDITORS_NOTE: Final = re.compile(
    r"[\[【(（].{0,40}?(?:责任?编辑|责编|编辑|编审|校对|审核|作者[系为]|作者单位|来源|稿源)\s*[:：/为].{0,60}[\])）】]\s*\d{0,9}"
    r"|(?:本文)?(?:来源|编辑|责任?编辑|责编)[:：/].{1,30}"
)
NOTE_AT_END: Final = re.compile(
    r"\s*[\[【(（][^\[\]【】()（）]{0,20}?(?:[责責]任?[编編][辑輯]|[责責][编編]|[编編][辑輯审審]|校[对對]|[审審]核|[来來]源|稿源)\s*[:：/／]"
    r"[^\[\]【】()（）]{1,50}[\])）】]\s*$"
)
"""Who edited an article, in brackets at the end of its last paragraph, in either script."""


def heads_tags(text: str) -> bool:
    """Tell whether a line lists the tags of an article: facts can stand below it."""
    return len(text) <= _LONGEST_LEAD and _TAGS.match(simplify(text)) is not None


def heads_other_things(text: str) -> bool:
    """Tell whether a line begins what comes after an article: related articles, neighbours, comments, tags."""
    return len(text) <= _LONGEST_HEAD and _heads(text)


def is_furniture(text: str) -> bool:
    """Tell whether a line serves the page and not the article: tools, editors, addresses, invitations."""
    return (
        len(text) <= _LONGEST_LEAD
        and (len(text) <= _LONGEST_SENTENCE or text[-1] not in "。！？")
        and _serves(text)
    )


def is_notice(text: str) -> bool:
    """Tell whether a line is about rights: copyright, disclaimers, licences."""
    if len(text) > _LONGEST_NOTICE:
        return False
    plain = simplify(text).lower()
    return any(word in plain for word in _NOTICE_WORDS) and _NOTICE.search(plain) is not None


def is_editors_note(text: str) -> bool:
    """Tell whether a line is, in brackets, who edited it or where it comes from."""
    return len(text) <= _LONGEST_LEAD and _EDITORS_NOTE.fullmatch(simplify(text)) is not None


@lru_cache(maxsize=2048)  # The lines of one page are asked about up to four times.
def _heads(text: str) -> bool:
    return _AFTER.match(simplify(text)) is not None


@lru_cache(maxsize=2048)
def _serves(text: str) -> bool:
    plain = simplify(text)
    return _TOOL_LINE.fullmatch(plain) is not None or _LEAD.match(plain) is not None

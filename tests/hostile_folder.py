"""A folder as nobody wishes for it: a sample of every format, and beside them files that are made to do harm."""

from __future__ import annotations

import shutil
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reader.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

# Of every format one: what a reader of news has on the disk.
SAMPLES: Final = (
    "00-portal/01-portal.txt", "innovation/01-*.md", "feeds/*", "records/*", "archives/*", "pages/*",
)  # fmt: skip
PARAGRAPH: Final = "這一段文字沒有換行，也不分節，寫的是碼頭上的一夜。" * 140_000
"""10 MB of UTF-8."""
CHAPTER: Final = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
PROSE: Final = (
    "渡輪在午夜前停航，候船室的燈還亮着。售票員把最後一張票撕下，夾進了帳本裏。第二天早上，霧比前一天更濃。"
)


def write_hostile_folder(folder: Path) -> dict[str, str]:
    """Write the folder; gives, for each file that is to be refused, words that its reason must hold."""
    folder.mkdir()
    samples = resource("sample_data")
    for pattern in SAMPLES:
        for path in samples.glob(pattern):
            kept = folder / "samples" / path.relative_to(samples)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(path, kept) if path.is_dir() else shutil.copy(path, kept)
    for name, text in _texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, data in _bytes().items():
        (folder / name).write_bytes(data)
    return {
        "truncated.rss": "breaks off before its end",
        "laughs.xml": "entit",
        "picture.html": "JPEG",
        "error.xml": "404",
        "bomb.epub": "bomb.epub",
    }


def _texts() -> dict[str, str]:
    item = (
        "<item><title>第{0}則</title><link>https://a.example/{0}</link><description>"
        + PROSE
        + "</description></item>"
    )
    return {
        "truncated.rss": '<rss version="2.0"><channel><title>斷</title>'
        + "".join(item.format(at) for at in range(9))
        + "<item><title>第九",
        "single-line.txt": f"一行到底\n{PARAGRAPH}\n",
        "single-line.html": CHAPTER.format("一行到底的網頁", PARAGRAPH),
        "nested.html": "<html><title>深</title><body>" + "<div>" * 200_000 + f"<p>{PROSE * 5}</p>",
        "attributes.html": "<html><title>多</title><body><div "
        + " ".join(f"a{at}='{at}'" for at in range(200_000))
        + f"><h1>多屬性的一頁</h1><p>{PROSE * 5}</p></div>",
        "laughs.xml": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
        + "]><rss version='2.0'><channel><title>笑</title><item><title>&j;</title></item></channel></rss>",
        "outside.rss": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<rss version='2.0'><channel><title>外</title><item><title>外面的實體</title><link>https://a.example/x</link>"
        f"<description>{PROSE} &x;</description></item></channel></rss>",
        "error.xml": "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1>"
        "<p>The requested URL was not found on this server.</p></body></html>",
        "formulas.csv": '標題,正文,日期\n"=HYPERLINK(""http://evil.example"")","=cmd|\' /C calc\'!A0",2019-07-05\n'
        "甲,一段話。,2019-07-06\n",
    }


def _bytes() -> dict[str, bytes]:
    page = (
        '<html><head><meta charset="{0}"><title>{1}</title></head><body><h1>{1}</h1>'
        "<div>來源：望海日報 日期：2019-07-05 09:30 點擊：12次</div><div>"
        + f"<p>{PROSE}</p>" * 3
        + "</div></body></html>"
    )
    return {
        "gbk-that-claims-utf8.html": page.format("utf-8", "碼頭的早班").encode("gbk", "replace"),
        "utf16-without-mark.html": page.format("utf-8", "沒有標記的一頁").encode("utf-16-le"),
        "picture.html": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40,
        "bomb.epub": _book({"OEBPS/bomb.xhtml": None}),
        "outside.epub": _book({"../../../../tmp/outside.xhtml": CHAPTER.format("外面的一章", PROSE)}),
    }


def _book(chapters: dict[str, str | None]) -> bytes:
    """An EPUB with a good chapter and some others; None is one of 2 GiB that is 2 MB in the file."""
    chapters = {"OEBPS/good.xhtml": CHAPTER.format("好的一章", PROSE), **chapters}
    items = "".join(
        f'<item id="c{at}" href="{_href(name)}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>夜渡</dc:title>'
        '<dc:identifier id="i">urn:isbn:0</dc:identifier>'
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
            'full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr("OEBPS/content.opf", opf)
        for name, text in chapters.items():
            archive.writestr(name, text if text is not None else "@")
    data = file.getvalue()
    return _with_bomb(data) if None in chapters.values() else data


def _href(name: str) -> str:
    return name.removeprefix("OEBPS/") if name.startswith("OEBPS/") else f"../{name}"


def _with_bomb(data: bytes) -> bytes:
    """Put 2 GiB of blanks in the place of the last file, of which both headers then tell the size."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = press.compress(b" " * (1 << 20)) + press.flush(zlib.Z_FULL_FLUSH)
    bomb = once * 2048 + press.flush()
    local, central = data.rindex(b"PK\x03\x04"), data.rindex(b"PK\x01\x02")
    first = data.index(b"PK\x01\x02")
    name_length, extra_length = struct.unpack_from("<HH", data, local + 26)
    header = bytearray(data[local : local + 30 + name_length + extra_length])
    directory = bytearray(data[first : data.rindex(b"PK\x05\x06")])
    end = bytearray(data[data.rindex(b"PK\x05\x06") :])
    sizes = struct.pack("<LL", len(bomb), 2048 << 20)
    header[18:26] = sizes
    directory[central - first + 20 : central - first + 28] = sizes
    struct.pack_into("<L", end, 16, local + len(header) + len(bomb))
    return data[:local] + bytes(header) + bomb + bytes(directory) + bytes(end)

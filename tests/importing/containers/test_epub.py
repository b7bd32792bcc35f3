from __future__ import annotations

import io
import random
import zipfile

import pytest

from reader.errors import NoArticleError
from reader.importing.containers import epub
from reader.model.document import Document
from reader.model.published import Published

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
FACTS = (
    '<dc:identifier id="uid">urn:isbn:9780000000000</dc:identifier><dc:title>港口手記</dc:title>'
    "<dc:creator>何一舟</dc:creator><dc:creator>沈可</dc:creator><dc:date>2024-05-06</dc:date><dc:language>zh-TW</dc:language>"
)
NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
PROSE = "<p>潮水每天來兩次，臨江的人都知道，船也知道。</p>"


def package(paths: list[str], facts: str = FACTS, manifest: str = "", guide: str = "") -> str:
    items = "".join(
        f'<item id="i{at}" href="{path}" media-type="application/xhtml+xml"/>'
        for at, path in enumerate(paths)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(paths)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uid">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{facts}</metadata>'
        f"<manifest>{items}{manifest}</manifest><spine>{spine}</spine>{guide}</package>"
    )


def nav(*links: tuple[str, str], more: str = "") -> str:
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in links)
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>{more}')


def page(body: str, attributes: str = "") -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body{attributes}>{body}</body></html>'


def book(files: dict[str, str | bytes], chapters: list[str] | None = None, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        if "OEBPS/book.opf" not in files:
            listed = [
                name.removeprefix("OEBPS/") for name in files if name.endswith("html") and "nav" not in name
            ]
            archive.writestr("OEBPS/book.opf", package(listed if chapters is None else chapters, **parts))
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_chapter_is_an_article_of_the_book(unfold) -> None:
    data = book({"OEBPS/c1.xhtml": page(f"<h1>第一章</h1>{PROSE}")})
    found = unfold(epub, data, "harbour.epub")
    (source, (draft,)) = found.readings[0]
    assert (source.name, source.location) == ("港口手記", "/news/harbour.epub")
    assert (draft.title, draft.markdown) == ("第一章", "潮水每天來兩次，臨江的人都知道，船也知道。\n")
    assert (draft.origin, draft.category, draft.author) == ("港口手記", "港口手記", "何一舟, 沈可")
    assert (draft.published, draft.language) == (Published("2024-05-06"), "zh-Hant")
    assert draft.identity == "urn:isbn:9780000000000#OEBPS/c1.xhtml"


def test_chapters_come_in_the_order_of_the_spine(unfold) -> None:
    files = {f"OEBPS/{name}.xhtml": page(f"<h1>{name}</h1>{PROSE}") for name in ("b", "a", "c")}
    found = unfold(epub, book(files, ["c.xhtml", "a.xhtml", "b.xhtml"]))
    assert [draft.title for draft in found.drafts] == ["c", "a", "b"]


def test_titles_come_from_the_navigation_document(unfold) -> None:
    files = {
        "OEBPS/nav.xhtml": nav(("text/c1.xhtml#top", "潮　汐")),
        "OEBPS/text/c1.xhtml": page(f"<h2>別的標題</h2>{PROSE}"),
    }
    (draft,) = unfold(epub, book(files, ["text/c1.xhtml"], manifest=NAV)).drafts
    assert draft.title == "潮 汐"
    assert draft.markdown.startswith("## 別的標題")


def test_a_fuller_heading_is_the_title_and_leaves_the_body(unfold) -> None:
    files = {
        "OEBPS/nav.xhtml": nav(("c1.xhtml", "第一章")),
        "OEBPS/c1.xhtml": page(f"<h1>第一章　潮汐</h1>{PROSE}"),
    }
    (draft,) = unfold(epub, book(files, ["c1.xhtml"], manifest=NAV)).drafts
    assert draft.title == "第一章 潮汐"
    assert "第一章" not in draft.markdown


def test_titles_come_from_the_navigation_map_of_epub_2(unfold) -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>書</text></docTitle><navMap>'
        '<navPoint><navLabel><text>部</text></navLabel><content src="c1.html"/>'
        '<navPoint><navLabel><text>節</text></navLabel><content src="sub/c2.html#x"/></navPoint></navPoint></navMap></ncx>'
    )
    files = {"OEBPS/toc.ncx": ncx, "OEBPS/c1.html": page(PROSE), "OEBPS/sub/c2.html": page(PROSE)}
    item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    found = unfold(epub, book(files, ["c1.html", "sub/c2.html"], manifest=item))
    assert [draft.title for draft in found.drafts] == ["部", "節"]


def test_a_chapter_without_heading_is_called_by_its_file(unfold) -> None:
    (draft,) = unfold(epub, book({"OEBPS/tides.xhtml": page(PROSE)})).drafts
    assert draft.title == "tides"


def test_the_files_of_a_chapter_that_was_cut_are_numbered(unfold) -> None:
    files = {f"OEBPS/c{at}.xhtml": page(PROSE) for at in range(3)} | {
        "OEBPS/nav.xhtml": nav(("c0.xhtml", "長章"))
    }
    found = unfold(epub, book(files, ["c0.xhtml", "c1.xhtml", "c2.xhtml"], manifest=NAV))
    assert [draft.title for draft in found.drafts] == ["長章", "長章 (2)", "長章 (3)"]


@pytest.mark.parametrize(
    "other",
    [
        {"OEBPS/cover.xhtml": page("<p>words on a cover</p>")},
        {"OEBPS/x.xhtml": page("<p>by somebody</p>", ' epub:type="titlepage"')},
        {"OEBPS/x.xhtml": page('<section epub:type="toc"><p>contents</p></section>')},
        {"OEBPS/x.xhtml": page("<h1>第一部分</h1>")},
        {"OEBPS/x.xhtml": page('<img src="a.jpg"/>')},
        {"OEBPS/x.xhtml": ""},
    ],
)
def test_what_is_no_chapter_is_passed_over(unfold, other: dict[str, str]) -> None:
    found = unfold(epub, book({"OEBPS/c1.xhtml": page(PROSE)} | other))
    assert [draft.title for draft in found.drafts] == ["c1"]
    assert not found.refused


def test_the_guide_and_the_landmarks_tell_what_is_no_chapter(unfold) -> None:
    guide = '<guide><reference type="title-page" href="a.xhtml"/></guide>'
    landmarks = '<nav epub:type="landmarks"><a epub:type="copyright-page" href="b.xhtml">©</a></nav>'
    files = {f"OEBPS/{name}.xhtml": page(PROSE) for name in "abc"} | {"OEBPS/nav.xhtml": nav(more=landmarks)}
    found = unfold(epub, book(files, ["a.xhtml", "b.xhtml", "c.xhtml"], manifest=NAV, guide=guide))
    assert [draft.title for draft in found.drafts] == ["c"]


def test_a_path_that_leads_out_of_the_book_stays_inside(unfold) -> None:
    files = {"etc/passwd": page(PROSE), "OEBPS/c1.xhtml": page(PROSE)}
    found = unfold(
        epub, book(files, ["../../../../etc/passwd", "c1.xhtml", "../../../../etc/shadow"]), "b.epub"
    )
    assert [draft.title for draft in found.drafts] == ["passwd", "c1"]
    assert found.refused == {"/news/b.epub!/etc/shadow": "etc/shadow is missing."}


def test_a_chapter_that_is_a_bomb_is_refused_and_the_rest_comes_in(unfold) -> None:
    files = {"OEBPS/c1.xhtml": page(PROSE), "OEBPS/c2.xhtml": bytes(16 << 20), "OEBPS/c3.xhtml": page(PROSE)}
    found = unfold(epub, book(files), "b.epub")
    assert [draft.title for draft in found.drafts] == ["c1", "c3"]
    assert "200 times" in found.refused["/news/b.epub!/OEBPS/c2.xhtml"]


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="{}"/>'
    "</enc:CipherData></enc:EncryptedData></encryption>"
)


def test_an_encrypted_book_is_refused_with_that_reason(unfold) -> None:
    encryption = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/c1.xhtml")
    files = {"META-INF/encryption.xml": encryption, "OEBPS/c1.xhtml": page(PROSE)}
    found = unfold(epub, book(files))
    assert not found.drafts
    assert found.error is not None
    assert "DRM" in found.error.message


def test_a_book_with_scrambled_fonts_is_read(unfold) -> None:
    encryption = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")
    files = {"META-INF/encryption.xml": encryption, "OEBPS/c1.xhtml": page(PROSE)}
    assert len(unfold(epub, book(files)).drafts) == 1


@pytest.mark.parametrize(
    ("facts", "published"),
    [
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        (
            '<dc:date opf:event="modification">2023</dc:date><dc:date opf:event="publication">2019-07</dc:date>',
            "2019-07",
        ),
        ("<dc:date>no date at all</dc:date><dc:date>2020</dc:date>", "2020"),
    ],
)
def test_the_date_is_that_of_publication(unfold, facts: str, published: str | None) -> None:
    (draft,) = unfold(epub, book({"OEBPS/c.xhtml": page(PROSE)}, facts=facts)).drafts
    assert draft.published == (Published(published) if published else None)


def test_what_a_book_is_about_says_how_to_file_it_else_its_title(unfold) -> None:
    about = f"{FACTS}<dc:subject>海運</dc:subject><dc:subject>港口</dc:subject>"
    for facts, category in ((FACTS, "港口手記"), (about, "海運")):
        (draft,) = unfold(epub, book({"OEBPS/c.xhtml": page(PROSE)}, facts=facts)).drafts
        assert draft.category == category


def test_a_book_without_facts_is_called_by_its_file(unfold) -> None:
    (draft,) = unfold(epub, book({"OEBPS/c.xhtml": page(PROSE)}, facts=""), "night ferry.epub").drafts
    assert (draft.origin, draft.identity, draft.author) == ("night ferry", None, None)


def test_the_unique_identifier_is_preferred(unfold) -> None:
    facts = '<dc:identifier id="other">urn:isbn:1</dc:identifier><dc:identifier id="uid">urn:uuid:2</dc:identifier>'
    (draft,) = unfold(epub, book({"OEBPS/c.xhtml": page(PROSE)}, facts=facts)).drafts
    assert draft.identity == "urn:uuid:2#OEBPS/c.xhtml"


def test_a_chapter_with_a_table_of_contents_at_its_top_stays(unfold) -> None:
    body = f'<section epub:type="toc"><p>contents</p></section><section>{PROSE}</section>'
    assert len(unfold(epub, book({"OEBPS/c.xhtml": page(body)})).drafts) == 1


def test_an_identifier_that_is_no_uri_becomes_one(unfold) -> None:
    facts = '<dc:identifier id="uid">book-7</dc:identifier>'
    (draft,) = unfold(epub, book({"OEBPS/c.xhtml": page(PROSE)}, facts=facts)).drafts
    assert draft.identity == "urn:epub:book-7#OEBPS/c.xhtml"


def test_malformed_xml_is_tolerated(unfold) -> None:
    broken = package(["c1.xhtml"]).replace("</metadata>", "").replace("沈可", "沈 & 可&nbsp;")
    chapter = "<html><body><h1>第一章<p>沒有關的<b>標籤<a id='x'/>和後面的話，都還在。"
    found = unfold(epub, book({"OEBPS/book.opf": broken, "OEBPS/c1.xhtml": chapter}))
    assert "都還在" in found.drafts[0].markdown


@pytest.mark.parametrize(
    "empty",
    ["<title/>", "<script src='a.js'/>", '<a id="n" />', "<div/>", "<svg:rect x='1'/>", "<textarea/>"],
)
def test_empty_elements_do_not_swallow_what_follows(unfold, empty: str) -> None:
    (draft,) = unfold(
        epub, book({"OEBPS/c.xhtml": f"<html><head></head><body>{empty}{PROSE}</body></html>"})
    ).drafts
    assert draft.markdown == "潮水每天來兩次，臨江的人都知道，船也知道。\n"


def test_a_book_whose_container_is_missing_is_found_by_its_package(unfold) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("book.opf", package(["c.xhtml"]))
        archive.writestr("c.xhtml", page(PROSE))
    assert epub.matches_bytes(out.getvalue(), Document(b"", "/x/a.epub", "a.epub"))
    assert len(unfold(epub, out.getvalue()).drafts) == 1


def test_a_book_that_is_cut_off_gives_the_chapters_before(unfold) -> None:
    noise = random.Random(3).randbytes(20_000)
    data = book({"OEBPS/c1.xhtml": page(PROSE), "OEBPS/picture.jpg": noise})
    found = unfold(epub, data[: data.index(b"picture.jpg") + 5_000])
    assert [draft.title for draft in found.drafts] == ["c1"]
    assert found.error is not None
    assert "cut off" in found.error.message


def test_no_package_and_no_text_are_told_apart(unfold) -> None:
    nothing = unfold(epub, book({"OEBPS/book.opf": "", "OEBPS/c1.xhtml": page(PROSE)})).error
    assert nothing is not None
    assert not isinstance(nothing, NoArticleError)
    assert isinstance(unfold(epub, book({"OEBPS/c1.xhtml": page("")})).error, NoArticleError)


def test_entities_are_neither_expanded_nor_fetched(unfold) -> None:
    doctype = '<!DOCTYPE package [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
    )
    doctype += '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    opf = package(["c.xhtml"]).replace("?><package", f"?>{doctype}<package").replace("沈可", "&j;&x;")
    found = unfold(epub, book({"OEBPS/book.opf": opf, "OEBPS/c.xhtml": page(PROSE)}))
    assert all(
        "root:" not in (draft.author or "") and len(draft.author or "") < 1_000 for draft in found.drafts
    )


def test_books_are_known_by_their_first_bytes() -> None:
    named = Document(b"", "/x/a.zip", "a.zip")
    assert epub.matches_bytes(book({}), named)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.md", "x")
    assert not epub.matches_bytes(out.getvalue(), named)

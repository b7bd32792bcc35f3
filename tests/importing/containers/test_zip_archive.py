from __future__ import annotations

import io
import random
import struct
import zipfile
from datetime import UTC, datetime

import pytest

from reader.importing.containers import zip_archive, zip_entries
from reader.model.document import Document


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 5, 12, 0, 0)), data, method)
    return out.getvalue()


PAPER = "一張紙上的新聞。".encode()
NOISE = random.Random(7).randbytes(40_000)


def test_each_file_is_a_document_in_the_order_of_the_archive(unfold) -> None:
    found = unfold(zip_archive, zipped({"b.md": PAPER, "a.txt": b"short"}), "papers.zip")
    assert [(document.name, document.data) for document in found.documents] == [
        ("b.md", PAPER),
        ("a.txt", b"short"),
    ]
    assert found.error is None


def test_a_member_is_located_behind_its_archive(unfold) -> None:
    found = unfold(zip_archive, zipped({"科技/a.md": PAPER}), "papers.zip")
    assert found.documents[0].location == "/news/papers.zip!/科技/a.md"


def test_the_folder_is_the_innermost_or_else_the_archive(unfold) -> None:
    found = unfold(zip_archive, zipped({"x/y/a.md": PAPER, "b.md": PAPER}), "papers.zip")
    assert [document.folder for document in found.documents] == ["y", "papers"]


def test_the_time_of_a_member_is_that_of_its_entry(unfold) -> None:
    found = unfold(zip_archive, zipped({"a.md": PAPER}))
    assert found.documents[0].saved_at == datetime(2024, 3, 5, 12, 0).astimezone(UTC)


def test_hidden_files_and_those_of_systems_are_passed_over(unfold) -> None:
    names = (".git/a.md", "x/.hidden", "__MACOSX/a.md", ".DS_Store", "Thumbs.db", "x/kept.md")
    found = unfold(zip_archive, zipped(dict.fromkeys(names, PAPER)))
    assert found.names == ["kept.md"]
    assert not found.refused


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/root/a.txt", "root/a.txt"),
        ("C:\\news\\a.txt", "news/a.txt"),
        ("a\x1b[31m.txt", "a.txt"),
    ],
)
def test_hostile_names_are_only_names(unfold, name: str, path: str) -> None:
    data = zipped({"x" * len(name): PAPER}).replace(b"x" * len(name), name.encode())
    assert [document.location for document in unfold(zip_archive, data, "o.zip").documents] == [
        f"/news/o.zip!/{path}"
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_with_one_name_the_last_counts(unfold) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.md", "old")
        archive.writestr("a.md", "new")
    assert [document.data for document in unfold(zip_archive, out.getvalue()).documents] == [b"new"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gbk", ("区域经济研究/港口.md", "政策解读.md")),
        ("big5", ("區域經濟研究/港口.md", "政策解讀.md")),
        ("utf-8", ("區域/港口.md",)),
    ],
)
def test_names_without_a_mark_are_read_in_their_encoding(
    unfold, encoding: str, names: tuple[str, ...]
) -> None:
    stand_ins = {f"{at}" * len(name.encode(encoding)): name.encode(encoding) for at, name in enumerate(names)}
    data = zipped(dict.fromkeys(stand_ins, PAPER))
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name)
    locations = [document.location for document in unfold(zip_archive, data, "o.zip").documents]
    assert locations == [f"/news/o.zip!/{name}" for name in names]


def test_an_encrypted_member_is_refused_and_the_others_come_in(unfold) -> None:
    data = bytearray(zipped({"a.md": PAPER, "b.md": PAPER}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + flags
        data[at] |= 1
    found = unfold(zip_archive, bytes(data), "o.zip")
    assert found.names == ["b.md"]
    assert "encrypted" in found.refused["/news/o.zip!/a.md"]


def test_a_method_that_is_not_supported_is_refused_by_name(unfold) -> None:
    found = unfold(zip_archive, zipped({"a.md": PAPER}, zipfile.ZIP_LZMA), "o.zip")
    assert "LZMA" in found.refused["/news/o.zip!/a.md"]


def test_a_bomb_is_refused_and_the_others_come_in(unfold) -> None:
    found = unfold(zip_archive, zipped({"bomb.txt": bytes(16 << 20), "b.md": PAPER}), "o.zip")
    assert found.names == ["b.md"]
    assert "200 times" in found.refused["/news/o.zip!/bomb.txt"]


def test_a_bomb_is_counted_while_it_unpacks_whatever_its_headers_say(unfold) -> None:
    data = zipped({"bomb.txt": bytes(8 << 20)})
    data = data.replace(struct.pack("<L", 8 << 20), struct.pack("<L", 10))
    assert "200 times" in unfold(zip_archive, data, "o.zip").refused["/news/o.zip!/bomb.txt"]


def test_a_member_beyond_the_size_of_a_document_is_refused(unfold) -> None:
    found = unfold(zip_archive, zipped({"big.txt": bytes((64 << 20) + 1)}, zipfile.ZIP_STORED), "o.zip")
    assert "64 MiB" in found.refused["/news/o.zip!/big.txt"]


def test_an_archive_that_unpacks_to_too_much_ends_there(unfold, monkeypatch) -> None:
    monkeypatch.setattr(zip_entries, "_TOTAL_LIMIT", 100_000)
    found = unfold(zip_archive, zipped({f"{at}.bin": NOISE for at in range(4)}))
    assert found.names == ["0.bin", "1.bin"]
    assert found.error is not None
    assert "unpacks to more than" in found.error.message


def test_more_entries_than_the_limit_are_not_read(unfold, monkeypatch) -> None:
    monkeypatch.setattr(zip_archive, "ENTRY_LIMIT", 3)
    found = unfold(zip_archive, zipped({f"{at}.md": PAPER for at in range(5)}))
    assert len(found.documents) == 3
    assert found.error is not None
    assert "more than 3 files" in found.error.message


def test_members_before_the_damage_come_in(unfold) -> None:
    data = zipped({"a.md": PAPER, "b.md": PAPER, "c.bin": NOISE})
    found = unfold(zip_archive, data[: data.index(b"c.bin") + 2_000], "o.zip")
    assert found.names == ["a.md", "b.md"]
    assert "cut off" in found.refused["/news/o.zip!/c.bin"]
    assert found.error is not None
    assert "damaged or cut off" in found.error.message


def test_a_directory_that_says_it_is_huge_is_not_read(unfold, monkeypatch) -> None:
    monkeypatch.setattr(zip_entries, "_DIRECTORY_LIMIT", 100)
    found = unfold(zip_archive, zipped({"a.md": PAPER, "b.md": PAPER, "c.md": PAPER}))
    assert len(found.documents) == 3
    assert found.error is not None


def test_a_header_with_a_name_that_no_file_has_is_none(unfold) -> None:
    data = zipped({"a" * 5_000: PAPER, "b.md": PAPER})
    assert unfold(zip_archive, data[: data.index(b"PK\x01\x02")]).names == ["b.md"]


def test_members_behind_lost_bytes_are_found(unfold) -> None:
    found = unfold(zip_archive, zipped({"a.md": PAPER, "b.md": PAPER, "c.md": PAPER})[10:], "o.zip")
    assert found.names == ["b.md", "c.md"]
    assert found.error is not None


def test_members_whose_sizes_follow_them_are_found_without_a_directory(unfold) -> None:
    class Pipe(io.RawIOBase):  # Cannot go back, so sizes are written behind the data.
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece) -> int:
            self.data += piece
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", PAPER)
        archive.writestr("b.bin", NOISE)
    found = unfold(zip_archive, bytes(pipe.data[:-40]))
    assert [document.data for document in found.documents] == [PAPER, NOISE]


def test_a_member_with_a_wrong_checksum_is_damaged(unfold) -> None:
    data = zipped({"a.md": PAPER, "b.md": b"good"}, zipfile.ZIP_STORED).replace(PAPER, PAPER[::-1])
    found = unfold(zip_archive, data, "o.zip")
    assert found.names == ["b.md"]
    assert "damaged" in found.refused["/news/o.zip!/a.md"]


def test_what_only_begins_like_an_archive_is_damaged(unfold) -> None:
    found = unfold(zip_archive, b"PK\x03\x04 and then a letter")
    assert found.error is not None
    assert "no file in it" in found.error.message


def test_an_office_document_is_no_collection_of_pages(unfold) -> None:
    found = unfold(zip_archive, zipped({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<b/>"}))
    assert not found.documents
    assert found.error is not None
    assert "office" in found.error.message


def test_archives_are_known_by_their_first_bytes() -> None:
    document = Document(b"", "/x/a.txt", "a.txt")
    assert zip_archive.matches_bytes(zipped({"a.md": PAPER}), document)
    assert zip_archive.matches_bytes(zipped({}), document)
    assert not zip_archive.matches_bytes(b"PK is a name", document)


def test_many_headers_that_are_none_cost_little(unfold) -> None:
    # Reading on to the next header from each of them anew would take hours.
    found = unfold(zip_archive, b"PK\x03\x04" * 500_000)
    assert found.error is not None

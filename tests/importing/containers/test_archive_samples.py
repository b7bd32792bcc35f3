from __future__ import annotations

from pathlib import Path

import pytest

from reader.importing.containers import epub, mhtml, newsboat, warc, zip_archive
from reader.importing.containers.unfolding import Reading
from reader.importing.files import open_document

SAMPLES = Path(__file__).parents[3] / "sample_data" / "archives"
KNOWN = (epub, zip_archive, mhtml, warc, newsboat)


@pytest.mark.parametrize(
    ("name", "container", "members"),
    [
        (
            "harbour-papers.zip",
            zip_archive,
            ["三号码头的账.md", "燈塔的新透鏡.html", "The Ferry Timetable.txt"],
        ),
        ("seven-bridges.epub", epub, ["第一座：紡織橋", "第二座：沒有名字的橋"]),
        ("cold-store-roof.mhtml", mhtml, ["cold-store-roof.mhtml"]),
        ("linjiang-news.warc.gz", warc, ["0618.html", "short.xml"]),
        (
            "newsboat/cache.db",
            newsboat,
            ["早市的秤換成了電子的", "雨棚多了一排燈", "The clock that is fast on purpose"],
        ),
    ],
)
def test_a_sample_is_known_and_gives_what_is_in_it(name: str, container, members: list[str]) -> None:
    with open_document(SAMPLES / name) as (file, document):
        head = file.read(65_536)
        assert next(known for known in KNOWN if known.matches_bytes(head, document)) is container
        file.seek(0)
        found = []
        for member in container.unfold(file, document):
            found += [item.title for item in member.items] if isinstance(member, Reading) else [member.name]
    assert found == members


def test_the_list_of_the_sample_files_its_feeds_under_their_tags() -> None:
    with open_document(SAMPLES / "newsboat" / "cache.db") as (file, document):
        drafts = [draft for reading in newsboat.unfold(file, document) for draft in reading.items]
    assert [draft.category for draft in drafts] == ["區域經濟研究", "區域經濟研究", "智慧城市news"]
    assert [draft.origin for draft in drafts] == ["臨江早市", "臨江早市", "Observer, in short"]

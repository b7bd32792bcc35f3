"""The address that stands for an article is the same however it is spelt."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.identity import canonical_address

PARTS = st.lists(
    st.sampled_from([*"aB9.-~_/中@&", "//", ":80", ":8080", "?q=1", "#x", "#!/x", "%7e", "%2F"]),
    max_size=6,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://n.example/a/b-1_2~3.html", "https://n.example/a/b-1_2~3.html"),
        ("HTTPS://N.Example/A", "https://n.example/A"),
        ("https://n.example", "https://n.example/"),
        ("https://n.example:443/a", "https://n.example/a"),
        ("http://n.example/a?utm_source=x&b=1#part", "http://n.example/a?b=1"),
        ("http://n.example/#!/a", "http://n.example/#!/a"),
        ("http://n.example/%7ea/%2f", "http://n.example/~a/%2F"),
        ("http://n.example/中", "http://n.example/%E4%B8%AD"),
        ("tag:n.example,2019:1", "tag:n.example,2019:1"),
    ],
)
def test_spellings_of_an_address_become_one(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical


@given(PARTS)
def test_a_canonical_address_is_canonical_in_capitals_too(path: str) -> None:
    address = f"https://n.example/{path}"

    assert canonical_address(address.replace("https", "HTTPS", 1)) == canonical_address(address)
    assert urlsplit(canonical_address(address)).hostname == urlsplit(address).hostname

"""The table of words: what parser, completion and help share."""

from __future__ import annotations

import pytest

from reader.model.filter import SortKey
from reader.model.query import NameField, Occasion, Quantity, State, TextField
from reader.text.folding import fold
from reader.text.query import words
from reader.text.query.words import (
    DAYS,
    FIELDS,
    HAS,
    IS,
    LANGUAGES,
    SORT_KEYS,
    UNITS,
    Day,
    Keyword,
    Names,
    Unit,
    canonical,
    meanings,
)
from reader.text.script import simplify

TABLES = {
    "fields": FIELDS,
    "is": IS,
    "has": HAS,
    "sort": SORT_KEYS,
    "languages": LANGUAGES,
    "days": DAYS,
    "units": UNITS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_name_means_two_things(table: dict[object, Names]) -> None:
    owners: dict[str, object] = {}
    for meaning, names in table.items():
        for name in names.every:
            assert owners.setdefault(fold(name), meaning) == meaning, name
    assert meanings(table) == owners


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_has_a_name_in_one_script_has_one_in_the_other(table: dict[object, Names]) -> None:
    for names in table.values():
        assert bool(names.hant) == bool(names.hans)
        for name in names.hans:
            assert simplify(name) == name


def test_everything_that_can_be_asked_for_has_a_name() -> None:
    assert set(FIELDS) == {*TextField, *NameField, *Quantity, *Occasion, *Keyword}
    assert set(IS) | set(HAS) == set(State)
    assert set(SORT_KEYS) == set(SortKey)
    assert set(DAYS) == set(Day)
    assert set(UNITS) == set(Unit)


def test_the_canonical_name_is_that_of_the_model() -> None:
    assert canonical(FIELDS) == tuple(FIELDS)
    assert canonical(SORT_KEYS) == tuple(SORT_KEYS)
    assert words.OPERATORS["OR"] is words.Operator.OR

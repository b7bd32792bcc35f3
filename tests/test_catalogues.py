"""The message catalogues: complete, current, compiled, and chosen as locales ask."""

from __future__ import annotations

import ast
import importlib.util
import unicodedata
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from reader.i18n import _, catalogue_name, install, ngettext
from reader.model.filter import Folder, Sort, SortKey
from reader.tui.commands import COMMANDS, Group, label
from reader.tui.wording import folder_name, sort_key_name, sort_name
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_Hant", "zh_Hans")


def _script() -> ModuleType:
    """The program that makes the catalogues, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / ".ci" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _script()
TEXTS = [message for message in catalogues.extracted() if message.id]


def _forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _translations(language: str) -> Iterator[tuple[str, str]]:
    """Each translation with the English text that it stands for: of two forms the plural."""
    for message in catalogues.written(language):
        if message.id:
            for form in _forms(message.string):
                yield _forms(message.id)[-1], form


def _is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK UNIFIED")


# The files


def test_the_template_holds_the_texts_of_the_source() -> None:
    assert catalogues.TEMPLATE.read_bytes() == catalogues.as_po(catalogues.extracted()), (
        "run .ci/catalogues.py"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translations_are_of_the_texts_of_the_source(language: str) -> None:
    current = catalogues.brought_up_to_date(catalogues.written(language), catalogues.extracted())
    assert catalogues.po_path(language).read_bytes() == catalogues.as_po(current), "run .ci/catalogues.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_translations(language: str) -> None:
    compiled = catalogues.as_mo(catalogues.written(language))
    assert catalogues.mo_path(language).read_bytes() == compiled, "run .ci/catalogues.py"


def test_a_translation_survives_the_next_extraction_and_an_obsolete_one_does_not() -> None:
    template, known = catalogues.Catalogue(), catalogues.Catalogue("zh_Hant")
    template.add("Open", None, [("reader/a.py", 0)])
    template.add("New", None, [("reader/a.py", 0)])
    known.add("Open", "開啟")
    known.add("Gone", "舊文")
    current = catalogues.brought_up_to_date(known, template)
    assert [(message.id, message.string) for message in current if message.id] == [
        ("Open", "開啟"),
        ("New", None),
    ]
    assert catalogues.untranslated(current) == ["New"]


def test_a_text_that_gained_a_plural_is_translated_anew() -> None:
    template, known = catalogues.Catalogue(), catalogues.Catalogue("zh_Hant")
    template.add(("{count} file", "{count} files"))
    known.add("{count} file", "{count} 個檔案")
    assert catalogues.untranslated(catalogues.brought_up_to_date(known, template)) == ["{count} file"]


# The source


def test_texts_inside_f_strings_are_found_and_other_calls_are_not() -> None:
    tree = ast.parse("f'{_(\"a\")}'; ngettext('b', 'c', n).format(n); N_('d'); print('e'); _(name)")
    assert [catalogues.marked(call) for call in catalogues.calls(tree)] == [("a",), ("b", "c"), ("d",), ()]


def test_every_text_is_a_literal_or_was_marked_where_it_is_written() -> None:
    offences = []
    for path in catalogues.sources():
        for call in catalogues.calls(ast.parse(path.read_bytes())):
            # An attribute (command.label) holds what N_ has marked; the next test looks at their values.
            shown_later = isinstance(call.args[0], ast.Attribute) and ast.unparse(call.func) == "_"
            if not catalogues.marked(call) and not shown_later:
                offences.append(f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}")
    assert offences == []


def test_the_table_of_commands_is_in_the_catalogue() -> None:
    shown = {text for command in COMMANDS for text in (command.label, command.help)} | {
        group.value for group in Group
    }
    assert shown <= {_forms(message.id)[0] for message in TEXTS}


# The translations


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_fuzzy(language: str) -> None:
    assert catalogues.untranslated(catalogues.written(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_the_text(language: str) -> None:
    differing = [
        (text, translation)
        for text, translation in _translations(language)
        if sorted(_fields(text)) != sorted(_fields(translation))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_typed_as_it_is(language: str) -> None:
    for text, translation in _translations(language):
        assert translation.count("`") == text.count("`"), translation
        assert translation.count("**") == text.count("**"), translation
        typed = [word for word in text.split() if word.startswith("--") or (word.isupper() and "_" in word)]
        assert [word for word in typed if word.strip(",.)]") not in translation] == [], translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_sentences_have_full_width_punctuation(language: str) -> None:
    for _text, translation in _translations(language):
        pairs = zip(translation, translation[1:] + " ", strict=True)
        assert not [pair for pair in pairs if _is_han(pair[0]) and pair[1] in ",.:;!?("], translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_hold_no_character_whose_width_terminals_disagree_on(language: str) -> None:
    for text, translation in _translations(language):
        doubtful = {char for char in translation if unicodedata.east_asian_width(char) == "A"}
        assert doubtful <= set(text), translation


@pytest.mark.parametrize(("language", "charset"), [("zh_Hant", "big5"), ("zh_Hans", "gb2312")])
def test_each_catalogue_is_written_in_its_script(language: str, charset: str) -> None:
    # The national character sets hold the common characters of one script and none that only the other has.
    for _text, translation in _translations(language):
        han = "".join(filter(_is_han, translation))
        assert han.encode(charset, "ignore").decode(charset) == han, translation


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_short_labels_fit(language: str) -> None:
    install(language)
    labels = [label(command) for command in COMMANDS if command.footer]
    # Ten cells are five Chinese characters; the longest English label, "Next unread", has one more.
    most = 11 if language == "en" else 10
    assert [text for text in (*labels, *map(sort_key_name, SortKey)) if cell_width(text) > most] == []
    # Folders that have no unread give the room of that figure to their name.
    assert [name for name in map(folder_name, Folder) if cell_width(name) > 16] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_and_folders_have_different_names(language: str) -> None:
    install(language)
    # The best always come first.
    orders = [
        sort_name(Sort(key, descending))
        for key in SortKey
        for descending in (True, False)
        if descending or key is not SortKey.RELEVANCE
    ]
    for names in (
        orders,
        [folder_name(folder) for folder in Folder],
        [sort_key_name(key) for key in SortKey],
    ):
        assert len(set(names)) == len(names)


# The choice of a language


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh", "zh_Hans"),
        ("zh_CN.UTF-8", "zh_Hans"),
        ("zh-Hans", "zh_Hans"),
        ("zh_SG", "zh_Hans"),
        ("zh_TW", "zh_Hant"),
        ("zh-Hant", "zh_Hant"),
        ("zh_HK.UTF-8", "zh_Hant"),
        ("zh_MO@stroke", "zh_Hant"),
        ("ZH-hant-TW", "zh_Hant"),
        ("en_US", "en"),
        ("de_DE.UTF-8", "en"),
        ("C", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_a_locale_or_tag_leads_to_its_catalogue(tag: str, name: str) -> None:
    assert catalogue_name(tag) == name


def test_a_tag_chooses_the_language_of_the_texts() -> None:
    install("zh-Hant")
    assert _("Open") == "開啟"
    assert ngettext("{count} view", "{count} views", 2) == "閱讀 {count} 次"
    install("zh-Hans")
    assert _("Open") == "打开"
    install("en")
    assert _("Open") == "Open"
    assert [ngettext("{count} view", "{count} views", count) for count in (1, 2)] == [
        "{count} view",
        "{count} views",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_comes_out_translated(language: str) -> None:
    install(language)
    for message in TEXTS:
        one, *many = _forms(message.id)
        shown = {ngettext(one, plural, count) for plural in many for count in (0, 1, 2)} | {_(one)}
        assert shown.isdisjoint({one, *many}), message.id
        assert len(shown) == 1, message.id


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, "Open"),
        ({"LANG": "zh_TW.UTF-8"}, "開啟"),
        ({"LANG": "zh_TW.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "打开"),
        ({"LANG": "zh_TW.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "Open"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": ""}, "開啟"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "打开"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANGUAGE": "en"}, "Open"),
        ({"LANG": "C", "LANGUAGE": "zh_TW"}, "Open"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_TW.UTF-8", "LANGUAGE": "zh_TW"}, "Open"),
    ],
)
def test_without_a_setting_the_environment_chooses(
    environment: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    install()
    assert _("Open") == shown

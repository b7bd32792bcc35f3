"""Bring the message catalogues up to date: `python .ci/catalogues.py [extract] [compile]`, both when neither is named.

`extract` collects the texts of reader/ into reader/locale/broadsheet.pot and hands them on to the .po file of each language,
which keeps its translations, loses what the source has no longer, and gains what is new as untranslated. `compile` makes
the .mo files, which the program reads. The same source and translations always give the same bytes: the files hold neither
dates nor line numbers. Ends with 1, and names them, when texts are not translated.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "reader" / "locale"
TEMPLATE = LOCALES / "broadsheet.pot"
LANGUAGES = ("zh_Hant", "zh_Hans")
# What marks texts in the source, and how many of its arguments are texts.
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}


class Catalogue(Catalog):
    """A catalogue whose header says only what gettext needs: no dates, no names of people or tools."""

    def __init__(self, locale: str | None = None) -> None:
        title = "Texts of Broadsheet" if locale is None else f"Texts of Broadsheet in {locale}"
        super().__init__(
            locale=locale, header_comment=f"# {title}, under the licence of the program.", fuzzy=False
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The fields of the header (GNU gettext manual, "Filling in the Header Entry")."""
        headers = [("Project-Id-Version", "Broadsheet")]
        if self.locale is not None:
            headers += [("Language", str(self.locale_identifier)), ("Plural-Forms", self.plural_forms)]
        charset = ("Content-Type", f"text/plain; charset={self.charset}")
        return [*headers, ("MIME-Version", "1.0"), charset, ("Content-Transfer-Encoding", "8bit\n")]


def po_path(language: str) -> Path:
    """Where the translations into a language are written by people."""
    return LOCALES / language / "LC_MESSAGES" / "broadsheet.po"


def mo_path(language: str) -> Path:
    """Where the program reads them."""
    return po_path(language).with_suffix(".mo")


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that mark texts, in the order of the source.

    Babel's own extractor reads tokens, and before Python 3.12 those show nothing of what stands inside an f-string.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from calls(child)


def marked(call: ast.Call) -> tuple[str, ...]:
    """The texts that a call marks: one, or a singular and a plural; none when they are not literals."""
    assert isinstance(call.func, ast.Name)
    arguments = call.args[: KEYWORDS[call.func.id]]
    texts = tuple(a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str))
    return texts if len(texts) == KEYWORDS[call.func.id] else ()


def sources() -> list[Path]:
    """The modules of the program, in a fixed order."""
    return sorted((ROOT / "reader").rglob("*.py"))


def extracted() -> Catalogue:
    """The template: every text of the source, file by file."""
    template = Catalogue()
    for path in sources():
        place = (path.relative_to(ROOT).as_posix(), 0)
        for call in calls(ast.parse(path.read_bytes())):
            if texts := marked(call):
                template.add(texts if len(texts) > 1 else texts[0], None, [place])
    return template


def written(language: str) -> Catalogue:
    """What the .po file of a language says; empty when there is none yet."""
    catalogue = Catalogue(language)
    if po_path(language).exists():
        with po_path(language).open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:  # without one it is the header
                    catalogue[message.id] = message
    return catalogue


def brought_up_to_date(known: Catalogue, template: Catalogue) -> Catalogue:
    """The texts of the template with their translations as far as they are known."""
    catalogue = Catalogue(str(known.locale_identifier))
    for message in template:
        if not message.id:
            continue
        old = known.get(message.id)
        # A text that has gained or lost its plural is to be looked at anew.
        if old is None or old.pluralizable != message.pluralizable:
            catalogue.add(message.id, None, message.locations)
        else:
            fuzzy = old.flags & {"fuzzy"}
            catalogue.add(message.id, old.string, message.locations, fuzzy, user_comments=old.user_comments)
    return catalogue


def untranslated(catalogue: Catalogue) -> list[str]:
    """The texts without a translation that can be used, in English."""
    texts = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            texts.append(message.id if isinstance(message.id, str) else message.id[0])
    return texts


def as_po(catalogue: Catalogue) -> bytes:
    """The content of a .pot or .po file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalogue) -> bytes:
    """The content of a .mo file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def extract() -> None:
    """Write the template and bring the .po files up to date."""
    template = extracted()
    LOCALES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(template))
    for language in LANGUAGES:
        catalogue = brought_up_to_date(written(language), template)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(as_po(catalogue))


def main(steps: list[str]) -> int:
    """Do the steps; gives the exit code."""
    if not set(steps) <= {"extract", "compile"}:
        print(__doc__, file=sys.stderr)
        return 2
    if not steps or "extract" in steps:
        extract()
    complete = True
    for language in LANGUAGES:
        catalogue = written(language)
        if not steps or "compile" in steps:
            mo_path(language).write_bytes(as_mo(catalogue))
        for text in untranslated(catalogue):
            complete = False
            print(f"{language}: not translated: {text}", file=sys.stderr)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

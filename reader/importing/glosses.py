"""Articles that were cleaned of glosses, and the same with them, as they came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.decode import decode
from reader.importing.labels import declared_charset
from reader.model.draft import Draft
from reader.text.clean import clean_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document
    from reader.text.gloss import Unglossed


def as_read(draft: Draft, unglossed: Unglossed, document: Document) -> Draft:
    """A draft from a text without glosses as its document is to be read: so, or with the glosses put back."""
    if not document.glossed:
        return draft
    return replace(draft, title=unglossed.restored(draft.title), markdown=unglossed.restored(draft.markdown))


def read_as_it_came(document: Document, title: str, markdown: str) -> Draft | None:
    """The article of a document that says this without its glosses, with them; None when the document has none such.

    Reads the document as the import does, but for a format that was asked for then. Raises DocumentError when it cannot
    be read.
    """
    cleaned, came = (_drafts(replace(document, glossed=glossed)) for glossed in (False, True))
    try:
        for without, with_glosses in zip(cleaned, came, strict=True):
            if (without.title, without.markdown) == (title, markdown):
                return with_glosses
    except RecursionError as error:
        raise DocumentError(_("{name} is nested too deep to be read.").format(name=document.name)) from error
    return None


def _drafts(document: Document) -> Iterator[Draft]:
    from reader.importing.sniff import sniff

    text = decode(document.data, declared_charset(document), name=document.name).text
    for item in sniff(text, document).read(text, document):
        if isinstance(item, Draft):
            yield clean_draft(item)

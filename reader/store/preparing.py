"""The one door through which drafts come into a library: cleaned, and what the library keeps of them worked out.

It knows no connection, so that it can be done in the processes that read files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.draft import Draft, DraftCategory, DraftSource
from reader.store.entry import Entry
from reader.store.originals import Original
from reader.text.clean import clean_draft, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.document import Document

Prepared = Entry | DraftCategory | DraftSource
"""An item as `Adding.add` takes it."""

# One transaction a batch: short enough that another program never waits long, long enough that commits cost nothing.
_BATCH_DRAFTS = 500
_BATCH_CHARACTERS = 8_000_000


@dataclass(frozen=True, slots=True)
class DraftPreparation:
    """What a library does with drafts before they come to it."""

    filed_in: str
    """The category of articles that name none."""

    def document(self, document: Document) -> Original:
        """A document, ready to be written."""
        return Original.of(document)

    def item(self, item: Draft | DraftCategory | DraftSource) -> Prepared:
        """An item, cleaned and ready to be written."""
        match item:
            case DraftCategory(name):
                return DraftCategory(clean_line(name))
            case DraftSource(location, name, category):
                location = clean_line(location)
                return DraftSource(location, clean_line(name) or location, clean_line(category or "") or None)
            case Draft():
                draft = clean_draft(item)
                return Entry.of(draft, draft.category or self.filed_in)

    def batches(self, items: Iterable[Draft | DraftCategory | DraftSource]) -> Iterator[list[Prepared]]:
        """The items, ready to be written, in batches for one transaction each."""
        batch: list[Prepared] = []
        characters = 0
        for item in items:
            batch.append(self.item(item))
            characters += len(item.markdown) if isinstance(item, Draft) else 0
            if len(batch) >= _BATCH_DRAFTS or characters >= _BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

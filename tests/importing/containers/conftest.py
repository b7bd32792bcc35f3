from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.errors import DocumentError
from reader.importing.containers.unfolding import Reading
from reader.importing.files import Refused
from reader.model.document import Document

if TYPE_CHECKING:
    from types import ModuleType

    from reader.model.draft import Draft


@dataclass
class Unfolded:
    """All that came out of a container."""

    documents: list[Document] = field(default_factory=list)
    readings: list[tuple[Document, list[Draft]]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    error: DocumentError | None = None

    @property
    def drafts(self) -> list[Draft]:
        return [draft for _document, drafts in self.readings for draft in drafts]

    @property
    def names(self) -> list[str]:
        return [document.name for document in self.documents]


Unfold = Callable[..., Unfolded]


@pytest.fixture(scope="session")
def unfold() -> Unfold:
    """Unfolds a container as the import does, to the end or to an error."""

    def run(
        module: ModuleType, data: bytes, name: str = "outer.bin", location: str | None = None
    ) -> Unfolded:
        saved_at = datetime(2024, 6, 1, 8, 0, tzinfo=UTC)
        document = Document(b"", location or f"/news/{name}", name, saved_at=saved_at)
        unfolded = Unfolded()
        try:
            for member in module.unfold(io.BytesIO(data), document):
                match member:
                    case Document():
                        unfolded.documents.append(member)
                    case Reading(inner, items):
                        unfolded.readings.append((inner, list(items)))
                    case Refused(path, reason):
                        unfolded.refused[path] = reason.message
        except DocumentError as error:
            unfolded.error = error
        return unfolded

    return run

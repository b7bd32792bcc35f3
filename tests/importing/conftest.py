from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reader.model.document import Document

MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    """Makes a document of a text, as if it had been read from a file."""

    def make(text: str | bytes = "", name: str = "page.txt", media_type: str | None = None) -> Document:
        data = text.encode() if isinstance(text, str) else text
        return Document(data, f"/news/{name}", name, media_type, datetime(2024, 6, 1, 8, 0, tzinfo=UTC))

    return make

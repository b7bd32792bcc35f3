from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.importing.pages import page
from reader.model.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.document import Document


@pytest.fixture(scope="session")
def read_page(document: Callable[..., Document]) -> Callable[..., Draft]:
    """Reads the one article of a page."""

    def read(html: str, **about: Any) -> Draft:
        (draft,) = page.read(html, document(html, **{"name": "page.html", **about}))
        assert isinstance(draft, Draft)
        return draft

    return read

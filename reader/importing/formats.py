"""The formats that can be imported: one module each, which has what `Format` names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from reader.errors import UsageError
from reader.i18n import _
from reader.importing import markdown, plain, portal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory


class Format(Protocol):
    """A way in which articles are written down."""

    @property
    def name(self) -> str:
        """The name on the command line and in reports."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types (RFC 6838) that are declared for it."""

    @property
    def extensions(self) -> tuple[str, ...]:
        """The ends of file names that are usual for it, with the dot, in lower case."""

    def matches(self, text: str, /) -> float:
        """Tell how sure it is that a text, of which this is the head, is in this format: 0 (it is not) to 1."""

    def read(self, text: str, document: Document) -> Iterator[Draft | DraftCategory]:
        """Yield the categories and articles of a text. Raises DocumentError when it cannot be read."""


FORMATS: Final[tuple[Format, ...]] = (portal, markdown, plain)
"""All formats; of two that are equally sure the first is taken."""


def format_named(name: str) -> Format:
    """Look a format up by its name. Raises UsageError, which lists the names, when there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise UsageError(
        _("There is no format {name}.").format(name=name), _("Formats: {names}").format(names=names)
    )

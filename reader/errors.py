"""What can go wrong in ways that a person can act on."""

from __future__ import annotations


class BroadsheetError(Exception):
    """An expected failure: what happened to what, and what to do now.

    Both texts are for people, already translated, and may hold foreign text (file names): whoever prints them cleans them.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def sentences(self) -> str:
        """Both texts, one after the other."""
        end = "" if not self.hint or self.message.endswith((".", "!", "?", "。", "！", "？")) else "."
        return f"{self.message}{end} {self.hint}".rstrip()


class LibraryUnusableError(BroadsheetError):
    """The library file cannot be opened, or not written: exit code 3."""


class LibraryBusyError(LibraryUnusableError):
    """Another program writes to the library, for longer than was waited for: later it can be used."""


class LibraryDamagedError(LibraryUnusableError):
    """What the library file holds is no longer what was written: it has to be recovered or restored."""


class UsageError(BroadsheetError):
    """The command was called wrongly: exit code 2."""


class QueryError(UsageError):
    """A query that cannot be understood: where it goes wrong, and what would be right."""

    def __init__(self, message: str, hint: str, column: int, length: int = 1) -> None:
        super().__init__(message, hint)
        self.column = column
        """The first character that is wrong, from 0."""
        self.length = length
        """How many characters are."""


class SmartFolderNotFoundError(BroadsheetError):
    """The library holds no such smart folder."""


class HighlightNotFoundError(BroadsheetError):
    """The library holds no such highlight."""


class DocumentError(BroadsheetError):
    """A document cannot be imported; the batch goes on without it."""


class NoArticleError(DocumentError):
    """A document was read rightly and holds no article: it is passed over, which is no failure."""


class ArticleNotFoundError(BroadsheetError):
    """The library holds no such article, or the key that was given fits several."""

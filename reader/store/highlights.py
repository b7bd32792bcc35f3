"""The passages that the reader has marked in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import HighlightNotFoundError, UsageError
from reader.i18n import _
from reader.model.article import Place
from reader.model.highlight import Highlight
from reader.model.journal import Action
from reader.model.selection import Extent
from reader.store.journal.recording import Recording
from reader.store.reading import title_of
from reader.store.times import moment, now

if TYPE_CHECKING:
    from reader.store.database import Database

_HIGHLIGHTS = (
    'SELECT highlight.id, article_id, title, "block", start, end_block, stop, quotation, remark, created_at '
    "FROM highlight JOIN article ON article.id = article_id"
)
_OF_ARTICLE = f'{_HIGHLIGHTS} WHERE article_id = ? ORDER BY "block", start, highlight.id'
_ALL = f"{_HIGHLIGHTS} ORDER BY highlight.id DESC LIMIT ?"
_ONE = f"{_HIGHLIGHTS} WHERE highlight.id = ?"
_ADD = (
    'INSERT INTO highlight (article_id, "block", start, end_block, stop, quotation, remark, created_at) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_CHANGE = "UPDATE highlight SET remark = ? WHERE id = ?"
_REMOVE = "DELETE FROM highlight WHERE id = ?"


class Highlights:
    """All highlights of a library. What is done to them can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: int) -> list[Highlight]:
        """Those of an article, in the order in which they stand there."""
        with self._database.read() as connection:
            return [_highlight(row) for row in connection.execute(_OF_ARTICLE, [article_id]).fetchall()]

    def all(self, limit: int = -1) -> list[Highlight]:
        """The newest ones; all without a limit."""
        with self._database.read() as connection:
            return [_highlight(row) for row in connection.execute(_ALL, [limit]).fetchall()]

    def add(self, article_id: int, extent: Extent, quotation: str, remark: str = "") -> Highlight:
        """Mark a passage. Raises ArticleNotFoundError, and UsageError for a quotation of blanks."""
        from reader.text.clean import clean, clean_line

        quotation = clean(quotation).strip("\n")
        if not quotation.strip():
            raise UsageError(_("There is no text to highlight."), _("Select some text first."))
        start, end = extent
        title = title_of(self._database, article_id)
        values = [article_id, *start, *end, quotation, clean_line(remark), now()]
        with Recording(self._database, Action.HIGHLIGHT, title).write() as connection:
            (highlight_id,) = connection.execute(_ADD, values).fetchone()
        return self._one(highlight_id)

    def change(self, highlight_id: int, remark: str) -> None:
        """Give a highlight another remark, "" for none. Raises HighlightNotFoundError."""
        from reader.text.clean import clean_line

        title = self._one(highlight_id).title
        with Recording(self._database, Action.CHANGE_HIGHLIGHT, title).write() as connection:
            connection.execute(_CHANGE, [clean_line(remark), highlight_id])

    def remove(self, highlight_id: int) -> None:
        """Remove a highlight; its article stays. Raises HighlightNotFoundError."""
        title = self._one(highlight_id).title
        with Recording(self._database, Action.REMOVE_HIGHLIGHT, title).write() as connection:
            connection.execute(_REMOVE, [highlight_id])

    def _one(self, highlight_id: int) -> Highlight:
        with self._database.read() as connection:
            row = connection.execute(_ONE, [highlight_id]).fetchone()
        if row is None:
            raise HighlightNotFoundError(_("There is no such highlight."), _("It may have been removed."))
        return _highlight(row)


def _highlight(row: tuple[int, int, str, int, int, int, int, str, str, int]) -> Highlight:
    number, article_id, title, block, start, end_block, stop, quotation, remark, created_at = row
    extent = Extent(Place(block, start), Place(end_block, stop))
    return Highlight(number, article_id, title, extent, quotation, remark, moment(created_at))

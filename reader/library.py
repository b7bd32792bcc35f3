"""Library: everything that can be done with a library file. Both front ends use this and nothing below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.journal import Action
from reader.model.report import Added
from reader.store import articles, categories, memory, originals, reading
from reader.store.database import UNDO_STEPS
from reader.store.listing import Listing, is_instant, never
from reader.store.opening import open_database
from reader.store.smart_folders import SmartFolders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from reader.model.article import Article, ArticleRow, Place
    from reader.model.category import Category, Counts, Tag
    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource
    from reader.model.filter import Filter, Sort
    from reader.model.pace import Pace
    from reader.model.report import ImportReport, Progress
    from reader.model.source import Source
    from reader.store.adding import Adding
    from reader.store.backups import Backups
    from reader.store.checking import Checking
    from reader.store.database import Database
    from reader.store.highlights import Highlights
    from reader.store.journal.recording import Recording
    from reader.store.journal.undoing import Journal
    from reader.store.memory import JSON
    from reader.store.preparing import DraftPreparation
    from reader.store.search.asking import Search
    from reader.store.search.indexing import Indexing
    from reader.store.statistics import Statistics
    from reader.store.trash import Trash
    from reader.text.hits import Hits, Snippet

__all__ = ["Library", "Listing"]


class Library:
    """A library file, open. Safe to use from several threads: each has a connection of its own.

    Every method raises LibraryUnusableError when the file is locked for long, damaged, full or gone; those that write
    also when it can only be read. Those that take the id of an article raise ArticleNotFoundError when it has none such.
    """

    def __init__(self, database: Database) -> None:
        """Use Library.open."""
        self._database = database
        self.path: Path = database.path
        self.read_only: bool = database.read_only

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        undo_steps: int = UNDO_STEPS,
        before_migration: Callable[[], None] | None = None,
    ) -> Library:
        """The library at a path, made if there is none and `create` says so.

        One that cannot be written is opened for reading. The journal keeps the last `undo_steps` actions. `before_migration`
        is called before a library of an earlier version is copied and brought up to date, which may take some seconds.

        Raises LibraryUnusableError when the file is not a library, comes from a newer version, or cannot be read; it is
        left as it is then.
        """
        database = open_database(path, create=create, before_migration=before_migration)
        database.undo_steps = undo_steps
        return cls(database)

    def close(self) -> None:
        """Close the file for all threads and stop what they are doing in it."""
        self._database.close()

    def answer_within(self, seconds: float) -> None:
        """Say that somebody waits for the present thread: while another program writes, it raises LibraryBusyError then."""
        self._database.answer_within(seconds)

    def version(self) -> int:
        """A number that changes when another thread or program has written. To be compared in one thread alone.

        Raises LibraryUnusableError also when the file was removed or replaced.
        """
        self._database.refuse_if_moved()
        return self._database.data_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # What there is

    def categories(self) -> list[Category]:
        """All categories, in the order in which they first appeared."""
        return categories.categories(self._database)

    def category(self, name: str) -> Category | None:
        """The category of that name, or None."""
        return categories.category(self._database, name)

    def counts(self) -> Counts:
        """How many articles there are, and of each state."""
        return categories.counts(self._database)

    def sources(self) -> list[Source]:
        """All sources, in the order in which they first appeared."""
        from reader.store import sources

        return sources.sources(self._database)

    def listing(
        self, which: Filter, sort: Sort | None = None, cancelled: Callable[[], bool] = never
    ) -> Listing:
        """The articles of a filter in an order; without one the order that its query names, else its natural one.

        Takes as long as it takes to sort them all where is_instant says False: do it off the interface's thread. Raises
        QueryError when the query does not parse or takes too long, SearchCancelledError when `cancelled` says so.
        """
        if not which.is_searched:
            return Listing(self._database, which, sort or which.natural_sort)
        search = self._search(which)
        sort = sort or search.natural_sort
        return Listing(self._database, which, sort, search.ids(sort, cancelled), search.viewed_within)

    def glimpse(
        self, which: Filter, sort: Sort | None, limit: int, cancelled: Callable[[], bool] = never
    ) -> tuple[Listing, bool]:
        """The first articles that a query finds, in a few milliseconds also for the commonest word, and whether that is all.

        Raises what `listing` raises.
        """
        search = self._search(which)
        sort = sort or search.natural_sort
        found = search.first(sort, limit, cancelled)
        return Listing(self._database, which, sort, found.ids, search.viewed_within), found.complete

    def natural_sort(self, which: Filter) -> Sort:
        """The order that a filter has by itself: that which its query names, else its folder. Raises QueryError."""
        return self._search(which).natural_sort if which.is_searched else which.natural_sort

    def is_instant(self, which: Filter, sort: Sort) -> bool:
        """Whether such a listing is made in a few milliseconds, because an index has the order or the articles are few."""
        return is_instant(self._database, which, sort)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """What a list shows of these articles, in their order; those that are missing are left out."""
        return articles.rows(self._database, ids)

    def find_titles(self, text: str, limit: int) -> list[ArticleRow]:
        """The newest articles whose title holds a text, whatever its case, in 简体 or 繁體."""
        from reader.store import titles

        return titles.find_titles(self._database, text, limit)

    def hits(self, which: Filter) -> Hits:
        """What is marked in the articles that a filter's query finds. Raises QueryError when it does not parse."""
        return self._search(which).hits

    def snippets(self, which: Filter, ids: Sequence[int]) -> dict[int, Snippet]:
        """The piece of each of these articles round the first hit of a query; those without one in their body are left out."""
        return self._search(which).snippets(ids)

    def scores(self, which: Filter, ids: Sequence[int]) -> dict[int, float]:
        """How well a query's texts fit these articles (BM25, the greater the better), as far as the index knows them."""
        return self._search(which).scores(ids)

    def _search(self, which: Filter) -> Search:
        from reader.store.search.asking import Search

        return Search(self._database, which)

    def article(self, article_id: int) -> Article:
        """An article with its body."""
        return articles.article(self._database, article_id)

    def article_at(self, address: str) -> int | None:
        """The article that has an address, or None: off the interface's thread, since it may look at all of them."""
        return articles.article_at(self._database, address)

    def resolve(self, text: str) -> int:
        """The id of the article that a person names by its number, its key, or a beginning of its key.

        Raises ArticleNotFoundError, also when several keys begin so.
        """
        return articles.resolve(self._database, text)

    def original(self, article_id: int) -> Document | None:
        """The document that an article came from, byte for byte; None when it came without one."""
        return originals.original(self._database, article_id)

    def as_it_came(self, article_id: int) -> Article:
        """An article with the bracketed readings that were taken out when it came in, from its original, read anew.

        Takes as long as to import the document: off the interface's thread. Raises BroadsheetError when the original is
        not kept, or does not say this any more to the present version of the program.
        """
        article = self.article(article_id)
        if not article.glosses:
            return article
        document = self.original(article_id)
        if document is not None:
            from reader.importing.glosses import read_as_it_came

            came = read_as_it_came(document, article.title, article.markdown)
            if came is not None:
                return replace(article, title=came.title, markdown=came.markdown)
        raise BroadsheetError(
            _("Article {id} cannot be read as it came.").format(id=article_id),
            _("`broadsheet show --original {id}` writes the bytes that were imported.").format(id=article_id),
        )

    @property
    def smart_folders(self) -> SmartFolders:
        """The reader's own folders: named queries."""
        return SmartFolders(self._database)

    # The index of texts

    @property
    def indexing(self) -> Indexing:
        """The upkeep of the index: to be gone on with in a thread of its own. A search is exact while it is behind."""
        from reader.store.search.indexing import Indexing

        return Indexing(self._database)

    @property
    def checking(self) -> Checking:
        """The checks of the whole file, which take some seconds at 100,000 articles, and what sets it right."""
        from reader.store.checking import Checking

        return Checking(self._database)

    @property
    def backups(self) -> Backups:
        """The copies of the file, and how more are made: off the interface's thread."""
        from reader.store.backups import Backups

        return Backups(self._database)

    # What was read

    @property
    def statistics(self) -> Statistics:
        """The figures of reading; some milliseconds each, so that they are asked for off the interface's thread."""
        from reader.store.statistics import Statistics

        return Statistics(self._database)

    def erase_views(self) -> int:
        """Erase how often, when and how long articles were viewed; gives how many views there were.

        Places, progress, read marks and bookmarks stay: they tell the reader where to go on.
        """
        return reading.erase_views(self._database)

    # What comes in

    def add(
        self,
        items: Iterable[Draft | DraftCategory | DraftSource],
        document: Document | None = None,
        *,
        category: str | None = None,
        dry_run: bool = False,
    ) -> Added:
        """Take drafts in, and the document that they came from; gives how many were new, changed or known.

        Drafts are cleaned here. Those without a category are filed under `category`, else under "Unfiled". A draft that
        says what the library has changes nothing; a newer version of an article updates it and keeps its category and the
        reader's state. A dry run counts and writes nothing. Items are taken in batches of one transaction each, so that
        an error in the iterable leaves what came before it in the library.
        """
        from reader.store.adding import Adding

        preparation = self._preparation(category)
        original = None if document is None else preparation.document(document)
        adding = Adding(self._database, original, self._import_recording(), dry_run=dry_run)
        return sum(map(adding.add, preparation.batches(items)), Added())

    @staticmethod
    def _preparation(category: str | None = None) -> DraftPreparation:
        from reader.store.preparing import DraftPreparation
        from reader.text.clean import clean_line

        return DraftPreparation(clean_line(category or "") or _("Unfiled"))

    def _import_recording(self) -> Recording:
        from reader.store.journal.recording import Recording

        return Recording(self._database, Action.IMPORT)

    # The reader's state

    def mark_read(self, ids: Sequence[int], read: bool = True, *, undoable: bool = True) -> list[int]:
        """Mark articles as read or unread; gives those that were not so before.

        What is marked because it was opened, and not by the reader, is not to be `undoable`.
        """
        return reading.mark_read(self._database, ids, read=read, undoable=undoable)

    def bookmark_all(
        self, ids: Sequence[int], note: str | None = None, tags: Sequence[str] = ()
    ) -> list[int]:
        """Bookmark articles; gives those that had no bookmark. A note and tags are for all of them: one step to take back."""
        return reading.bookmark_all(self._database, ids, note, tags)

    def remove_bookmarks(self, ids: Sequence[int]) -> list[int]:
        """Remove the bookmarks of articles, with notes and tags; gives those that had one."""
        return reading.remove_bookmarks(self._database, ids)

    def mark_all_read(self, which: Filter, read: bool = True) -> int:
        """Mark all articles of a filter as read or unread; gives how many were not so before. Raises what `listing` raises."""
        if which.is_searched:
            found = self.listing(which)
            return len(self.mark_read(found.ids(0, len(found)), read))
        return reading.mark_all_read(self._database, which, read=read)

    def bookmark(self, article_id: int, note: str | None = None, tags: Sequence[str] | None = None) -> None:
        """Bookmark an article. The time of the first bookmark stays; no note keeps the present one, "" removes it.

        So it is with tags: None keeps those that are there, an empty list removes them.
        """
        reading.bookmark(self._database, article_id, note, tags)

    def tags_in_use(self) -> list[Tag]:
        """All tags of bookmarks, by name, with how many articles have each."""
        return reading.tags_in_use(self._database)

    def remove_bookmark(self, article_id: int) -> None:
        """Remove the bookmark of an article and its note, if it has one."""
        reading.remove_bookmark(self._database, article_id)

    def begin_view(self, article_id: int) -> int:
        """Count a view of an article that begins now; gives the id of the view, for end_view."""
        return reading.begin_view(self._database, article_id)

    def end_view(self, view_id: int, seconds: float, share: float = 0.0) -> None:
        """Keep how long a view lasted, and how much of the article was seen for the first time in it, from 0 to 1."""
        reading.end_view(self._database, view_id, seconds, share)

    def place(self, article_id: int) -> Place | None:
        """Where the reader left an article, or None."""
        return reading.place(self._database, article_id)

    def keep_place(self, article_id: int, place: Place, percent: int = 1) -> None:
        """Keep where the reader is in an article, and how many per cent of it were seen."""
        reading.keep_place(self._database, article_id, place, percent)

    def pace(self) -> Pace:
        """How fast the reader reads, from the lengths of the last views."""
        from reader.store.pace import pace

        return pace(self._database)

    def remember(self, name: str, value: JSON) -> None:
        """Keep a JSON value for the application."""
        memory.remember(self._database, name, value)

    def recall(self, name: str) -> JSON:
        """The value kept under a name, or None."""
        return memory.recall(self._database, name)

    def file_under(self, ids: Sequence[int], category: str) -> list[int]:
        """Move articles to a category, which is made if there is none of that name; gives those that were elsewhere."""
        return articles.file_under(self._database, ids, category)

    def rename_category(self, category_id: int, name: str) -> None:
        """Give a category another name. Raises UsageError when it is blank, or that of another one."""
        categories.rename_category(self._database, category_id, name)

    def remove_category(self, category_id: int) -> int:
        """Remove a category and move its articles to the trash; gives how many."""
        return categories.remove_category(self._database, category_id)

    def remove_source(self, name: str) -> int:
        """Remove the source of that location or name; its articles stay. Gives how many came from it.

        Raises UsageError when there is no such source, or several have the name.
        """
        from reader.store import sources

        return sources.remove_source(self._database, name)

    # What was done, and what was deleted

    @property
    def journal(self) -> Journal:
        """What was done to the library, to be taken back and done again."""
        from reader.store.journal.undoing import Journal

        return Journal(self._database)

    @property
    def trash(self) -> Trash:
        """The articles that were deleted; deleting and bringing back."""
        from reader.store.trash import Trash

        return Trash(self._database)

    @property
    def highlights(self) -> Highlights:
        """The passages that the reader has marked in articles."""
        from reader.store.highlights import Highlights

        return Highlights(self._database)

    # Importing

    def import_paths(
        self,
        paths: Sequence[str | Path],
        *,
        category: str | None = None,
        format: str | None = None,  # noqa: A002 - the word of the command line and of the reports
        columns: Mapping[str, str] | None = None,
        dry_run: bool = False,
        max_bytes: int | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Import files, folders and, for "-", standard input; gives a report on each file.

        One bad file never stops the others. `category` files every article there; otherwise one that names none goes by
        the folder it was found in. `format` names the format instead of sniffing it. `columns` says
        which columns of JSON and CSV files hold which fields. Files of more than `max_bytes` (None: 64 MiB) are refused.
        `cancelled` is asked before each file. The whole import is one action of the journal.
        Raises UsageError for an unknown format or field.
        """
        from reader.importing.files import SIZE_LIMIT
        from reader.importing.run import import_files

        if not dry_run:
            self._database.refuse_if_read_only()
        return import_files(
            paths,
            _ImportTarget(
                self._database,
                self._preparation(),
                self._import_recording(),
                dry_run=dry_run,
            ),
            format=format,
            category=category,
            columns=columns,
            max_bytes=SIZE_LIMIT if max_bytes is None else max_bytes,
            on_progress=on_progress,
            cancelled=cancelled,
        )


@dataclass(frozen=True, slots=True)
class _ImportTarget:
    """A library, as an import sees it."""

    database: Database
    preparation: DraftPreparation
    recording: Recording
    dry_run: bool

    def adding(self, document: object) -> Adding:
        """Begin with a document."""
        from reader.store.adding import Adding
        from reader.store.originals import Original

        assert isinstance(document, Original)  # noqa: S101 - it is what our preparation gave
        return Adding(self.database, document, self.recording, dry_run=self.dry_run)

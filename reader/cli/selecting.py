"""Which articles a command works on: those that are named, or those that a query finds."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.indexing import catch_up
from reader.errors import ArticleNotFoundError, QueryError, UsageError
from reader.i18n import _
from reader.model.filter import Filter
from reader.suggestion import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.library import Library
    from reader.model.category import Category, SmartFolder

_LEAST_KEY = 8
"""Letters of a beginning of a key that is taken as one: among 100,000 keys there is one for most words of four letters."""


def query_text(words: Sequence[str]) -> str:
    """The query that the arguments of a command make together."""
    from reader.text.clean import clean

    return clean(" ".join(word.strip() for word in words))


def needed_query(words: Sequence[str]) -> str:
    """The same, where it must not be empty: that would mean every article. Raises UsageError."""
    query = query_text(words)
    if not query.strip():
        raise UsageError(_("The query is empty."), query_help())
    return query


def query_help() -> str:
    """Hint at where the query language is told."""
    return _("`broadsheet list --help` tells how queries are written.")


@contextmanager
def pointing_at(query: str) -> Iterator[None]:
    """Show where in a query the mistake is that a QueryError tells of."""
    try:
        yield
    except QueryError as error:
        if query.strip():
            diagnostics.point_at(query, error.column, error.length)
        raise


def found(library: Library, query: str) -> list[int]:
    """The articles that a query finds. Raises QueryError when it does not parse, once its place has been shown."""
    which = Filter(query=query)
    with pointing_at(query):
        catch_up(library, which)
        listing = library.listing(which)
    return listing.ids(0, len(listing))


def selected(library: Library, words: Sequence[str]) -> tuple[list[int], ExitCode]:
    """The articles that each word names by its number or key, or else those that all words together find as a query.

    Numbers alone are never a query: those of no article are reported, which the exit code tells. Raises QueryError.
    """
    if not all(word.isdecimal() or _is_key(library, word) for word in words):
        return found(library, needed_query(words)), ExitCode.DONE
    ids, code = [], ExitCode.DONE
    for word in words:
        try:
            ids.append(library.resolve(word))
        except ArticleNotFoundError as error:
            hint = _("To look for the text, put it in quotes of its own: {example}").format(
                example=f"""'"{word}"'"""
            )
            code = diagnostics.report(ArticleNotFoundError(error.message, hint))
    return ids, code


def _is_key(library: Library, word: str) -> bool:
    if len(word) < _LEAST_KEY:
        return False
    try:
        library.resolve(word)
    except ArticleNotFoundError:
        return False
    return True


def category_named(library: Library, name: str) -> Category:
    """The category of that name. Raises UsageError with the nearest one."""
    category = library.category(name)
    if category is None:
        names = [entry.name for entry in library.categories()]
        message = _("There is no category {name}.").format(name=name)
        raise UsageError(message, _nearest(name, names) or _("`broadsheet categories` lists them."))
    return category


def smart_folder_named(library: Library, name: str) -> SmartFolder:
    """The smart folder of that name. Raises UsageError with the nearest one."""
    folder = library.smart_folders.named(name)
    if folder is None:
        names = [entry.name for entry in library.smart_folders.all()]
        message = _("There is no smart folder {name}.").format(name=name)
        raise UsageError(message, _nearest(name, names) or _("`broadsheet smart` lists them."))
    return folder


def _nearest(name: str, names: list[str]) -> str:
    """Hint at the most similar name: first of all the same one in another script, width or case."""
    from reader.text.folding import fold

    return did_you_mean(next((other for other in names if fold(other) == fold(name)), name), names)

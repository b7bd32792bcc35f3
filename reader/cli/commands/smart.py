"""`broadsheet smart`: the reader's own folders, listed and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.indexing import catch_up
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example, one_of, see_help
from reader.cli.selecting import needed_query, pointing_at, query_help, smart_folder_named
from reader.errors import QueryError, UsageError
from reader.i18n import _
from reader.model.filter import Filter

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from reader.cli.parser import Parser
    from reader.library import Library
    from reader.model.category import SmartFolder

_STEPS = {"up": -1, "down": 1}


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "change",
        nargs="?",
        type=one_of(_CHANGES),
        metavar="CHANGE",
        help=_("{names}; without it the smart folders are listed").format(names=", ".join(_CHANGES)),
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help=_("the name of a smart folder"))
    parser.add_query(
        "words",
        nargs="*",
        metavar="QUERY|NEW|up|down",
        help=_("its query to add or edit, its new name to rename, where to move it"),
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = "\n".join([
        example(
            "broadsheet smart",
            "broadsheet smart add Ferries title:ferry -delay",
            "broadsheet smart edit Ferries title:ferry OR 渡輪",
            "broadsheet smart rename Ferries Ships",
            "broadsheet smart move Ships up",
            "broadsheet smart remove Ships",
        ),
        "",
        query_help(),
    ])  # fmt: skip


def execute(arguments: Namespace) -> int:
    """List the smart folders, or change one."""
    with open_library(arguments) as library:
        if arguments.change is None:
            return _list(library, as_json=arguments.json)
        if arguments.name is None:
            raise UsageError(_("The name of a smart folder is missing."), see_help("broadsheet smart"))
        _CHANGES[arguments.change](library, arguments.name, arguments.words)
    return ExitCode.DONE


def _list(library: Library, *, as_json: bool) -> int:
    """Count and write them; one whose query cannot be asked any more is written without counts."""
    code = ExitCode.DONE
    folders: list[SmartFolder] = []
    for folder in library.smart_folders.all():
        try:
            folders.append(_counted(library, folder))
        except QueryError as error:
            diagnostics.note(f"{folder.name}:")
            diagnostics.point_at(folder.query, error.column, error.length)
            diagnostics.report(error)
            code = ExitCode.PARTLY
            folders.append(folder._replace(total=None, unread=None))
    if as_json:
        for folder in folders:
            output.write_json(folder._asdict())
        return code
    # 7 cells: a million articles.
    columns = [
        Column(_("Unread"), 7, "right"),
        Column(_("Total"), 7, "right"),
        Column(_("Smart folder"), 20),
        Column(_("Query")),
    ]
    rows = ([_number(folder.unread), _number(folder.total), folder.name, folder.query] for folder in folders)
    output.write_table(columns, rows)
    return code


def _counted(library: Library, folder: SmartFolder) -> SmartFolder:
    catch_up(library, Filter(smart_folder_id=folder.id))
    return library.smart_folders.count(folder.id)


def _number(count: int | None) -> str:
    return "?" if count is None else str(count)


def _add(library: Library, name: str, rest: Sequence[str]) -> None:
    query = needed_query(rest)
    with pointing_at(query):
        folder = library.smart_folders.add(name, query)
    diagnostics.note(_("Smart folder added: {name}").format(name=folder.name))


def _edit(library: Library, name: str, rest: Sequence[str]) -> None:
    folder = smart_folder_named(library, name)
    query = needed_query(rest)
    with pointing_at(query):
        library.smart_folders.change(folder.id, folder.name, query)
    diagnostics.note(_("Smart folder changed: {name}").format(name=folder.name))


def _rename(library: Library, name: str, rest: Sequence[str]) -> None:
    folder = smart_folder_named(library, name)
    new = _only(rest, _("The new name is missing."))
    with pointing_at(folder.query):
        library.smart_folders.change(folder.id, new, folder.query)
    diagnostics.note(_("Smart folder renamed: {name}").format(name=new))


def _move(library: Library, name: str, rest: Sequence[str]) -> None:
    folder = smart_folder_named(library, name)
    step = _STEPS.get(_only(rest, _("Say where to move it: up or down.")))
    if step is None:
        raise UsageError(_("Say where to move it: up or down."), see_help("broadsheet smart"))
    library.smart_folders.move(folder.id, step)
    ids = [other.id for other in library.smart_folders.all()]
    message = _("{name} is now number {place} of {count}.")
    diagnostics.note(message.format(name=folder.name, place=ids.index(folder.id) + 1, count=len(ids)))


def _remove(library: Library, name: str, rest: Sequence[str]) -> None:
    if rest:
        raise _too_many(rest[0])
    folder = smart_folder_named(library, name)
    library.smart_folders.remove(folder.id)
    diagnostics.note(_("Smart folder removed: {name}").format(name=folder.name))


def _only(rest: Sequence[str], missing: str) -> str:
    """The one argument that there must be."""
    if not rest:
        raise UsageError(missing, see_help("broadsheet smart"))
    if len(rest) > 1:
        raise _too_many(rest[1])
    return rest[0]


def _too_many(argument: str) -> UsageError:
    message = _("{name} is one argument too many").format(name=argument)
    return UsageError(f"smart: {message}", see_help("broadsheet smart"))


_CHANGES: dict[str, Callable[[Library, str, Sequence[str]], None]] = {
    "add": _add,
    "edit": _edit,
    "remove": _remove,
    "rename": _rename,
    "move": _move,
}

"""The one table of commands: it feeds key bindings, footer, palette, help screen, key remapping and the command line.

Nothing of Textual is imported here, so that `broadsheet keys` and the check of the configuration stay light.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def N_(message: str) -> str:  # noqa: N802 - the customary mark of gettext for texts that are translated later
    """Mark a text for the catalogues; it is translated when it is shown."""
    return message


class Pane(StrEnum):
    """Where the keyboard is."""

    SIDEBAR = "sidebar"
    LIST = "list"
    ARTICLE = "article"


class Group(StrEnum):
    """The headings under which the help screen lists commands."""

    MOVE = N_("Moving")
    PANES = N_("Panes")
    READ = N_("Reading")
    MARK = N_("Marking")
    SEARCH = N_("Search")
    LIST = N_("List")
    VIEW = N_("View")
    PROGRAM = N_("Program")


@dataclass(frozen=True, slots=True)
class Situation:
    """What a command needs to know to tell whether it can do anything now."""

    pane: Pane = Pane.LIST
    rows: bool = True
    """The list has articles."""
    article: bool = True
    """An article is shown."""
    address: bool = True
    """The shown article has an address."""
    headings: bool = True
    """The shown article has section headings."""
    writable: bool = True
    """The library can be written."""
    filled: bool = True
    """The library has articles."""
    searching: bool = False
    """What a search has found is listed."""
    category: bool = False
    """The cursor of the sidebar is on a category."""
    smart_folder: bool = False
    """The cursor of the sidebar is on one of the reader's own folders."""
    hits: bool = False
    """There are texts that it marks."""
    glosses: bool = False
    """Bracketed readings were taken out of the shown article."""
    viewed: bool = False
    """What was opened is listed: History or Most viewed."""
    finding: bool = False
    """Something is marked that was looked for in the article itself."""
    selected: bool = False
    """A part of the shown article is selected."""
    wide_table: bool = False
    """A table is in sight that shows some of its columns."""


def _always(_situation: Situation) -> bool:
    return True


def _with_rows(now: Situation) -> bool:
    return now.rows


def _in_list(now: Situation) -> bool:
    return now.pane is Pane.LIST and now.rows


def _with_article(now: Situation) -> bool:
    return now.article


def _with_wide_table(now: Situation) -> bool:
    return now.article and now.wide_table


def _between_hits(now: Situation) -> bool:
    return now.rows and (now.hits or _finding(now))


def _between_unread(now: Situation) -> bool:
    return now.rows and not _between_hits(now)


def _finding(now: Situation) -> bool:
    return now.finding and now.pane is Pane.ARTICLE


def _can_find(now: Situation) -> bool:
    return now.article and now.pane is Pane.ARTICLE


def _can_search(now: Situation) -> bool:
    return now.filled and not _can_find(now)


def _on_smart_folder(now: Situation) -> bool:
    return now.smart_folder and now.pane is Pane.SIDEBAR and now.writable


def _on_category(now: Situation) -> bool:
    return now.category and not now.smart_folder and now.pane is Pane.SIDEBAR and now.writable


def _can_delete(now: Situation) -> bool:
    return now.article and now.writable and now.pane is not Pane.SIDEBAR


def _writable(now: Situation) -> bool:
    return now.writable


def _can_mark_all(now: Situation) -> bool:
    return now.rows and now.writable


def _can_mark(now: Situation) -> bool:
    return now.article and now.writable


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the application can do."""

    id: str
    """Stable name: for remapping in config.toml and for `broadsheet keys --json`."""
    keys: tuple[str, ...]
    """The keys as Textual names them."""
    label: str
    """A word or two for footer and palette."""
    help: str
    """One sentence for the help screen."""
    group: Group
    action: str
    """The Textual action, without parameters."""
    enabled: Callable[[Situation], bool] = _always
    footer: frozenset[Pane] = frozenset()
    """In which panes the footer offers it."""
    palette: bool = True
    """Whether it makes sense to choose it by name."""


_EVERYWHERE = frozenset(Pane)
_SIDEBAR = frozenset({Pane.SIDEBAR})
_LIST = frozenset({Pane.LIST})
_ARTICLE = frozenset({Pane.ARTICLE})
_READING = _LIST | _ARTICLE


def _move(name: str, keys: tuple[str, ...], label: str, text: str, action: str) -> Command:
    return Command(f"move.{name}", keys, label, text, Group.MOVE, action, palette=False)


COMMANDS: tuple[Command, ...] = (
    _move("down", ("j", "down"), N_("Down"), N_("one line down"), "cursor_down"),
    _move("up", ("k", "up"), N_("Up"), N_("one line up"), "cursor_up"),
    _move("page_down", ("pagedown",), N_("Page down"), N_("one page down"), "page_down"),
    _move("page_up", ("pageup",), N_("Page up"), N_("one page up"), "page_up"),
    _move("half_down", ("ctrl+d",), N_("Half down"), N_("half a page down"), "half_down"),
    _move("half_up", ("ctrl+u",), N_("Half up"), N_("half a page up"), "half_up"),
    _move("top", ("g", "home"), N_("Top"), N_("to the beginning"), "go_top"),
    _move("bottom", ("G", "end"), N_("End"), N_("to the end"), "go_bottom"),
    Command("pane.left", ("h", "left"), N_("Left"), N_("the pane to the left"), Group.PANES, "pane_left", palette=False),
    Command("pane.right", ("l", "right"), N_("Right"), N_("the pane to the right"), Group.PANES, "pane_right",
        palette=False),
    Command("pane.next", ("tab",), N_("Next pane"), N_("the next pane, in a circle"), Group.PANES, "pane_next",
        palette=False),
    Command("pane.previous", ("shift+tab",), N_("Previous pane"), N_("the pane before"), Group.PANES, "pane_previous",
        palette=False),
    Command("pane.sidebar", ("1",), N_("Categories"), N_("go to the categories"), Group.PANES, "pane_sidebar"),
    Command("pane.list", ("2",), N_("Articles"), N_("go to the list of articles"), Group.PANES, "pane_list"),
    Command("pane.article", ("3",), N_("Article"), N_("go to the article"), Group.PANES, "pane_article", _with_article),
    Command("go.in", ("enter",), N_("Open"), N_("open the article; from the categories, go to their articles"), Group.PANES,
        "go_in", lambda now: now.pane is Pane.SIDEBAR or _in_list(now), frozenset({Pane.SIDEBAR, Pane.LIST}),
        palette=False),
    Command("go.back", ("escape",), N_("Back"), N_("go back one level"), Group.PANES, "go_back", footer=_ARTICLE,
        palette=False),
    Command("go.leave", ("q",), N_("Back or quit"), N_("go back one level; from the categories, leave the program"),
        Group.PANES, "go_back_or_quit", palette=False),
    Command("read.onward", ("space",), N_("Read on"),
        N_("a page down; at the end, the next unread article, across categories"), Group.READ, "read_onward", _with_rows,
        _READING),
    Command("read.next_unread", ("n",), N_("Next unread"), N_("the next unread article, across categories"), Group.READ,
        "next_unread", _between_unread, _READING),
    Command("read.previous_unread", ("p",), N_("Previous unread"), N_("the unread article before"), Group.READ,
        "previous_unread", _with_rows),
    Command("search.next_hit", ("n",), N_("Next hit"), N_("while a search is shown: the next hit, across articles"),
        Group.SEARCH, "next_hit", _between_hits, _READING),
    Command("search.previous_hit", ("N",), N_("Previous hit"), N_("the hit before"), Group.SEARCH, "previous_hit",
        _between_hits),
    Command("article.next", ("J",), N_("Next article"), N_("the next article of the list, while reading"), Group.READ,
        "next_article", _with_article),
    Command("article.previous", ("K",), N_("Previous article"), N_("the article before in the list, while reading"),
        Group.READ, "previous_article", _with_article),
    Command("section.next", ("right_square_bracket",), N_("Next section"), N_("the next heading of the article"),
        Group.READ, "next_section", lambda now: now.article and now.headings),
    Command("section.previous", ("left_square_bracket",), N_("Previous section"), N_("the heading before"), Group.READ,
        "previous_section", lambda now: now.article and now.headings),
    Command("article.outline", ("t",), N_("Outline"), N_("the headings of the article, to go to one"), Group.READ,
        "outline", lambda now: now.article and now.headings, _ARTICLE),
    Command("article.browser", ("o",), N_("Browser"), N_("open the article's address in the browser"), Group.READ,
        "open_browser", lambda now: now.article and now.address, _ARTICLE),
    Command("article.link_hints", ("f",), N_("Links"),
        N_("letters over the links in sight, to follow one"),
        Group.READ, "link_hints", _with_article),
    Command("table.left", ("less_than_sign",), N_("Columns left"), N_("of a wide table in sight: columns to the left"),
        Group.READ, "table_left", _with_wide_table),
    Command("table.right", ("greater_than_sign",), N_("Columns right"),
        N_("of a wide table in sight: columns to the right"), Group.READ, "table_right", _with_wide_table),
    Command("article.select", ("V",), N_("Select"), N_("select text by keys, to copy it; the mouse selects by dragging"),
        Group.READ, "select", _with_article),
    Command("article.copy_link", ("y",), N_("Copy link"), N_("copy the article's address, or what is selected in it"),
        Group.READ, "copy_link", lambda now: now.selected or (now.article and now.address)),
    Command("article.copy_markdown", ("Y",), N_("Copy article"), N_("copy the article as Markdown"), Group.READ,
        "copy_markdown", _with_article),
    Command("article.bookmark", ("b",), N_("Bookmark"), N_("set or remove the bookmark"), Group.MARK, "bookmark", _can_mark,
        _READING),
    Command("article.note", ("B",), N_("Note"), N_("bookmark with a note, or change the note"), Group.MARK, "note",
        _can_mark),
    Command("article.read", ("r",), N_("Read/unread"), N_("mark as read or as unread"), Group.MARK, "toggle_read",
        _can_mark, _LIST),
    Command("article.move", ("m",), N_("Move"), N_("move the article to another category"), Group.MARK, "move", _can_mark),
    Command("library.highlights", ("H",), N_("Highlights"), N_("mark what is selected; else all passages that you have marked"),
        Group.MARK, "highlights", _writable),
    Command("article.delete", ("x", "delete"), N_("Delete"), N_("move the article to the trash"), Group.MARK, "delete",
        _can_delete),
    Command("library.trash", ("X",), N_("Trash"), N_("what was deleted, to bring it back"), Group.MARK, "trash", _writable),
    Command("app.undo", ("ctrl+z", "U"), N_("Undo"), N_("take back what was done last, also after a restart"), Group.MARK,
        "undo", _writable),
    Command("app.redo", ("ctrl+y",), N_("Redo"), N_("do again what was taken back"), Group.MARK, "redo", _writable),
    Command("list.read_all", ("R",), N_("All read"), N_("mark all of the list as read"),
        Group.MARK, "read_all", _can_mark_all),
    Command("list.all", ("A",), N_("All …"), N_("mark, bookmark or move all of the list"), Group.MARK, "all", _can_mark_all),
    Command("search.open", ("slash",), N_("Search"), N_("search here or everywhere; in a search, back into its box"),
        Group.SEARCH, "search", _can_search, _READING),
    Command("article.find", ("slash",), N_("Find"), N_("while reading: find in the article; struck twice, search"),
        Group.SEARCH, "find", _can_find, _ARTICLE),
    Command("smart_folder.save", ("F",), N_("Save search"), N_("keep the search as a smart folder"), Group.SEARCH,
        "save_search", lambda now: now.searching and now.writable, _LIST),
    Command("smart_folder.edit", ("e",), N_("Edit"), N_("in the sidebar: name and query of the smart folder"),
        Group.SEARCH, "edit_smart_folder", _on_smart_folder, _SIDEBAR),
    Command("smart_folder.remove", ("x", "delete"), N_("Remove"), N_("in the sidebar: remove the smart folder"),
        Group.SEARCH, "remove_smart_folder", _on_smart_folder,
        _SIDEBAR),
    Command("category.rename", ("e",), N_("Rename"), N_("in the sidebar: give the category another name"), Group.LIST,
        "rename_category", _on_category),
    Command("category.remove", ("x", "delete"), N_("Remove"),
        N_("in the sidebar: remove the category; its articles go to the trash"), Group.LIST, "remove_category",
        _on_category),
    Command("smart_folder.up", ("left_curly_bracket",), N_("Move up"), N_("in the sidebar: the smart folder one line up"),
        Group.SEARCH, "smart_folder_up", _on_smart_folder),
    Command("smart_folder.down", ("right_curly_bracket",), N_("Move down"),
        N_("in the sidebar: the smart folder one line down"), Group.SEARCH, "smart_folder_down", _on_smart_folder),
    Command("list.sort", ("s",), N_("Sort"), N_("sort by date, title, origin, clicks or views"), Group.LIST, "sort",
        _with_rows, _LIST),
    Command("list.period", ("P",), N_("Period"), N_("in History and Most viewed: of a week, a month, a year"),
        Group.LIST, "period", lambda now: now.viewed, _LIST),
    Command("list.reverse", ("S",), N_("Reverse"), N_("turn the order round"), Group.LIST, "reverse", _with_rows),
    Command("view.zen", ("z",), N_("Zen"), N_("give the article the whole screen, and back"), Group.VIEW, "zen",
        _with_article, _ARTICLE),
    Command("view.measure", ("w",), N_("Measure"), N_("lines of comfortable length, as wide as the pane, or in columns"),
        Group.VIEW, "measure"),
    Command("view.script", ("v",), N_("Script"), N_("Chinese as written, simplified or traditional"), Group.VIEW, "script"),
    Command("view.as_it_came", ("c",), N_("As it came"),
        N_("the page with the readings that were taken out, and back"), Group.VIEW, "as_it_came",
        lambda now: now.glosses, _ARTICLE),
    Command("view.grow", ("plus", "equals_sign"), N_("Wider"), N_("give the pane more room"), Group.VIEW, "grow"),
    Command("view.shrink", ("minus",), N_("Narrower"), N_("give the pane less room"), Group.VIEW, "shrink"),
    Command("view.theme", ("f2",), N_("Theme"), N_("choose the colours"), Group.VIEW, "theme"),
    Command("library.import", ("i", "f4"), N_("Import"), N_("bring in articles from files and folders"), Group.PROGRAM,
        "import", lambda now: now.writable, frozenset({Pane.SIDEBAR, Pane.LIST})),
    Command("app.statistics", ("D", "f3"), N_("Statistics"), N_("days, hours and minutes of reading, and what became of it"),
        Group.PROGRAM, "statistics"),
    Command("app.palette", ("colon", "ctrl+p"), N_("Commands"), N_("find a command, a category or an article by name"),
        Group.PROGRAM, "palette", footer=frozenset({Pane.SIDEBAR}), palette=False),
    Command("app.help", ("question_mark", "f1"), N_("Help"), N_("all keys"), Group.PROGRAM, "help", footer=_EVERYWHERE),
    Command("app.quit", ("ctrl+q",), N_("Quit"), N_("leave the program at once"), Group.PROGRAM, "quit",
        footer=frozenset({Pane.SIDEBAR})),
)  # fmt: skip

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}
BY_ACTION: Mapping[str, Command] = {command.action: command for command in COMMANDS}


def label(command: Command) -> str:
    """The label in the language of the interface."""
    return _(command.label)

"""What all parts of the main screen share: the library, the widgets, and how they tell what is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.screen import Screen

from reader.i18n import _
from reader.model.filter import Filter, Folder, Sort
from reader.text.clean import clean_line
from reader.tui.arrangement import Sizes
from reader.tui.commands import BY_ACTION, BY_ID, COMMANDS, Pane, Situation, label
from reader.tui.keys import effective_keys, key_label
from reader.tui.marks import Marks, marks_named
from reader.tui.session import NAME, Session
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.key_bar import KeyBar, KeyHint
from reader.tui.widgets.sidebar import Sidebar, entries_for

if TYPE_CHECKING:
    from reader.errors import BroadsheetError
    from reader.library import Library
    from reader.model.article import Article
    from reader.settings import Settings
    from reader.text.conversion import Converter
    from reader.text.hits import Hits
    from reader.tui.search import Search
    from reader.tui.widgets.article_rows import Finder
    from reader.tui.widgets.find_box import FindBox
    from reader.tui.widgets.message_line import MessageLine
    from reader.tui.widgets.outline import OutlinePane
    from reader.tui.widgets.search_box import SearchBox


class MainBase(Screen[None]):
    """State and access that the actions of the main screen build on. Nothing is read from the library before it is mounted."""

    AUTO_FOCUS = ""  # none: the screen gives the keyboard to the pane where the reader left off

    sidebar = getters.query_one(Sidebar)
    article_list = getters.query_one(ArticleList)
    article_view = getters.query_one(ArticleView)
    key_bar = getters.query_one(KeyBar)

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.marks: Marks = marks_named(settings.screen.marks, linear=settings.screen.linear)
        self.session = Session.from_json(library.recall(NAME))
        self.sizes = self.session.pane_sizes(
            Sizes(settings.screen.sidebar_width, settings.screen.list_share).within_limits()
        )
        self.pane = Pane.LIST
        self.zen = False
        self.measure = self.session.chosen_measure(settings.reading.measure)
        self.message_line: MessageLine | None = None
        """In the linear mode: what was said last."""
        if self.marks.linear:
            from reader.tui.widgets.message_line import MessageLine

            self.message_line = MessageLine()
            self.measure = "comfortable" if self.measure == "columns" else self.measure
        self.script = self.session.shown_script(settings.reading.script)
        self.outline_open = self.session.outline
        """Whether the reader wants the outline beside articles that have headings."""
        self.converter: Converter | None = None
        """What shows Chinese in another script; None while it is shown as written."""
        self.which = Filter()
        self.sort = Sort()
        self.article: Article | None = None
        """What the article pane shows."""
        self.came: Article | None = None
        """The same as it came, with its glosses, while it is shown so."""
        self.search_box: SearchBox | None = None
        """Made by the first search."""
        self.searched: Search | None = None
        """The search that goes on."""
        self.find_box: FindBox | None = None
        """Made when something is first looked for in an article."""
        self.outline: OutlinePane | None = None
        """Made by the first outline that stands beside its text."""
        self.hits: Hits | None = None
        """What the listed search marks; None when there is no such thing."""

    @property
    def finder(self) -> Finder | None:
        """What finds the hits of the listed search in a text."""
        return self.hits.spans if self.hits is not None else None

    @property
    def is_writing(self) -> bool:
        """Whether the keyboard is in the search box."""
        return self.search_box is not None and self.focused is self.search_box.input

    @property
    def is_finding(self) -> bool:
        """Whether something is being looked for in the article, in its own box."""
        return False

    @property
    def is_outlined(self) -> bool:
        """Whether the outline is to stand beside the article, where there is room."""
        return False

    # What is going on

    def situation(self) -> Situation:
        """What the table of commands needs to know."""
        article = self.article
        entries, entry = self.sidebar.entries, self.sidebar.selected
        smart = entry is not None and entry.which is not None and entry.which.smart_folder_id is not None
        filed = entry is not None and entry.which is not None and entry.which.category_id is not None
        return Situation(
            pane=self.pane,
            rows=self.article_list.row is not None,
            article=article is not None,
            address=article is not None and article.url is not None,
            glosses=article is not None and article.glosses > 0,
            headings=article is not None and "#" in article.markdown,
            writable=not self.library.read_only,
            filled=bool(entries and entries[0].total),
            searching=bool(self.which.query),
            smart_folder=smart,
            category=filed,
            hits=self.hits is not None,
            viewed=self.which.folder in {Folder.HISTORY, Folder.MOST_VIEWED},
            wide_table=article is not None and "|" in article.markdown and self.article_view.has_wide_table,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Whether a command can do something now."""
        command = BY_ACTION.get(action)
        if command is None or not self.is_mounted:
            return True
        return True if command.enabled(self.situation()) else None

    def refresh_keys(self) -> None:
        """Show in the footer what works here, now."""
        if self.is_writing:
            self.key_bar.show(self.writing_hints())
            return
        now = self.situation()
        remapped = self.settings.keys
        hints = [
            KeyHint(key_label(keys[0]), label(command), command.action)
            for command in COMMANDS
            if now.pane in command.footer
            and command.enabled(now)
            and (keys := effective_keys(command, remapped))
        ]
        self.key_bar.show(hints)

    def writing_hints(self) -> list[KeyHint]:
        """What works in the search box, where letters are written: its keys cannot be changed."""
        return [
            KeyHint(key_label(key), text, action)
            for key, text, action in (
                ("enter", _("Results"), "search_enter"),
                ("tab", _("Here/everything"), "search_scope"),
                ("up", _("Recent"), "search_up"),
                ("escape", _("Back"), "go_back"),
            )
        ]

    def refresh_counts(self) -> None:
        """Show the present counts in the sidebar."""
        library = self.library
        self.sidebar.show(
            entries_for(
                library.counts(), library.categories(), library.smart_folders.all(), library.tags_in_use()
            )
        )

    def say(self, text: str) -> None:
        """Tell the reader something in passing. The text may hold foreign words."""
        self.notify(clean_line(text), markup=False, timeout=3)

    def key_of(self, command_id: str) -> str:
        """The first key of a command as people read it, "" when it has none."""
        keys = effective_keys(BY_ID[command_id], self.settings.keys)
        return key_label(keys[0]) if keys else ""

    def say_done(self, text: str) -> None:
        """Tell what was done, and which key takes it back."""
        key = self.key_of("app.undo")
        hint = _("{key} takes it back.").format(key=key) if key else ""
        self.say(f"{text} {hint}".rstrip())

    def warn(self, error: BroadsheetError) -> None:
        """Tell the reader what went wrong and what to do."""
        text = clean_line(error.message)
        self.notify(
            f"{text}\n{clean_line(error.hint)}" if error.hint else text,
            markup=False,
            severity="error",
            timeout=8,
        )

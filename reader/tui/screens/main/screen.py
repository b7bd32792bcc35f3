"""The main screen: categories, list, article. Composes the panes, translates their messages, opens the dialogs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.filter import Filter, Sort
from reader.paths import config_path
from reader.settings import Settings, save_setting
from reader.tui.bindings import screen_bindings
from reader.tui.commands import Pane
from reader.tui.screens.main.outline import OutlineActions
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.key_bar import KeyBar
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.wording import sort_key_name

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.library import Library


class MainScreen(OutlineActions):
    """Three panes and a footer."""

    # Here and not where the chain begins: Textual merges them anew for each class that inherits them.
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    BLANK = True  # the panes cover all of it

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._left = False

    def compose(self) -> ComposeResult:
        """The panes; where they stand depends on the terminal's size."""
        yield Sidebar(self.marks)
        yield ArticleList(self.marks, date.today)
        yield ArticleView(
            self.marks, indent=self.settings.reading.indent, hanging=self.settings.reading.hanging
        )
        yield KeyBar()
        if self.message_line is not None:
            yield self.message_line

    def on_mount(self) -> None:
        """Begin where the reader left off."""
        self.begin_waiting()
        self.sidebar.set_title(_("Library"), "")
        self.article_view.set_measure(self.measure)
        self.refresh_counts()
        session = self.session
        category = self.library.category(session.category) if session.category is not None else None
        own = (
            self.library.smart_folders.named(session.smart_folder)
            if session.smart_folder is not None
            else None
        )
        which = session.which(
            category.id if category is not None else None, own.id if own is not None else None
        )
        if which.tag is not None and not self.name_of(which):
            which = Filter()  # no bookmark has it any more
        self.which = which
        pane = Pane(session.pane) if session.pane in set(Pane) else Pane.LIST
        if not self.library.counts().total:
            pane = Pane.LIST
        self.zen = session.zen and pane is Pane.ARTICLE
        self.pane = pane
        self.arrange_panes()
        self._widget_of(pane).focus(
            scroll_visible=False
        )  # keys that are struck before the first frame go there
        if which.is_searched:
            self.sidebar.select(which)
            self.call_after_refresh(self.choose, which, session.order(), session.article_id)
        else:
            self.choose(which, session.order() or which.natural_sort, session.article_id)
        self.call_after_refresh(self._resume, pane)

    def _resume(self, pane: Pane) -> None:
        """After the first frame: the article, which needs the typesetter, and the keyboard in its old pane."""
        self.preview_now()
        self.show_script()
        self.learn_pace()
        self.go_to(pane if pane is not Pane.ARTICLE or self.article is not None else Pane.LIST)
        self.index_soon()
        self.keep_backups()
        self.empty_old_trash()
        self.watch_library()
        if self.outline_open:
            self.call_later(self.mount_outline)

    # Messages of the panes

    @on(Sidebar.Selected)
    def _list_selected(self, message: Sidebar.Selected) -> None:
        self.choose(message.which)

    @on(Sidebar.Entered)
    def _enter_list(self) -> None:
        self.go_to(Pane.LIST)

    @on(ArticleList.Highlighted)
    def _preview_highlighted(self) -> None:
        self.preview_soon()

    @on(ArticleList.Opened)
    def _open_clicked(self) -> None:
        self.go_to(Pane.ARTICLE)

    @on(ArticleView.Displayed)
    def _article_displayed(self, message: ArticleView.Displayed) -> None:
        self.article_displayed(message.article_id)

    @on(ArticleView.Scrolled)
    def _show_percent(self, message: ArticleView.Scrolled) -> None:
        if self.article is not None:
            hits = self.article_view.hits
            number = f"{hits[0]}/{hits[1]}  " if hits is not None and hits[1] else ""
            self.show_category(f"{number}{message.percent}%")
            self.keep_place_soon()

    @on(KeyBar.Pressed)
    async def _do_clicked(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.action)

    def on_screen_suspend(self) -> None:
        """Stop the clock of the view while a dialog lies over it."""
        self.leave_clock()

    def on_screen_resume(self) -> None:
        """Let the clock of the view go on."""
        self.resume_clock()

    # Dialogs

    def action_help(self) -> None:
        """Show all keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.settings.keys, self.marks))

    def action_sort(self) -> None:
        """Choose an order."""
        from reader.tui.screens.choice import ChoiceScreen

        orders = self.orders()

        def chosen(index: int | None) -> None:
            if index is not None:
                self.sort_by(Sort.by(orders[index]))

        present = orders.index(self.sort.key) if self.sort.key in orders else 0
        self.app.push_screen(
            ChoiceScreen(_("Sort by"), [sort_key_name(key) for key in orders], present), chosen
        )

    def action_import(self) -> None:
        """Bring in articles from files and folders."""
        from reader.tui.screens.importing import ImportScreen

        def done(changed: bool | None) -> None:
            if changed:
                self.reload()

        self.app.push_screen(ImportScreen(self.library, self.settings, self.marks), done)

    def action_statistics(self) -> None:
        """Show what was read, when, and for how long."""
        from reader.tui.screens.statistics import StatisticsScreen

        def left(erased: bool | None) -> None:
            if erased:
                self.forget_view()
                self.learn_pace()
                self.reload()
                self.refresh_article()

        self.keep_view()
        tracking = self.settings.reading.tracking
        screen = StatisticsScreen(
            self.library, self.marks, date.today, tracking=tracking, converter=self.converter
        )
        self.app.push_screen(screen, left)

    def action_palette(self) -> None:
        """Find a command, a category or an article by name."""
        from reader.tui.palette import open_palette

        open_palette(self)

    def action_go_back(self) -> None:
        """Go back one level: from the outline, what is selected or found in the article, from zen, article and list."""
        if self.leave_outline():
            return
        if self.pane is Pane.ARTICLE and (self.article_view.end_selection() or self.leave_find()):
            return
        if self.zen:
            self.action_zen()
        elif self.pane is Pane.LIST and self.searched is not None:
            self.leave_search()
        elif self.pane is Pane.ARTICLE:
            self.go_to(Pane.LIST)
        elif self.pane is Pane.LIST:
            self.go_to(Pane.SIDEBAR)

    def action_go_back_or_quit(self) -> None:
        """Go back one level, and from the top leave the program."""
        if self.pane is Pane.SIDEBAR:
            self.app.exit(0)
        else:
            self.action_go_back()

    def action_quit(self) -> None:
        """Leave the program: for footer and palette; the key is the application's."""
        self.app.exit(0)

    def action_theme(self) -> None:
        """Choose the colours; they change while choosing, and back when nothing is chosen."""
        from reader.tui.screens.choice import ChoiceScreen

        names = sorted(self.app.available_themes, key=lambda name: (not name.startswith("broadsheet"), name))
        before = self.app.theme

        def show(index: int) -> None:
            self.app.theme = names[index]

        def chosen(index: int | None) -> None:
            self.app.theme = names[index] if index is not None else before
            if index is not None and names[index] != before:
                self._keep_theme(names[index])

        self.app.push_screen(ChoiceScreen(_("Theme"), names, names.index(before), show), chosen)

    def _keep_theme(self, name: str) -> None:
        try:
            save_setting(config_path(), "screen.theme", name)
        except BroadsheetError as error:
            self.warn(error)

    # From the palette

    def go_to_category(self, which: Filter) -> None:
        """List a folder or category and go there."""
        self.choose(which)
        self.go_to(Pane.LIST)

    # Remembering

    def close_book(self) -> None:
        """Write down everything before the program ends: the view, the place, the session. Safe to call twice."""
        if not self._left:
            self._left = True
            self._leave_article()
            self.keep_session()

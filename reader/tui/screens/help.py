"""All keys, by group, as the table of commands has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reader.i18n import _
from reader.tui.commands import COMMANDS, Group
from reader.tui.keys import effective_keys, key_label
from reader.tui.page_content import PageContent, literal
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from reader.tui.marks import Marks


def help_content(remapped: Mapping[str, tuple[str, ...]]) -> PageContent:
    """The keys as a page: a table a group, with the reader's own keys where there are any."""
    parts = []
    for group in Group:
        commands = [command for command in COMMANDS if command.group is group]
        rows = [f"## {_(group.value)}", "", f"| {_('Keys')} | {_('What they do')} |", "| :- | :- |"]
        for command in commands:
            keys = "  ".join(literal(key_label(key)) for key in effective_keys(command, remapped)) or "–"
            rows.append(f"| {keys} | {_(command.help)} |")
        parts.append("\n".join(rows))
    parts.append(_query_help())
    full_width = _(
        "Punctuation keys also work as their full-width twins, which a Chinese input method sends."
    )
    remap = _(
        "Keys are changed in config.toml, under [keys]; `broadsheet keys` prints the names of the commands."
    )
    pace = _("The minutes over an article follow how fast you read, Chinese and other languages apart.")
    return PageContent(_("Keys"), (), (), "\n\n".join((*parts, full_width, remap, pace)))


def _query_help() -> str:
    """The keys of the search box, which cannot be changed, and what can be written in it."""
    from reader.text.query.help import grammar

    keys = [
        ("Enter  Down", _("to the results")),
        ("Tab", _("search here, or everything")),
        ("Right", _("at the end of the text: write what is offered below")),
        ("Ctrl-Space", _("the next one of what is offered")),
        ("Up  Down", _("the searches before, and back")),
        ("Esc", _("back to the list as it was")),
    ]
    rows = [
        f"## {_('In the search box')}",
        "",
        f"| {_('Keys')} | {_('What they do')} |",
        "| :- | :- |",
        *(f"| {key} | {text} |" for key, text in keys),
        "",
        f"## {_('What can be searched for')}",
        "",
        f"| {_('Query')} | {_('What it finds')} |",
        "| :- | :- |",
        *(f"| {literal(example)} | {literal(text)} |" for example, text in grammar()),
    ]
    return "\n".join(rows)


class HelpScreen(Dialog[None]):
    """A page that scrolls like an article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,fullwidth_question_mark,f1,enter", "cancel", show=False),
        Binding("space", "page", show=False),
    ]

    DEFAULT_CSS = """
    HelpScreen > Vertical { width: 84; max-width: 100%; height: 90%; }
    """

    def __init__(self, remapped: Mapping[str, tuple[str, ...]], marks: Marks) -> None:
        super().__init__()
        self._remapped = remapped
        self._marks = marks

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(classes="dialog"):
            yield ArticleView(self._marks, titled=False)

    def on_mount(self) -> None:
        """Show the keys."""
        view = self.query_one(ArticleView)
        view.show(help_content(self._remapped))
        view.focus()

    def action_page(self) -> None:
        """Turn the page."""
        self.query_one(ArticleView).action_page_down()

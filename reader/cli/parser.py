"""The parser of arguments: argparse whose texts are translated, set by cells, and whose errors are ours."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reader.cli import output
from reader.errors import UsageError
from reader.i18n import _
from reader.suggestion import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Parser(argparse.ArgumentParser):
    """The parser of the program or of one command, with the options that all have: --library and --help."""

    def __init__(self, prog: str, description: str, *, usage: str | None = None, epilog: str = "") -> None:
        super().__init__(
            prog, usage, description, epilog, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        # argparse asks the global gettext domain alone; these are the headings that can be set.
        self._positionals.title = _("Arguments")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action=_WriteHelp, help=_("show this help and leave"))
        self.add_argument(
            "--library",
            type=Path,
            metavar="PATH",
            help=_("the library to use, instead of your own (also: BROADSHEET_LIBRARY)"),
        )
        self._takes_query = False

    def add_query(self, dest: str, *, nargs: str, metavar: str, help: str) -> None:  # noqa: A002
        """Declare the words of a query as the last arguments: one that begins with "-" leaves something out."""
        self.add_argument(dest, nargs=nargs, metavar=metavar, help=help)
        self._takes_query = True

    def read(self, argv: Sequence[str], namespace: argparse.Namespace | None = None) -> argparse.Namespace:
        """Read the arguments. Raises UsageError, and SystemExit after --help."""
        if self._takes_query:
            # Options may stand anywhere between the words of a query.
            arguments, unknown = self.parse_known_intermixed_args(self._words_apart(argv), namespace)
        else:
            arguments, unknown = self.parse_known_args(argv, namespace)
        if unknown:
            name = unknown[0].partition("=")[0]
            if name.startswith("-"):
                message = _("there is no option {name}").format(name=name)
                self.error(message, did_you_mean(name, self._option_string_actions))
            self.error(_("{name} is one argument too many").format(name=name))
        return arguments

    def error(self, message: str, hint: str = "") -> NoReturn:
        """Raise UsageError instead of writing to standard error and leaving."""
        command = self.prog.partition(" ")[2]
        raise UsageError(f"{command}: {message}" if command else message, hint or see_help(self.prog))

    def _words_apart(self, argv: Sequence[str]) -> list[str]:
        """The arguments with a blank before each that begins with "-" and is a word of a query: then it is no option."""
        options = self._option_string_actions
        apart: list[str] = []
        words_alone = False
        for before, argument in zip(("", *argv), argv, strict=False):
            if argument == "--" and not words_alone:
                words_alone = True
                continue
            is_value = before in options and options[before].nargs is None
            # -json is rather a slip than a query for everything without that word.
            is_option = argument in options or f"-{argument}" in options or argument.startswith("--")
            is_word = not is_option and not is_value
            is_taken_for_option = argument.startswith("-") and (words_alone or is_word)
            apart.append(f" {argument}" if is_taken_for_option else argument)
        return apart


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """Make a type of arguments that takes these names, and names the nearest of them for another."""
    valid = list(names)

    def choose(text: str) -> str:
        if text in valid:
            return text
        hint = did_you_mean(text, valid) or _("Allowed: {choices}.").format(choices=", ".join(valid))
        raise argparse.ArgumentTypeError(
            _("{name} is not possible here. {hint}").format(name=repr(text), hint=hint)
        )

    return choose


def see_help(prog: str) -> str:
    """Hint at the help of a command."""
    return _("`{command} --help` shows how it is used.").format(command=prog)


def example(*lines: str) -> str:
    """Give the end of a help text: command lines that work as they are."""
    return "\n".join([_("Example:"), *(f"  {line}" for line in lines)])


class _WriteHelp(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_values: object) -> None:
        output.write_text(parser.format_help())
        parser.exit()


class _Formatter(argparse.HelpFormatter):
    """Breaks lines by cells, which argparse measures by len(), and keeps the line ends of examples."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _("Usage: "))

    def _split_lines(self, text: str, width: int) -> list[str]:
        from reader.typeset.breaking import wrap

        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in self._parts(part, width))

    def _parts(self, line: str, width: int) -> list[str]:
        # An indented line is a command to copy: it must not be broken.
        return [line] if line.startswith(" ") else self._split_lines(line, width) or [""]

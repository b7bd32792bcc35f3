"""`broadsheet open`: an article's address in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.errors import BroadsheetError
from reader.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("article", metavar="ID", help=_("the number or the key of an article"))
    parser.epilog = example("broadsheet open 42")


def execute(arguments: Namespace) -> int:
    """Open the address, and say which host it leads to."""
    import webbrowser

    with open_library(arguments) as library:
        article = library.article(library.resolve(arguments.article))
    if article.url is None:
        message = _("Article {id} has no address.").format(id=article.id)
        raise BroadsheetError(message, _("`broadsheet show {id}` shows its text.").format(id=article.id))
    host = web_host(article.url)
    diagnostics.note(_("Opening {host} in the browser.").format(host=host))
    if not webbrowser.open(article.url):
        message = _("No browser could be started.")
        raise BroadsheetError(message, _("The address is {address}").format(address=article.url))
    return ExitCode.DONE


def web_host(address: str) -> str:
    """Give the host of a web address. Raises BroadsheetError for what must not be handed to a browser.

    http and https alone: other schemes start other programs, to which a leading "-" would be an option.
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # brackets that hold no IPv6 address (RFC 3986 §3.2.2)
        host = None
    else:
        host = host if parts.scheme in ("http", "https") else None
    if host is None:
        message = _("{address} is no address for a browser.").format(address=address)
        raise BroadsheetError(message, _("Only http and https addresses are opened."))
    return host

"""What the article pane and the clipboard get of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.i18n import _, ngettext
from reader.model.pace import USUAL
from reader.text.clean import clean_line
from reader.tui.page_content import PageContent, in_script
from reader.tui.wording import article_facts, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.article import Article
    from reader.model.highlight import Highlight
    from reader.model.pace import Pace
    from reader.model.selection import Extent
    from reader.text.conversion import Converter


def article_content(
    article: Article,
    converter: Converter | None = None,
    pace: Pace = USUAL,
    highlights: Sequence[Highlight] = (),
    *,
    as_it_came: bool = False,
    key: str = "",
) -> PageContent:
    """The page of an article for a reader of a pace, in the script of a converter; the reader's note and tags as written.

    Highlights are marked where they stand now. One that was cleaned of glosses tells so, or that it has them, and the key
    that shows the other.
    """
    notes = []
    if article.bookmarked_at is not None:
        bookmark = _("Bookmarked: {note}").format(note=article.note) if article.note else _("Bookmarked")
        notes.append(" ".join([bookmark, *(f"#{tag}" for tag in article.tags)]))
    if article.glosses:
        notes.append(_badge(article.glosses, as_it_came, key))
    marked = standing(article, highlights)
    if lost := len(highlights) - len(marked):
        text = ngettext(
            "{count} highlight is not in this text any more; the list of highlights has it.",
            "{count} highlights are not in this text any more; the list of highlights has them.",
            lost,
        )
        notes.append(text.format(count=count(lost)))
    names = [
        in_script(converter, clean_line(name), article.language)
        for name in (article.origin, article.author)
        if name
    ]
    facts = (*names, *article_facts(article, pace))
    return PageContent(
        article.title, facts, tuple(notes), article.markdown, article.language, converter, marked
    )


def standing(article: Article, highlights: Sequence[Highlight]) -> tuple[Extent, ...]:
    """Where highlights stand in an article; those that do not stand there any more are left out."""
    if not highlights:
        return ()
    from reader.typeset.manuscript import Manuscript
    from reader.typeset.passages import locate

    manuscript, title = Manuscript(article.markdown), clean_line(article.title)
    found = (locate(manuscript, title, each.extent, each.quotation) for each in highlights)
    return tuple(extent for extent in found if extent is not None)


def _badge(glosses: int, as_it_came: bool, key: str) -> str:
    """What a page that was cleaned tells of itself."""
    if as_it_came:
        text = ngettext(
            "[As it came] with {count} bracketed reading",
            "[As it came] with {count} bracketed readings",
            glosses,
        )
        other = _("({key}: cleaned)")
    else:
        text = ngettext(
            "[Cleaned] {count} bracketed reading was taken out",
            "[Cleaned] {count} bracketed readings were taken out",
            glosses,
        )
        other = _("({key}: as it came)")
    said = text.format(count=count(glosses))
    return f"{said} {other.format(key=key)}" if key else said


def article_markdown(article: Article) -> str:
    """The article with its title as a heading and its facts, as Markdown."""
    facts = [
        article.origin,
        article.author,
        article.published.local() if article.published else None,
        article.url,
    ]
    known = "\n".join(f"- {fact}" for fact in facts if fact)
    return "\n\n".join(part for part in (f"# {article.title}", known, article.markdown) if part)


def link_host(address: str) -> str | None:
    """The host of a web address; None for anything that is not http or https (RFC 3986 §3.1) or has no host."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return clean_line(host) if parts.scheme in ("http", "https") and host else None


def welcome() -> PageContent:
    """The page that greets whoever opens an empty library."""
    text = "\n\n".join(
        (
            _("This library has no articles yet. Bring some in:"),
            "- " + _("**i** imports files and folders from here."),
            "- " + _("`broadsheet import PATH…` does the same from the command line."),
            "- " + _("`broadsheet demo` opens a library of samples to try the program on."),
            _(
                "Text, Markdown and saved pages of news portals are read. **?** shows all keys, **q** goes back and leaves."
            ),
        )
    )
    return PageContent(_("Welcome to Broadsheet"), (), (), text)

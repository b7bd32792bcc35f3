"""Articles as objects for --json, with the field names that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.article import Article
    from reader.model.highlight import Highlight
    from reader.text.hits import Snippet


def article_record(article: Article) -> dict[str, object]:
    """Give an article without its body. Times are UTC in ISO 8601; what is not known is null."""
    return {
        "id": article.id,
        "key": article.key,
        "category": article.category,
        "source": article.source,
        "title": article.title,
        "author": article.author,
        "origin": article.origin,
        "url": article.url,
        "published_at": article.published.iso if article.published else None,
        "imported_at": timestamp(article.imported_at),
        "changed_at": timestamp(article.changed_at),
        "clicks": article.clicks,
        "views": article.views,
        "viewed_at": timestamp(article.viewed_at),
        "read_at": timestamp(article.read_at),
        "bookmarked_at": timestamp(article.bookmarked_at),
        "note": article.note,
        "tags": list(article.tags),
        "minutes": article.minutes,
        "summary": article.summary,
    }


def highlight_record(highlight: Highlight) -> dict[str, object]:
    """Give a highlight: what it says, and where it stood when it was made (blocks and characters, the end excluded)."""
    start, end = highlight.extent
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "title": highlight.title,
        "quotation": highlight.quotation,
        "remark": highlight.remark or None,
        "created_at": timestamp(highlight.created_at),
        "start": list(start),
        "end": list(end),
    }


def hit_record(snippet: Snippet | None, score: float | None) -> dict[str, object]:
    """Give what a search for texts adds to an article; null for what there is none of."""
    return {"snippet": None if snippet is None else _marked(snippet), "score": score}


def _marked(snippet: Snippet) -> str:
    """Give its text with `[[` and `]]` round each hit."""
    parts: list[str] = []
    end = 0
    for start, stop in snippet.spans:
        parts += (snippet.text[end:start], "[[", snippet.text[start:stop], "]]")
        end = stop
    return "".join([*parts, snippet.text[end:]])


def timestamp(moment: datetime | None) -> str | None:
    """Give a time in UTC as RFC 3339 §5.6 writes it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None

"""Hints at what a person meant who wrote a name that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Hint at the most similar valid name; "" when none is similar."""
    from difflib import get_close_matches

    # 0.75: one wrong letter in four. At 0.6, the default, a common beginning makes two names similar.
    names = list(valid)
    close = get_close_matches(name, names, n=1, cutoff=0.75)
    if not close:  # by the last part alone: "bookmark" means "article.bookmark"
        tails = {candidate.rpartition(".")[2]: candidate for candidate in names}
        close = [tails[tail] for tail in get_close_matches(name.rpartition(".")[2], tails, n=1, cutoff=0.75)]
    return _("Did you mean {name}?").format(name=close[0]) if close else ""

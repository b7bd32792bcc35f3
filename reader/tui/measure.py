"""The measures: how long the lines of an article are."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Measure: TypeAlias = Literal["comfortable", "wide", "columns"]
"""At most 80 cells, as wide as the pane, or in newspaper columns."""
MEASURES: tuple[Measure, ...] = get_args(Measure)
"""In the order in which the key goes through them."""

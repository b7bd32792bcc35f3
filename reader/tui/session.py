"""Where the reader was, as the library remembers it between two starts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.tui.arrangement import Sizes
from reader.tui.commands import Pane
from reader.tui.measure import MEASURES, Measure
from reader.tui.script import Script

NAME = "session"
"""Under which name the library remembers it."""


@dataclass(frozen=True, slots=True)
class Session:
    """What is restored on the next start."""

    folder: str = Folder.ALL.value
    category: str | None = None
    """The name of the category; None in a folder."""
    smart_folder: str | None = None
    """The name of the reader's own folder; None elsewhere."""
    tag: str | None = None
    """A tag of bookmarks; None elsewhere."""
    sort: str | None = None
    """Key of the order; None for the natural one."""
    descending: bool = True
    article_id: int | None = None
    pane: str = Pane.LIST.value
    zen: bool = False
    measure: str | None = None
    """How long lines are; None: as the settings say."""
    script: str | None = None
    """The script that Chinese is shown in; None: as the settings say."""
    outline: bool = False
    """Whether the outline stands beside articles that have headings."""
    sizes: tuple[int, ...] | None = None
    """The sizes of the panes; None: as the settings say."""

    @classmethod
    def from_json(cls, value: Any) -> Session:
        """Read what `to_json` gave; anything that another version may have left there counts as unknown."""
        known = cls()
        if not isinstance(value, dict):
            return known
        for name, kind in _KINDS.items():
            if isinstance(value.get(name), kind):
                known = replace(known, **{name: value[name]})
        if isinstance(value.get("sizes"), list) and all(isinstance(size, int) for size in value["sizes"]):
            known = replace(known, sizes=tuple(value["sizes"]))
        return known

    def to_json(self) -> dict[str, Any]:
        """A value for JSON."""
        return asdict(self)

    def which(self, category_id: int | None, smart_folder_id: int | None) -> Filter:
        """The filter, with the ids that category and smart folder have now; all articles when there is no such folder."""
        if smart_folder_id is not None:
            return Filter(smart_folder_id=smart_folder_id)
        if category_id is not None:
            return Filter(category_id=category_id)
        if self.tag is not None:
            return Filter(tag=self.tag)
        return Filter(Folder(self.folder)) if self.folder in set(Folder) else Filter()

    def order(self) -> Sort | None:
        """The order that the reader chose."""
        return Sort(SortKey(self.sort), self.descending) if self.sort in set(SortKey) else None

    def shown_script(self, otherwise: str) -> Script:
        """The script that Chinese is shown in."""
        return Script(self.script if self.script in set(Script) else otherwise)

    def chosen_measure(self, otherwise: Measure) -> Measure:
        """How long lines are."""
        return next((measure for measure in MEASURES if measure == self.measure), otherwise)

    def pane_sizes(self, otherwise: Sizes) -> Sizes:
        """The sizes of the panes, within limits."""
        sizes = self.sizes
        return (
            Sizes(*sizes).within_limits()
            if sizes is not None and len(sizes) == len(Sizes._fields)
            else otherwise
        )


_KINDS: dict[str, type | tuple[type, ...]] = {
    "folder": str,
    "category": str,
    "smart_folder": str,
    "tag": str,
    "sort": str,
    "descending": bool,
    "article_id": int,
    "pane": str,
    "zen": bool,
    "measure": str,
    "script": str,
    "outline": bool,
}

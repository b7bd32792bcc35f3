"""The lines around a headline, where a page prints the facts about its article."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.pages.furniture import heads_other_things, heads_tags, is_furniture
from reader.importing.pages.labels import is_label
from reader.importing.pages.layout import Line
from reader.importing.pages.names import is_signature_name
from reader.importing.pages.printed import Printed, read_line
from reader.importing.pages.values import author_in

if TYPE_CHECKING:
    import re
    from collections.abc import Container
    from datetime import datetime, tzinfo

    from reader.importing.pages.layout import Layout

_ABOVE: Final = 5  # Lines above a headline that can hold facts: agencies and papers print the date there.
_CARD: Final = 40  # Lines of a table of facts above a headline, as offices print it.
_BETWEEN: Final = 30  # Lines between headline and article: each box of a form is one.
_BELOW: Final = 8  # Lines below an article.
_HEAD: Final = 12  # Lines below the facts that can belong to them: what a reporter is, tools.
_ABSTRACT: Final = 200.0  # Han characters of an abstract that may stand between headline and facts.
_PROSE: Final = 12.0  # Han characters of the shortest paragraph.
_LONGEST_FACTS: Final = 60.0  # Han characters of a line of facts that ends like a sentence.
_LONGEST_BELOW: Final = 120  # Characters of a line with facts below an article.
_AUTHOR_BOX: Final = 12  # Lines below an article with the box about its author.
_LONGEST_NAME: Final = 16.0  # Han characters of a name in it.
_HEADLINE: Final = 12  # Characters of a link that is a headline and no section.
_LONGEST_CELL: Final = 60  # Characters of a value in a table of facts.
_DOUBT: Final = 3  # So much more than an abstract is an article below facts that are not labelled.
_FINAL: Final = frozenset("。！？.”")


class Reading(NamedTuple):
    """A line and what it prints."""

    line: Line
    printed: Printed


class Zone:
    """The lines around a headline, read."""

    def __init__(
        self, layout: Layout, first: int, end: int, saved_at: datetime | None, zone_of_times: tzinfo | None
    ) -> None:
        """Read the lines above the line `first` and from `end` on, those of the headline itself between them."""
        self._lines = layout.lines
        self.saved_at = saved_at
        self.zone_of_times = zone_of_times
        self.above = [
            self._read(line) for line in layout.lines[self._card_above(first) : first] if not _is_entry(line)
        ]
        self.between = self._facts_after(end)
        self.end = self._end_of_head(self.between[-1].line) if self.between else end
        """The number of the first line that can be of the article."""

    def below(self, last: int, kept: Container[int]) -> list[Reading]:
        """Read the lines in and below an article that are not of it. `last` is the number of its last line."""
        found: list[Reading] = []
        for line in self._lines[self.end : last + _BELOW]:
            if line.at in kept or not line.text or line.linked > 0.8 or len(line.text) > _LONGEST_BELOW:
                continue
            if _is_entry(line):
                continue
            if line.at > last and heads_other_things(line.text) and not heads_tags(line.text):
                break
            found.append(self._read(line))
        return found

    def is_listed(self, line: Line) -> bool:
        """Tell whether a line follows a link on a line of its own: it tells about the article there."""
        return line.at > 0 and self._lines[line.at - 1].linked > 0.8

    def shows(self, words: re.Pattern[str], most: int) -> bool:
        """Tell whether one of the first lines of the page has some words."""
        return any(words.search(line.text) for line in self._lines[:most])

    def signed_below(self, last: int) -> list[str]:
        """Give the name in the box about the author below an article, whose last line has this number."""
        for line in self._lines[last + 1 : last + _AUTHOR_BOX]:
            if heads_other_things(line.text) and not heads_tags(line.text):
                break
            boxes = (line.runs[0].box, *islice(line.box.around(), 3))
            is_signed = any(is_signature_name(box.names) and box.end - box.start <= _BELOW for box in boxes)
            if not is_signed or is_furniture(line.text):
                continue
            if 0 < line.weight <= _LONGEST_NAME and line.text[-1] not in _FINAL:
                return [line.text]
        return []

    def _card_above(self, first: int) -> int:
        """Give the number of the first line above a headline that can hold facts: all of a table of labels."""
        start = max(0, first - _ABOVE)
        least = max(0, first - _CARD)
        while start > least and any(is_label(line.text) for line in self._lines[start - 1 : start + 1]):
            start -= 1
        return start

    def _facts_after(self, end: int) -> list[Reading]:
        """Read on from the headline to the last line that prints facts; an abstract may stand between."""
        found: list[Reading] = []
        count, prose = 0, 0.0
        for line in self._lines[end : end + _BETWEEN]:
            if heads_other_things(line.text) and not is_furniture(line.text):
                break
            is_sentence = line.weight > _LONGEST_FACTS and line.text[-1] in _FINAL
            reading = Reading(line, Printed()) if is_sentence else self._read(line)
            found.append(reading)
            if not is_sentence and self._prints_facts(reading, prose):
                count = len(found)
            elif is_prose(line):
                prose += line.weight
                if prose > _ABSTRACT:
                    break
        return found[:count]

    def _prints_facts(self, reading: Reading, prose: float) -> bool:
        """Tell whether a line prints facts about the article; `prose` is what has been read since the headline.

        Facts below prose are those of a notice that is signed and dated, unless more prose follows.
        """
        line, printed = reading
        is_sentence = line.text[-1:] in _FINAL and line.weight > _PROSE
        if not prose:
            return (printed.is_facts and not is_sentence) or author_in(line.text) is not None
        return (
            printed.is_dated
            and not is_sentence
            and line.linked < 0.5
            and self._goes_on(line.at + 1, prose if printed.is_labelled else _DOUBT * prose)
        )

    def _goes_on(self, at: int, prose: float) -> bool:
        """Tell whether more than so much prose follows."""
        return sum(line.weight for line in self._lines[at : at + _BETWEEN] if is_prose(line)) > prose

    def _end_of_head(self, last: Line) -> int:
        """Give the end of the widest box round the last line of facts that holds no prose."""
        end = last.at + 1
        for box in last.box.around():
            if box.end - last.at > _HEAD or any(map(is_prose, self._lines[last.at + 1 : box.end])):
                break
            end = max(end, box.end)
        return end

    def _read(self, line: Line) -> Reading:
        """Read a line; a label that stands alone, in a cell of a table, has its value on the next."""
        value = next(iter(self._lines[line.at + 1 : line.at + 2]), None)
        read = line
        if value and is_label(line.text) and len(value.text) <= _LONGEST_CELL and not is_label(value.text):
            read = Line(
                line.at, f"{line.text} {value.text}", [*line.runs, *value.runs], line.box, line.heading
            )
        return Reading(line, read_line(read, self.saved_at, self.zone_of_times))


def _is_entry(line: Line) -> bool:
    """Tell whether a line begins with the headline of another article: what follows is about that."""
    first = next((run for run in line.runs if any(map(str.isalnum, run.text))), None)
    return first is not None and first.is_linked and len(first.text.strip()) > _HEADLINE


def is_prose(line: Line) -> bool:
    """Tell whether a line can be a paragraph of an article."""
    return line.weight > _PROSE and line.linked < 0.6 and not is_furniture(line.text)

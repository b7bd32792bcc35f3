"""Where on the screen the reader is: there stands the terminal's cursor, which screen readers and braille displays follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from reader.tui.widgets.scrolling import LinePane

if TYPE_CHECKING:
    from textual.widget import Widget


def position_read(focused: Widget | None) -> Offset | None:
    """The cell at which the line begins that is read in the widget with the keyboard; in an input, that of its cursor.

    None when there is no such line.
    """
    if focused is None:
        return None
    if isinstance(focused, LinePane):
        return focused.region.offset + Offset(0, focused.read_row)
    # With the dialogs, not before: these widgets take a tenth of a start.
    from textual.widgets import Input, OptionList

    if isinstance(focused, Input):
        # Textual counts one cell too many behind the last character.
        return focused.cursor_screen_offset - Offset(int(focused.cursor_at_end), 0)
    if isinstance(focused, OptionList):
        return focused.content_region.offset + Offset(
            0, (focused.highlighted or 0) - round(focused.scroll_offset.y)
        )
    return None

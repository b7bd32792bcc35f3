"""Draw what the application shows as an SVG: `python .ci/picture.py OUT.svg COLUMNS ROWS COMMAND... [-- KEY...]`.

The program runs in a pseudo-terminal; every character is put at the cell where the terminal has it, so that columns with
Chinese stand as they do on the screen. Keys are struck one by one; `wait` waits.
"""

from __future__ import annotations

import html
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from terminal import KEYS, Terminal  # noqa: E402 - needs the path above

CELL, LINE, SIZE = 8.4, 19.0, 14
FONTS = (
    "'Sarasa Mono TC','Noto Sans Mono CJK TC','Source Han Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"
)


def colour(value: str, default: str) -> str:
    """A colour of pyte in CSS."""
    return default if value == "default" else f"#{value}" if len(value) == 6 else value


def row_svg(terminal: Terminal, row: int) -> str:
    """The grounds, then the characters of a row."""
    grounds, texts = [], []
    cells = [terminal.screen.buffer[row][column] for column in range(terminal.columns)]
    top = row * LINE
    for column, cell in enumerate(cells):
        ink, ground = colour(cell.fg, "#e4ddcf"), colour(cell.bg, "#171614")
        if cell.reverse:
            ink, ground = ground, ink
        left = column * CELL
        grounds.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{CELL + 0.3:.1f}" height="{LINE + 0.3:.1f}" fill="{ground}"/>'
        )
        if cell.data.strip():
            style = f'fill="{ink}"'
            style += ' font-weight="bold"' if cell.bold else ""
            style += ' font-style="italic"' if cell.italics else ""
            wide = unicodedata.east_asian_width(cell.data[0]) in "WF"
            width = f' textLength="{2 * CELL:.1f}" lengthAdjust="spacingAndGlyphs"' if wide else ""
            texts.append(
                f'<text x="{left:.1f}" y="{top + 14:.1f}" {style}{width}>{html.escape(cell.data)}</text>'
            )
        if cell.underscore:
            texts.append(
                f'<rect x="{left:.1f}" y="{top + 16.5:.1f}" width="{CELL + 0.3:.1f}" height="1" fill="{ink}"/>'
            )
    return "".join(grounds + texts)


def main() -> None:
    """Run the program, strike the keys, draw."""
    out, columns, rows, *rest = sys.argv[1:]
    command, keys = (rest[: rest.index("--")], rest[rest.index("--") + 1 :]) if "--" in rest else (rest, [])
    with Terminal(command, int(columns), int(rows)) as terminal:
        terminal.wait_for(lambda text: bool(text.strip()))
        terminal.settle(0.8)
        for key in keys:
            if key != "wait":
                terminal.press(*([key] if key in KEYS else key))
            terminal.settle(0.4)
        width, height = terminal.columns * CELL, terminal.rows * LINE
        body = "\n".join(row_svg(terminal, row) for row in range(terminal.rows))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width + 16:.0f} {height + 16:.0f}" '
        f'font-family="{FONTS}" font-size="{SIZE}"><rect x="-8" y="-8" width="{width + 16:.0f}" height="{height + 16:.0f}" '
        f'rx="8" fill="#171614"/>\n{body}\n</svg>\n'
    )
    Path(out).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()

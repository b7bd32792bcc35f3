"""Draw what the application shows as an SVG: `python .ci/picture.py OUT.svg COLUMNS ROWS COMMAND... [-- KEY...]`.

The program runs in a pseudo-terminal; every character is put at the cell where the terminal has it, so that columns with
Chinese stand as they do on the screen. Keys are struck one by one; `wait` waits.
"""

from __future__ import annotations

import html
import sys
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from terminal import KEYS, Terminal

CELL, LINE, SIZE = 8.4, 19.0, 14.5
INK, GROUND = "#e4ddcf", "#171614"
FONTS = (
    "'Sarasa Mono TC','Noto Sans Mono CJK TC','Source Han Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"
)


def colour(value: str, default: str) -> str:
    """A colour of pyte in CSS."""
    return default if value == "default" else f"#{value}" if len(value) == 6 else value


def row_svg(terminal: Terminal, row: int) -> str:
    """The grounds, then the characters of a row, each at its cell; neighbours of one look are one element."""
    looks: list[tuple[int, str, str, str]] = []
    for column in range(terminal.columns):
        cell = terminal.screen.buffer[row][column]
        ink, ground = colour(cell.fg, INK), colour(cell.bg, GROUND)
        if cell.reverse:
            ink, ground = ground, ink
        style = f'fill="{ink}"'
        style += ' font-weight="bold"' if cell.bold else ""
        style += ' font-style="italic"' if cell.italics else ""
        style += ' text-decoration="underline"' if cell.underscore else ""
        looks.append((column, cell.data, style, ground))
    top, parts = row * LINE, []
    for ground, run in groupby(looks, key=lambda look: look[3]):
        columns = [look[0] for look in run]
        left, width = columns[0] * CELL, len(columns) * CELL
        parts.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width + 0.3:.1f}" height="{LINE + 0.3:.1f}" fill="{ground}"/>'
        )
    for style, run in groupby((look for look in looks if look[1].strip()), key=lambda look: look[2]):
        cells = list(run)
        places = " ".join(f"{column * CELL:.1f}" for column, *_ in cells)
        text = html.escape("".join(data[0] for _, data, *_ in cells))
        parts.append(f'<text x="{places}" y="{top + 14:.1f}" {style}>{text}</text>')
    return "".join(parts)


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
        frame = colour(terminal.screen.buffer[0][0].bg, GROUND)
        body = "\n".join(row_svg(terminal, row) for row in range(terminal.rows))
    width, height = width + 16, height + 16
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width:.0f} {height:.0f}" font-family="{FONTS}" '
        f'font-size="{SIZE}" shape-rendering="crispEdges"><rect x="-8" y="-8" width="{width:.0f}" '
        f'height="{height:.0f}" rx="8" fill="{frame}"/>\n{body}\n</svg>\n'
    )
    Path(out).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Broadsheet's own two themes: ink on paper, by day and by night. One accent, three levels of ink."""

from __future__ import annotations

from textual.theme import Theme

# Contrast of text on ground (WCAG 2.1 §1.4.3): at least 7 for text, 4.5 for what is faint.
LIGHT = Theme(
    name="broadsheet-light",
    primary="#8c2f1b",
    secondary="#5c5346",
    accent="#8c2f1b",
    foreground="#26221c",
    background="#faf6ec",
    surface="#fffdf6",
    panel="#f0ead9",
    success="#3f6b2a",
    warning="#8a5a00",
    error="#a4262c",
    dark=False,
    variables={
        "faint": "#6b6252",
        "read": "#5c5346",
        "ground-cursor": "#e6dcc3",
        "ground-cursor-blur": "#efe8d6",
        "code": "#5a4a1e",
    },
)

DARK = Theme(
    name="broadsheet-dark",
    primary="#e0a458",
    secondary="#b8ab94",
    accent="#e0a458",
    foreground="#e4ddcf",
    background="#171614",
    surface="#1d1b19",
    panel="#12110f",
    success="#9dbb7a",
    warning="#e0a458",
    error="#e57f6f",
    dark=True,
    variables={
        "faint": "#9a907f",
        "read": "#b8ab94",
        "ground-cursor": "#35302a",
        "ground-cursor-blur": "#262320",
        "code": "#c9b78a",
    },
)

THEMES = (LIGHT, DARK)


def default_variables(dark: bool) -> dict[str, str]:
    """Our own colour variables for themes whose ground and ink are the terminal's own, so that none can be mixed from them."""
    if dark:
        return {
            "faint": "#a0a0a0",
            "read": "#b8b8b8",
            "ground-cursor": "#3a3a3a",
            "ground-cursor-blur": "#2a2a2a",
            "code": "#c0b080",
        }
    return {
        "faint": "#606060",
        "read": "#505050",
        "ground-cursor": "#d8d8d8",
        "ground-cursor-blur": "#e8e8e8",
        "code": "#5a4a1e",
    }

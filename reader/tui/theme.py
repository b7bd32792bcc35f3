"""Broadsheet's own themes: ink on paper, by day and by night, and both of high contrast. One accent, three levels of ink."""

from __future__ import annotations

from textual.theme import Theme

# Contrast on every ground, that of the cursor too (WCAG 2.1 §1.4.3): at least 7 for text, 4.5 for what is faint and signs.
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
        "faint": "#695f50",
        "read": "#5c5346",
        "ground-cursor": "#e6dcc3",
        "ground-cursor-blur": "#efe8d6",
        "code": "#5a4a1e",
        "bar": "#e6dcc3",
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
        "faint": "#a19786",
        "read": "#b8ab94",
        "ground-cursor": "#35302a",
        "ground-cursor-blur": "#262320",
        "code": "#c9b78a",
        "bar": "#35302a",
    },
)

# At least 7 for all text on every ground, 4.5 for signs and scroll bars (WCAG 2.1 §1.4.6, §1.4.11).
CONTRAST_LIGHT = Theme(
    name="broadsheet-contrast-light",
    primary="#7a0000",
    secondary="#333333",
    accent="#7a0000",
    foreground="#000000",
    background="#ffffff",
    surface="#f8f8f8",
    panel="#ededed",
    success="#00451a",
    warning="#573700",
    error="#800000",
    dark=False,
    variables={
        "faint": "#3d3d3d",
        "read": "#333333",
        "ground-cursor": "#dcdcdc",
        "ground-cursor-blur": "#e8e8e8",
        "code": "#003a5c",
        "bar": "#595959",
    },
)

CONTRAST_DARK = Theme(
    name="broadsheet-contrast-dark",
    primary="#ffd75f",
    secondary="#e0e0e0",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#0c0c0c",
    panel="#181818",
    success="#a0e8a0",
    warning="#ffd75f",
    error="#ffb8b0",
    dark=True,
    variables={
        "faint": "#c8c8c8",
        "read": "#e0e0e0",
        "ground-cursor": "#303030",
        "ground-cursor-blur": "#202020",
        "code": "#b0dcff",
        "bar": "#a0a0a0",
    },
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def default_variables(dark: bool) -> dict[str, str]:
    """Our own colour variables for themes whose ground and ink are the terminal's own, so that none can be mixed from them."""
    if dark:
        return {
            "faint": "#a0a0a0",
            "read": "#b8b8b8",
            "ground-cursor": "#3a3a3a",
            "ground-cursor-blur": "#2a2a2a",
            "code": "#c0b080",
            "bar": "#3a3a3a",
        }
    return {
        "faint": "#606060",
        "read": "#505050",
        "ground-cursor": "#d8d8d8",
        "ground-cursor-blur": "#e8e8e8",
        "code": "#5a4a1e",
        "bar": "#d8d8d8",
    }

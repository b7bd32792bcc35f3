"""The main screen, in parts: panes, lists, reading, marking."""

from reader.tui.screens.main.screen import MainScreen as MainScreen

"""The screens: each composes widgets and turns their messages into calls of the library."""

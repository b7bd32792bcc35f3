"""`python -m reader` is `broadsheet`."""

from __future__ import annotations

from reader.cli.main import run

if __name__ == "__main__":
    run()

"""What a library does with drafts, which misbehaves as their titles say. A process that reads files imports it by name."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource


class Misbehaving:
    """Gives titles."""

    def document(self, document: Document) -> str:
        return document.name

    def item(self, item: Draft | DraftCategory | DraftSource) -> str:
        title = getattr(item, "title", "")
        match title.split()[0]:
            case "hang":
                time.sleep(3600)
            case "spin":
                while True:
                    pass
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "memory":
                bytearray(8 << 30)
            case "recursion":
                raise RecursionError
            case "fault":
                raise ValueError("\x1b[31mbad")
            case "print":
                print("not an event")  # noqa: T201
            case "long":
                return title * 1_000_000
        return title

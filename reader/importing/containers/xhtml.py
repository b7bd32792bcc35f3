"""XHTML pages read as HTML, which forgives what is not well-formed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from turbohtml import Document as Page

# An element without content, but for those that have none in HTML either. In XHTML values are always quoted.
_EMPTY: Final = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([A-Za-z][\w:.-]{0,60})"
    r"((?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)/>"
)


def parse_page(text: str) -> Page:
    """Parse a page. To HTML `<title/>` and `<a/>` are start tags, which would swallow all that follows."""
    from turbohtml import parse

    return parse(_EMPTY.sub(r"<\1\2></\1>", text))

"""Which annotated documents nobody read while the rules were written: the fairest test that there is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["UNREAD", "UNREAD_DEFINITION", "is_unread"]

#: Name of the group in the record of left-out figures.
UNREAD: Final = "unread"
UNREAD_DEFINITION: Final = "part e, and the documents of part f with an even number"


def is_unread(doc: str) -> bool:
    """Tell whether a document of the parts e and f was read by nobody who wrote rules.

    Examples
    --------
    >>> is_unread("e07"), is_unread("f08"), is_unread("f09"), is_unread("a02")
    (True, True, False, False)
    """
    number = re.search(r"\d+$", doc)
    return doc.startswith("e") or (doc.startswith("f") and number is not None and int(number.group()) % 2 == 0)

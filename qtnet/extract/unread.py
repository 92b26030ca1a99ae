"""Which annotated documents nobody read while the rules were written: the fairest test that there is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BLIND", "UNREAD", "UNREAD_DEFINITION", "is_unread"]

#: Name of the group in the record of left-out figures.
UNREAD: Final = "unread"
UNREAD_DEFINITION: Final = "the documents of the parts e and f with an even number"

#: Name of the folder beside the corpus, and of the group, whose documents neither train nor were read for the rules.
BLIND: Final = "blind"


def is_unread(doc: str) -> bool:
    """Tell whether a document of the parts e and f was read by nobody who wrote rules.

    Examples
    --------
    >>> is_unread("e06"), is_unread("e07"), is_unread("f08"), is_unread("a02")
    (True, False, True, False)
    """
    number = re.search(r"\d+$", doc)
    return doc.startswith(("e", "f")) and number is not None and int(number.group()) % 2 == 0

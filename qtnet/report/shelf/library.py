"""The plotting library taken out of pages, into a file that they share.

A page that stands alone carries the library packed in a script element of its own. Here that text moves into a small
script beside the pages, which puts it back when a page is opened; the page then goes on as if it had carried it. The
policy of such a page allows scripts of its own folder beside those whose hash it knows.
"""

from __future__ import annotations

import hashlib
import json
import re

from qtnet.errors import InputError

__all__ = ["LIBRARY_ID", "without_library"]

#: The element in which a page carries the packed library.
LIBRARY_ID = "packed-plotly"
_CARRIED = re.compile(rf'(<script [^>]*\bid="{LIBRARY_ID}">)([^<]+)(</script>)')
_POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content="[^"]*script-src )')


def without_library(html: str) -> tuple[str, str, str]:
    r"""Take the library out of a page.

    Returns
    -------
    tuple
        The page that loads the library from beside it, the name of that file (the same for the same library), and
        what the file holds.

    Raises
    ------
    InputError
        If the page does not carry the library, or carries it twice.

    Examples
    --------
    >>> html, name, held = without_library("<script type='a' id=\"packed-plotly\">abc</script>")
    >>> html.splitlines()[1]
    '<script src="plotly-ba7816bf8f01.js"></script>'
    >>> held
    'document.getElementById("packed-plotly").textContent = "abc";\n'
    """
    carried = _CARRIED.findall(html)
    if len(carried) != 1:
        raise InputError(f"the page carries the plotting library {len(carried)} times; expected once")
    packed = carried[0][1]
    name = f"plotly-{hashlib.sha256(packed.encode()).hexdigest()[:12]}.js"
    lean = _CARRIED.sub(lambda found: f'{found[1]}{found[3]}\n<script src="{name}"></script>', html)
    held = f'document.getElementById("{LIBRARY_ID}").textContent = {json.dumps(packed)};\n'
    return _POLICY.sub(r"\1'self' ", lean, count=1), name, held

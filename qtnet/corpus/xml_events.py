"""XML bytes in, events out, without what makes XML dangerous: a document type, and so entities, is refused."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from qtnet.errors import CorpusError

__all__ = ["read_xml"]

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]
# A book of a thousand pages has some hundred thousand; a small zip can unpack to tens of millions.
_MOST_ELEMENTS = 1_000_000


def read_xml(data: bytes, place: str, *, start: Start, end: End, words: Words) -> None:
    """Call `start`, `end` and `words` for each tag and text; names come without their namespace.

    Raises
    ------
    CorpusError
        If the bytes are not well-formed XML, or declare a document type.

    Examples
    --------
    >>> found = []
    >>> read_xml(b"<a><b x='1'>y</b></a>", "a.xml", start=lambda n, _: found.append(n), end=print, words=found.append)
    b
    a
    >>> found
    ['a', 'b', 'y']
    """

    def refuse(*_: object) -> None:
        raise CorpusError(f"{place}: the XML declares a document type, which no Office document does; not read")

    count = 0

    def opened(name: str, given: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise CorpusError(f"{place}: more than {_MOST_ELEMENTS} elements; split the document")
        start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in given.items()})

    # Names as "address local": only the last part tells, since two standards use two addresses.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)
    except CorpusError:
        raise
    except expat.ExpatError as error:
        raise CorpusError(f"{place}: broken XML: {error}") from None
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise CorpusError(f"{place}: broken XML: {error}") from None

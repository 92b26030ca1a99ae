"""A drawing as bytes: SVG and PDF for print, PNG for a quick look; the same drawing gives the same bytes."""

from __future__ import annotations

import io
import re
from html import escape
from typing import Final

from matplotlib.figure import Figure

from qtnet.paper.escaping import one_line
from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import FACE

__all__ = ["render"]

_FAMILY: Final = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_OPENING: Final = re.compile(r"<svg [^>]*>")


def render(figure: PaperFigure) -> dict[str, bytes]:
    """Give a drawing in each form, by the ending of its file.

    No form holds a date or the name of a machine. The SVG keeps its words as text, has title and description for
    readers that speak, and names typefaces that every machine has one of.
    """
    if figure.drawing is None:
        return {}
    title, alt = one_line(figure.title), one_line(figure.alt)
    told: dict[str, dict[str, str | None]] = {
        "pdf": {"Title": title, "Subject": alt, "Creator": "qtnet", "Producer": None, "CreationDate": None},
        "svg": {"Title": title, "Creator": "qtnet", "Date": None, "Format": None, "Type": None},
        "png": {"Title": title.encode("latin-1", "replace").decode("latin-1"), "Software": None},
    }
    found = {form: _saved(figure.drawing, form, metadata) for form, metadata in told.items()}
    found["svg"] = _spoken(found["svg"].decode("utf-8"), title, alt).encode("utf-8")
    return found


def _saved(drawing: Figure, form: str, metadata: dict[str, str | None]) -> bytes:
    file = io.BytesIO()
    drawing.savefig(file, format=form, metadata=metadata)
    return file.getvalue()


def _spoken(svg: str, title: str, alt: str) -> str:
    """Give an SVG a role, a title and a description, and typefaces by common names."""
    named = svg.replace(f"'{FACE}', 'DejaVu Sans'", _FAMILY).replace(f"'{FACE}'", _FAMILY)
    opening = _OPENING.search(named)
    if opening is None:
        return named
    head = opening.group()[:-1] + ' role="img" aria-labelledby="title desc">'
    words = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(alt)}</desc>'
    return named[: opening.start()] + head + words + named[opening.end() :]

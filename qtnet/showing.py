"""What shows itself in a notebook: a table and, where there is one, a figure.

A leaf, so that every stage may use it. How things look is the matter of the stage `display`, to the right of all that
is shown; it is loaded when a notebook asks and not before. This is the one call towards the right, and no import.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Shown"]


class Shown:
    """Base of what a notebook shows as a table and a figure."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Give every face by media type: text, HTML, Markdown, LaTeX and, where there is a figure, Plotly."""
        found: dict[str, Any] = import_module("qtnet.display").faces(self)
        return found

    def _repr_html_(self) -> str:
        found: str = import_module("qtnet.display").html_face(self)
        return found

    def _ipython_display_(self) -> None:
        """Show table and figure below each other; of one bundle a notebook shows only the richest face."""
        import_module("qtnet.display").publish(self)

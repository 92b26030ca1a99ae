"""The display stage: how results, networks and facts show themselves in notebooks, as tables and figures."""

from __future__ import annotations

from qtnet.display.drawing import Drawing, draw
from qtnet.display.media import faces, html_face, publish
from qtnet.display.table import Table
from qtnet.display.tables import table_of

__all__ = ["Drawing", "Table", "draw", "faces", "html_face", "publish", "table_of"]

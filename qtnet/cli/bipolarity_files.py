"""Files that `qtnet bipolarity` reads beside the network: capability of actors, and changes to try out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.errors import InputError

__all__ = ["read_capability", "read_changes"]

_CHANGES = ("add", "remove", "without")
_COLUMNS = ("change", "source", "target", "layer", "sign", "weight", "directed", "time", "actor", "doc")


def read_capability(path: Path) -> dict[str, float]:
    """Read a CSV with the columns actor and capability."""
    frame = _read(path, ("actor", "capability"))
    values = pd.to_numeric(frame["capability"], errors="coerce")
    if (wrong := values.isna()).any():
        line = int(wrong.to_numpy().argmax())
        raise InputError(
            f"{path}: line {line + 2}: capability is '{frame['capability'].iloc[line]}'; expected a number"
        )
    if (again := frame["actor"].duplicated()).any():
        raise InputError(f"{path}: line {int(again.to_numpy().argmax()) + 2}: '{frame['actor'][again].iloc[0]}' twice")
    return dict(zip(frame["actor"], values.astype(float), strict=True))


def read_changes(path: Path) -> dict[str, Any]:
    """Read a CSV of changes as arguments of `what_if`.

    A row adds or removes a tie (``change`` is ``add`` or ``remove``; columns source, target, layer, sign, weight), or
    leaves out what stands in the column ``actor`` or ``doc`` (``change`` is ``without``).
    """
    frame = _read(path, ("change",))
    if unknown := [column for column in frame.columns if column not in _COLUMNS]:
        raise InputError(f"{path}: column {', '.join(unknown)} is unknown; expected {', '.join(_COLUMNS)}")
    for line, change in enumerate(frame["change"].tolist()):
        if change not in _CHANGES:
            raise InputError(f"{path}: line {line + 2}: change is '{change}'; expected {', '.join(_CHANGES)}")
    gone = frame[frame["change"] == "without"]
    found: dict[str, Any] = {
        "remove_actors": [name for name in gone.get("actor", []) if name],
        "remove_documents": [name for name in gone.get("doc", []) if name],
    }
    for change, name in (("add", "add_ties"), ("remove", "remove_ties")):
        part = frame[frame["change"] == change].drop(columns=["change", "actor"], errors="ignore")
        if len(part):
            found[name] = part.loc[:, (part != "").any()].reset_index(drop=True)
    return found


def _read(path: Path, needed: tuple[str, ...]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"{path}: not a readable CSV ({error})") from error
    if missing := [column for column in needed if column not in frame]:
        raise InputError(f"{path}: expected the column {', '.join(missing)}; it has {', '.join(frame.columns)}")
    return frame

"""The folder of a run: built beside its final place and moved there when everything is done.

So a run that fails or is stopped leaves the last complete one as it was.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qtnet.errors import InputError
from qtnet.paper.provenance import unlisted_files
from qtnet.writing import BusyError, folder_beside, locked_file

__all__ = ["built_beside", "check_replaceable", "made_after"]

#: What a run leaves in its folder. Only a folder without anything else is replaced: no run may cost other work.
WRITTEN = (
    *("facts", "network.graphml", "paper", "report.html", "results", "review.csv", "run.json"),
    *("CODEBOOK.md", "SOURCES.md", "datapackage.json", "diff.html", "ro-crate-metadata.json", "store"),
)


#: What commands write into the folder of a finished run: the file or folder, and the command.
_AFTER = {"diff.html": "qtnet diff", "store": "qtnet store"}


def made_after(final: Path) -> list[str]:
    """Name what commands wrote into a finished run's folder, each with its command: the next run removes it."""
    return [f"{name} (of `{command}`)" for name, command in _AFTER.items() if (final / name).exists()]


def check_replaceable(final: Path) -> None:
    """Refuse a folder that holds what no run wrote.

    Raises
    ------
    InputError
        If `final` is a file, or a folder with foreign files.
    """
    if final.exists() and not final.is_dir():
        raise InputError(f"{final}: a file; expected a folder for the results")
    foreign = sorted(p.name for p in final.iterdir() if p.name not in WRITTEN) if final.exists() else []
    foreign += [f"paper/{p.name}" for p in unlisted_files(final / "paper")]  # a manuscript may lie there
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise InputError(
            f"{final}: holds what no run wrote ({', '.join(foreign[:3])}{more}), and a run replaces its whole folder; "
            "give a new or empty folder"
        )


@contextmanager
def built_beside(final: Path) -> Iterator[Path]:
    """Give a fresh folder that takes the place of `final` when the block ends without an error.

    A file whose bytes are those of the file before keeps its time, so that `make` sees what is new. A folder that a
    killed run left beside is removed; where it was killed between two moves, the last complete run comes back.

    Raises
    ------
    InputError
        If another run is writing this folder.
    """
    final = final.resolve()  # ``.`` and ``..`` have no name to build beside
    try:
        with locked_file(final.parent / f".{final.name}.lock"), folder_beside(final) as fresh:
            yield fresh
            _keep_times(fresh, final)
    except BusyError:
        raise InputError(f"{final}: another run is writing it; wait for it, or give another folder") from None


def _keep_times(fresh: Path, before: Path) -> None:
    for path in (path for path in fresh.rglob("*") if path.is_file()):
        same = before / path.relative_to(fresh)
        if same.is_file() and filecmp.cmp(path, same, shallow=False):
            shutil.copystat(same, path)

"""The group of each actor, as the option ``--groups`` names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qtnet.errors import InputError

if TYPE_CHECKING:
    from qtnet.network import MultilayerNetwork

__all__ = ["actor_groups"]

_COLUMNS = ("country", "kind")


def actor_groups(net: MultilayerNetwork, told: str, *, rng: int) -> dict[str, str]:
    """Give the group of each actor that has one.

    Parameters
    ----------
    net
        The network.
    told
        ``country`` or ``kind``, columns of the actors; ``blocs``, those found in the network; else a CSV file with the
        columns actor and group, whose actors the network must have.
    rng
        Seed of the search for blocs.

    Raises
    ------
    InputError
        If the column is empty throughout, or the file is missing or has not the two columns.
    """
    if told == "blocs":
        from qtnet.metrics.blocs import blocs

        return {str(actor): str(bloc) for actor, bloc in blocs(net, rng=rng).blocs().dropna().items()}
    if told in _COLUMNS:
        table = net.actors
        groups = dict(zip(table["actor"], table[told], strict=True))
        if not any(groups.values()):
            raise InputError(f"--groups: no actor of the network has a {told}")
        return {actor: group for actor, group in groups.items() if group}
    return _of_file(Path(told))


def _of_file(path: Path) -> dict[str, str]:
    import pandas as pd

    if not path.is_file():
        raise InputError(f"--groups is '{path}'; expected a CSV file of actor,group, or {', '.join(_COLUMNS)} or blocs")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if missing := [column for column in ("actor", "group") if column not in table]:
        raise InputError(f"{path} has no column {' and no column '.join(missing)}; it has {', '.join(table.columns)}")
    if twice := sorted(table.loc[table["actor"].duplicated(), "actor"].unique()):
        raise InputError(f"{path} gives {', '.join(twice[:5])} more than one group")
    return {actor: group for actor, group in zip(table["actor"], table["group"], strict=True) if group}

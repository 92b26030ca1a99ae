"""Which classes a stored result may hold, told by the type that is expected, and how each is taken apart.

A record is a dataclass, or the network. Nothing else of the package has a state worth storing.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from qtnet.network import MultilayerNetwork

__all__ = ["class_name", "is_record", "record_types", "state_of"]


def class_name(kind: type) -> str:
    """Give the name under which a class stands in a file.

    Examples
    --------
    >>> class_name(MultilayerNetwork)
    'qtnet.network.multilayer:MultilayerNetwork'
    """
    return f"{kind.__module__}:{kind.__qualname__}"


def is_record(value: object) -> bool:
    """Say whether a value is taken apart into its fields."""
    return isinstance(value, MultilayerNetwork) or (dataclasses.is_dataclass(value) and not isinstance(value, type))


def state_of(value: object) -> dict[str, Any]:
    """Give the arguments by which a record is made again."""
    if isinstance(value, MultilayerNetwork):
        made, _ = value.__reduce__()
        return dict(made.keywords)
    return {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}  # type: ignore[arg-type]


def record_types(hint: object) -> dict[str, type]:
    """Give the classes that a value of some type may hold, by name, whatever lies how deep.

    Parameters
    ----------
    hint
        A type, such as the one that a function says it returns.

    Examples
    --------
    >>> from qtnet.results import Partition
    >>> sorted(record_types(tuple[Partition, ...] | None))
    ['qtnet.results:Partition']
    """
    found: dict[str, type] = {}
    waiting = [hint]
    while waiting:
        for kind in _classes(waiting.pop()):
            if class_name(kind) not in found:
                found[class_name(kind)] = kind
                waiting += _fields(kind)
    return found


def _classes(hint: object) -> Iterator[type]:
    for part in get_args(hint):
        yield from _classes(part)
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hint is MultilayerNetwork):
        yield hint


def _fields(kind: type) -> list[object]:
    if kind is MultilayerNetwork:
        # its arguments are checked tables and arrays, whose classes its constructor names
        hints = get_type_hints(kind.__init__, vars(sys.modules[kind.__module__]))
        return [hint for name, hint in hints.items() if name != "return"]
    hints = get_type_hints(kind, localns={"MultilayerNetwork": MultilayerNetwork})  # some modules name it for mypy only
    return [hints[f.name] for f in dataclasses.fields(kind) if f.init]

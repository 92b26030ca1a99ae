"""Every error that qtnet raises on purpose.

::

    QtnetError
    ├── InputError        (ValueError)         a document, table, network or argument is not valid
    │   ├── CorpusError                        a folder or document cannot be read
    │   ├── TableError                         a table breaks its schema; lists all failures at once
    │   └── StudyError                         a study file has an unknown key or a wrong value
    ├── UnknownNameError  (KeyError)           no layer, metric, actor or mode has this name
    ├── NotDefinedError   (ValueError)         a quantity was asked for that this network cannot have
    ├── EndpointError     (ConnectionError)    a language model's server cannot be reached or refuses
    ├── BudgetError       (RuntimeError)       the next request would exceed the budget of the run
    ├── MissingExtraError (ImportError)        an optional dependency is not installed
    └── WorkerError       (RuntimeError)       processes that share the work cannot be reached, differ or die

A message names the thing, what was expected, what came and what to do. The command line prints it without a
traceback and exits with code 2.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "BudgetError",
    "CorpusError",
    "EndpointError",
    "InputError",
    "MissingExtraError",
    "NotDefinedError",
    "QtnetError",
    "StudyError",
    "TableError",
    "UnknownNameError",
    "WorkerError",
    "nearest",
]


class QtnetError(Exception):
    """Base of all errors that qtnet raises on purpose."""


class InputError(QtnetError, ValueError):
    """A document, table, network or argument is not valid."""


class CorpusError(InputError):
    """A folder or document cannot be read; the message names its path."""


class TableError(InputError):
    """A table breaks its schema; the message lists every failure with file, row and column."""


class StudyError(InputError):
    """A study file has an unknown key or a wrong value; the message names file and key."""


class NotDefinedError(QtnetError, ValueError):
    """A quantity was asked for that this network cannot have."""


class EndpointError(QtnetError, ConnectionError):
    """A language model's server cannot be reached, refuses, or answers with something else."""


class BudgetError(QtnetError, RuntimeError):
    """The next request would exceed the budget of the run; the message says what was used."""


class MissingExtraError(QtnetError, ImportError):
    """An optional dependency is not installed; the message says which extra brings it."""


class WorkerError(QtnetError, RuntimeError):
    """The processes that share the work cannot be reached, run other code, or die again and again."""


class UnknownNameError(QtnetError, KeyError):
    """No layer, metric, actor or mode has this name.

    Parameters
    ----------
    what
        The kind of thing, for example ``"layer"``.
    name
        The name that came.
    known
        The names that would have been right.

    Examples
    --------
    >>> print(UnknownNameError("layer", "qunatum", ["chips", "quantum"]))
    layer 'qunatum' is unknown; known: chips, quantum; did you mean 'quantum'?
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, sorted(known)
        super().__init__(what, name, self.known)

    def __str__(self) -> str:
        shown = ", ".join(self.known[:20]) + (", …" if len(self.known) > 20 else "")
        guess = nearest(self.name, self.known)
        hint = f"; did you mean '{guess}'?" if guess else ""
        return f"{self.what} '{self.name}' is unknown; known: {shown or 'none'}{hint}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name most like `name`, or an empty string when none is close.

    Examples
    --------
    >>> nearest("pagernak", ["pagerank", "strength"])
    'pagerank'
    """
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""

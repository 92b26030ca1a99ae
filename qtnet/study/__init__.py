"""A study from its documents to its page: runs the stages in order and writes one folder."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qtnet.study.building import Planned
    from qtnet.study.planning import plan_study
    from qtnet.study.run import run_study
    from qtnet.study.stages import StudyRun

__all__ = ["Planned", "StudyRun", "plan_study", "run_study"]

#: Where the names are. They are loaded when they are asked for, so that a step of a study needs nothing of the others.
_HOME = {"Planned": "building", "StudyRun": "stages", "plan_study": "planning", "run_study": "run"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'qtnet.study' has no attribute '{name}'")
    return getattr(import_module(f"qtnet.study.{_HOME[name]}"), name)

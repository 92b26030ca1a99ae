"""A study from its documents to its page: runs the stages in order and writes one folder."""

from __future__ import annotations

from qtnet.study.building import Planned
from qtnet.study.planning import plan_study
from qtnet.study.run import run_study
from qtnet.study.stages import StudyRun

__all__ = ["Planned", "StudyRun", "plan_study", "run_study"]

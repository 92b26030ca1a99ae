"""Study files: what a report is built from, read from TOML and checked, written with comments, described by a schema.

A study file is data, never code. Every key has a default except `title` and `corpus.documents`; an unknown key or a
wrong value gives a `StudyError` that names the file, the line and the key and suggests the nearest known one.
"""

from __future__ import annotations

from qtnet.config.questions import QUESTIONS, Question
from qtnet.config.reading import read_study
from qtnet.config.schema import study_schema
from qtnet.config.sections import (
    FEWEST_DRAWS,
    BipolarityConfig,
    BlocsConfig,
    CentralityConfig,
    CorpusConfig,
    DepositConfig,
    ExtractionConfig,
    NetworkConfig,
    ReportConfig,
    RunConfig,
    StudyConfig,
)
from qtnet.config.template import study_text

__all__ = [
    "FEWEST_DRAWS",
    "QUESTIONS",
    "BipolarityConfig",
    "BlocsConfig",
    "CentralityConfig",
    "CorpusConfig",
    "DepositConfig",
    "ExtractionConfig",
    "NetworkConfig",
    "Question",
    "ReportConfig",
    "RunConfig",
    "StudyConfig",
    "read_study",
    "study_schema",
    "study_text",
]

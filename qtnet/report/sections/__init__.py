"""The story of the page: sections named by the reader's question, each with its answer, figures and tables."""

from __future__ import annotations

from qtnet.report.sections.about import about_section
from qtnet.report.sections.bipolar import bipolar_section
from qtnet.report.sections.blocs import blocs_section
from qtnet.report.sections.central import central_section
from qtnet.report.sections.change import change_section
from qtnet.report.sections.evidence import evidence_section
from qtnet.report.sections.hedgers import hedgers_section
from qtnet.report.sections.money import money_section
from qtnet.report.sections.quality import quality_section
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.sections.time import time_section
from qtnet.report.sections.where import where_section

__all__ = ["Context", "NamedTable", "Section", "sections"]

#: In the order of the page.
_STORY = (
    about_section,
    central_section,
    where_section,
    blocs_section,
    bipolar_section,
    hedgers_section,
    time_section,
    money_section,
    change_section,
    evidence_section,
    quality_section,
)


def sections(context: Context) -> tuple[Section, ...]:
    """Build the sections in the order of the page."""
    return tuple(build(context) for build in _STORY)

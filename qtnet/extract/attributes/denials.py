"""Denials that stand behind what they deny: "A and B plan a merger, it is said; both firms deny the report"."""

from __future__ import annotations

import re

from qtnet.extract.analysis import Analysis
from qtnet.extract.proposals import TieProposal

__all__ = ["is_denied_behind"]

_REACH = 140  # characters behind a tie in which its denial begins
_THOSE = (
    r"(?:both|the two|all three|the|each|either|neither)\s?(?:of them |of the |the )?"
    r"(?:companies|firms|governments|sides|parties|groups|ministries|banks|universities|two)?"
)
_REPORT = (
    r"(?:the|such|these|those|all|any) (?:\w+ )?"
    r"(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|speculation|allegations?)"
)
_DENIAL = re.compile(
    rf"(?:[;,.]\s+|\s[–—]\s|^)(?:but |and |yet |though |although )?{_THOSE}"
    r"(?: have| has| had)?(?: since| quickly| promptly| firmly| flatly| later| now)?"
    rf" (?:den(?:y|ies|ied)|dismiss(?:es|ed)?|reject(?:s|ed)?) (?:it|this|that|{_REPORT})(?=[.,;]|$)",
    re.IGNORECASE,
)
_VERB = re.compile("den|dismiss|reject", re.IGNORECASE)  # quickly told to be missing, as it nearly always is
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])")


def is_denied_behind(analysis: Analysis, proposal: TieProposal) -> bool:
    """Say whether those concerned deny a tie in the next clause or at the head of the next sentence.

    Parameters
    ----------
    analysis
        The document in which the tie was found.
    proposal
        The tie.
    """
    text = analysis.document.text
    last = analysis.sentences[proposal.sentence].end
    behind = text[proposal.end : min(len(text), max(last, proposal.end) + _REACH)]
    found = _DENIAL.search(behind) if _VERB.search(behind) else None
    if found is None or found.start() > max(last - proposal.end, 0) + 2:
        return False
    return len(_SENTENCE_END.findall(behind[: found.end()])) <= 1

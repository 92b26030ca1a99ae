"""The extract stage: passages in, claims out.

The package can be called: ``qtnet.extract(corpus)`` extracts a whole corpus and gives its checked facts. That call is
the one place where a stage reaches to its right (to `qtnet.facts`); the import happens inside it, so that importing the
package does not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from qtnet.extract.analyse import analyse
from qtnet.extract.analysis import Analysis, Mention
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.extract.extract import claims_of, extract_document

if TYPE_CHECKING:
    from qtnet.corpus.document import Corpus
    from qtnet.extract.backends import Backend
    from qtnet.facts import Facts

__all__ = [
    "ActorClaim",
    "Analysis",
    "Claims",
    "FundingClaim",
    "Mention",
    "TieClaim",
    "analyse",
    "claims_of",
    "extract_document",
]


class _CallablePackage(ModuleType):
    """A module that extracts a corpus when it is called."""

    def __call__(
        self,
        corpus: Corpus,
        *,
        corrections: str | Path | None = None,
        progress: bool = False,
        backend: Backend | None = None,
    ) -> Facts:
        """Extract a corpus and check what was found.

        Parameters
        ----------
        corpus
            Documents, as `qtnet.read_corpus` gives them.
        corrections
            A corrections.csv, whose verdicts override what was found.
        progress
            Whether to show a bar with counts, rate and time left on standard error.
        backend
            What extracts, as `qtnet.extract.backends.backend_of` gives it; the rules when not given.

        Returns
        -------
        Facts
            Documents, actors, ties and money as tables, every fact with its quotation.
        """
        from qtnet.facts.build import extract_facts

        return extract_facts(corpus, corrections=corrections, progress=progress, backend=backend)


sys.modules[__name__].__class__ = _CallablePackage

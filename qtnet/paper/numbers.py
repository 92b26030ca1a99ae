"""All numbers of a run by key, and reading them back.

`paper_numbers` gathers them from the inputs of the report's page; `read_numbers` reads `numbers.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.paper.caution import cautioned
from qtnet.paper.families import FAMILIES
from qtnet.paper.number import FORMS, PaperNumber
from qtnet.paper.study import Study, study_of
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.inputs import ReportInputs

__all__ = ["Numbers", "paper_numbers"]


class Numbers(Mapping[str, PaperNumber]):
    """Numbers by key, each with its printed forms.

    Parameters
    ----------
    numbers
        In any order.
    study
        Where they come from.

    Raises
    ------
    InputError
        If two numbers share a key, or a key is another's key with a form behind it.

    Examples
    --------
    >>> numbers = Numbers([PaperNumber(key="counts/ties", label="ties", kind="count", value=1200)])
    >>> numbers["counts/ties"].value, numbers.text("counts/ties"), numbers.text("counts/ties/raw")
    (1200, '1,200', '1200')
    """

    def __init__(self, numbers: Iterable[PaperNumber], study: Study | None = None) -> None:
        self.study = study if study is not None else Study()
        self._numbers: dict[str, PaperNumber] = {}
        for number in sorted(numbers, key=lambda one: one.key):
            if number.key in self._numbers:
                raise InputError(f"key '{number.key}' stands for two numbers")
            self._numbers[number.key] = number
        self._check_forms()

    def __getitem__(self, key: str) -> PaperNumber:
        if key not in self._numbers:
            raise UnknownNameError("number", key, self._numbers)
        return self._numbers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def text(self, key: str) -> str:
        """Give what a key prints: a number's own key its estimate, a key with a form behind it that form.

        Raises
        ------
        UnknownNameError
            If there is no such key; the message names the nearest.
        """
        if key in self._numbers:
            return self._numbers[key].text()
        base, _, form = key.rpartition("/")
        if base in self._numbers:
            return self._numbers[base].text(form)
        raise UnknownNameError("number", key, self._numbers)

    def texts(self) -> dict[str, str]:
        """Give every key with what it prints: each number's own, and one for each of its forms."""
        found: dict[str, str] = {}
        for key, number in self._numbers.items():
            found[key] = number.text()
            found |= {f"{key}/{form}": text for form, text in number.forms.items()}
        return found

    def to_frame(self) -> pd.DataFrame:
        """Give one row per number: key, label, value, interval, and the text with the interval."""
        return pd.DataFrame(
            [
                {
                    "key": key,
                    "label": one.label,
                    "value": one.value,
                    "low": one.low,
                    "high": one.high,
                    "text": one.forms.get("ci", one.text()),
                    "exploratory": one.exploratory,
                    "reason": one.reason,
                }
                for key, one in self._numbers.items()
            ],
            columns=["key", "label", "value", "low", "high", "text", "exploratory", "reason"],
        )

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False, na_rep="", border=0, max_rows=20))

    def _check_forms(self) -> None:
        for key in self._numbers:
            base, _, form = key.rpartition("/")
            if form in FORMS and base in self._numbers:
                raise InputError(f"key '{key}' could mean a number or form '{form}' of '{base}'")


def paper_numbers(inputs: ReportInputs) -> Numbers:
    """Gather every number that a paper may quote from the results of a run.

    Parameters
    ----------
    inputs
        What the report's page shows; nothing is computed that the page does not print.
    """
    known = Vocabulary.of(inputs)
    study = study_of(inputs)
    return Numbers(cautioned((number for family in FAMILIES for number in family(known)), known, study), study)

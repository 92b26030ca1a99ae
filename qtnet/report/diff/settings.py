"""What else differs between two runs: configuration, versions, and the hashes of lexicon and rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pandas as pd

from qtnet.report.inputs import ReportInputs

__all__ = ["differs", "setting_changes"]

_COLUMNS = ("setting", "before", "after")
#: What only repeats the documents or the other settings.
_SAID_ELSEWHERE = ("inputs", "config_sha256", "run_sha256", "seed")


def setting_changes(before: ReportInputs, after: ReportInputs) -> pd.DataFrame:
    """Compare configuration and provenance of two runs.

    Returns
    -------
    DataFrame
        One row per setting that differs: ``setting`` as a dotted key, ``before`` and ``after`` as text, empty where
        the run does not record it. Keys of the configuration start with its section, those of the provenance with
        ``provenance.``.
    """
    old, new = _settings(before), _settings(after)
    keys = [key for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    return pd.DataFrame([(key, old.get(key, ""), new.get(key, "")) for key in keys], columns=_COLUMNS)


def differs(settings: pd.DataFrame, *prefixes: str) -> list[str]:
    """Give the settings that differ and start with one of the prefixes, each with both values.

    Examples
    --------
    >>> changed = pd.DataFrame([("network.level", "country", "actor"), ("run.seed", "1", "2")], columns=_COLUMNS)
    >>> differs(changed, "network."), differs(changed, "extraction.")
    (['network.level: country → actor'], [])
    """
    rows = settings[settings["setting"].str.startswith(prefixes)] if len(settings) else settings
    return [
        f"{key}: {old or 'not recorded'} → {new or 'not recorded'}"
        for key, old, new in rows.itertuples(index=False, name=None)
    ]


def _settings(inputs: ReportInputs) -> dict[str, str]:
    provenance = {key: value for key, value in inputs.provenance.items() if key not in _SAID_ELSEWHERE}
    return dict(_flat(inputs.config, "")) | dict(_flat(provenance, "provenance."))


def _flat(values: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

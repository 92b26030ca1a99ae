"""What one run of the benchmarks found, kept in ``results.json``, and the README's table that is written from it."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.timing import Growth, Line

__all__ = ["BEGIN", "END", "RESULTS", "record", "table"]

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results.json")
BEGIN, END = "<!-- benchmarks: written by python -m tests.benchmarks --record -->", "<!-- end of benchmarks -->"
_OWN = ("numpy", "scipy", "pandas", "numba", "networkx", "igraph", "spacy")
_PEERS = ("pymnet", "py3plex", "leidenalg", "langextract")


def record(found: Sequence[Line | Growth]) -> None:
    """Keep the lines, in place of earlier ones of the same subjects, and write the README's table."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"lines": [], "growth": []}
    new = {line.subject for line in found}
    lines = [_entry(line) for line in found if isinstance(line, Line)]
    curves = [_curve(line) for line in found if isinstance(line, Growth)]
    results = {
        "machine": machine(),
        "versions": kept.get("versions", {}) | versions(),  # peers of lines that are kept
        "lines": [line for line in kept["lines"] if line["subject"] not in new] + lines,
        "growth": curves or kept["growth"],
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    readme.write_text(f"{before}{BEGIN}\n{table(results)}{END}{rest.split(END)[1]}", encoding="utf-8", newline="\n")


def machine() -> dict[str, object]:
    """Say what the machine is: cores, memory, processor."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", told, re.M)
    processor = model.group(1) if model else platform.processor()
    return {"cores": os.cpu_count(), "memory_gib": round(memory), "processor": processor, "system": platform.system()}


def versions() -> dict[str, str]:
    """Give the versions of Python and of what takes part, the peers' as their own Python tells them."""
    told = {"python": platform.python_version()} | {name: version(name) for name in _OWN}
    if python := os.environ.get("PEERS_PYTHON"):
        code = "from importlib.metadata import distributions as d\nfor i in d(): print(i.name.lower(), i.version)"
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
        there = dict(line.split() for line in done.stdout.splitlines())
        told |= {name: there[name] for name in _PEERS if name in there}
    return told


def table(results: dict[str, Any]) -> str:
    """Write what the README shows: machine, lines with ratios, and how time grows."""
    own, names = results["machine"], results["versions"]
    told = ", ".join(f"{name} {number}" for name, number in names.items())
    rows = [
        f"{own['cores']} cores, {own['memory_gib']} GiB, {own['processor']}; {told}. Processor time of one thread; "
        "ratios within one run. Each line is printed by `python -m tests.benchmarks NAME`.",
        "",
        "| what | qtnet | peer | its time | times as fast | NAME |",
        "|---|---:|---|---:|---:|---|",
    ]
    for line in results["lines"]:
        other = f"{line['peer_seconds']:.3g} s" if line["peer_seconds"] is not None else "—"
        ratio = f"{line['ratio']:.3g}" if line["ratio"] is not None else "—"
        beside = line["peer"] + (f": {line['reason']}" if line["reason"] else "") or "—"
        rows.append(
            f"| {line['what']} | {_told(line['seconds'])} s | {beside} | {other} | {ratio} | `{line['subject']}` |"
        )
    if not results["growth"]:
        return "\n".join(rows) + "\n"
    rows += ["", "Time grows with size to the power of (`python -m tests.benchmarks growth`):", ""]
    rows += ["| what, and what grows | from … to | power | 95 % range |", "|---|---|---:|---|"]
    for line in results["growth"]:
        low, high = line["range"]
        ends = f"{line['sizes'][0]:,} … {line['sizes'][-1]:,}"
        rows.append(f"| {line['what']} | {ends} | {line['exponent']:.2f} | [{low:.2f}, {high:.2f}] |")
    return "\n".join(rows) + "\n"


def _entry(line: Line) -> dict[str, object]:
    known = line.other == line.other
    return {
        "subject": line.subject,
        "command": f"python -m tests.benchmarks {line.subject}",
        "what": line.what,
        "seconds": _short(line.own),
        "peer": line.peer,
        "peer_seconds": _short(line.other) if known else None,
        "ratio": _short(line.ratio) if known else None,
        "reason": line.reason,
    }


def _curve(line: Growth) -> dict[str, object]:
    exponent, low, high = line.fit
    ends = {"exponent": round(exponent, 3), "range": [round(low, 3), round(high, 3)]}
    curve = {"what": line.what, "sizes": list(line.sizes), "seconds": [_short(each) for each in line.times]}
    return {"subject": line.subject, "command": f"python -m tests.benchmarks {line.subject}"} | curve | ends


def _told(seconds: float) -> str:
    return f"{seconds:.3g}" if seconds < 1000 else f"{seconds:,.0f}"


def _short(number: float) -> float:
    return float(f"{number:.4g}")

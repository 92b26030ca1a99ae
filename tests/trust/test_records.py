"""Files of people and other programs: damaged by hand or on purpose, they are refused by name and run nothing."""

import json
import random
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qtnet.config import read_study
from qtnet.errors import InputError, QtnetError
from qtnet.facts import read_facts, write_facts
from qtnet.facts.corrections import read_corrections
from qtnet.network import MultilayerNetwork
from qtnet.network.formats import FORMATS, read_network
from qtnet.paper.store import SCHEMA, read_numbers
from qtnet.report import read_inputs
from qtnet.study.store import decoded, encoded
from tests.review.world import reviewed

JUNK = (b"\0", b"9" * 24, b"-1", b"nan", b"inf", b'"', b"<", b"&", b"\n", b",", b"1e999", b"\xff", b" ", b"[", b"{")
JUNK += (
    b"null",
    b"true",
    b"'",
    b"=",
    b"\xed\xa0\x80",
    b"\r",
    b"{}",
    b"\\u0000",
    b"\\ud800",
    b"../",
    b"x" * 300,
    "²".encode(),
)
DEEP = b"[" * 100_000
NET = MultilayerNetwork.from_edges
EDGES = {"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": ["ai", "chips", "ai"], "sign": [1, -1, 1]}


def damaged(whole: bytes, rng: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(rng.choice([1, 1, 2, 5])):
        how, at = rng.random(), rng.randrange(max(1, len(data)))
        if how < 0.3 and data:
            data[at % len(data)] = rng.randrange(256)
        elif how < 0.5:
            del data[at : at + rng.randrange(1, 30)]
        else:
            data[at:at] = rng.choice(JUNK)
    return bytes(data[: rng.randrange(len(data) + 1)] if rng.random() < 0.05 else data)


def read_or_refused(path: Path, read, number: int, seed: int = 1) -> None:
    """Damage a file in many ways; each time it is read, or refused by an error of qtnet."""
    rng, whole = random.Random(seed), path.read_bytes()
    for _ in range(number):
        path.write_bytes(damaged(whole, rng))
        with suppress(QtnetError):
            read()
    path.write_bytes(whole)


def study(folder: Path, text: str | bytes) -> Path:
    path = folder / "s.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


WRONG_STUDIES = {
    "deep": "title='a'\nx=" + "[" * 100_000,
    "a long number": "title='a'\n[bipolarity]\ndraws=" + "9" * 6_000,
    "NUL in a name": 'title="a"\n[corpus]\ndocuments=["a\\u0000b"]',
    "NUL in a base": 'extends="a\\u0000b"',
    "a base that is itself": "extends='s.toml'",
    "a base that is a device": "extends='/dev/zero'",
    "a long base": f"extends='{'a' * 5_000}'",
    "a folder": "extends='.'",
    "a date": "title=1979-05-27\n[corpus]\ndocuments=['d']",
    "a table": "title='t'\ncorpus='d'",
    "infinite": "title='t'\n[corpus]\ndocuments=['d']\n[bipolarity]\ndraws=inf",
    "not UTF-8": b"title='\xff'",
    "half a character": b'title="\xed\xa0\x80"',
}


@pytest.mark.parametrize("name", WRONG_STUDIES)
def test_a_wrong_study_file_is_refused_by_name(tmp_path, name):
    with pytest.raises(InputError, match=r"s\.toml"):
        read_study(study(tmp_path, WRONG_STUDIES[name]))


def test_a_study_file_is_data(tmp_path):
    """Neither templates nor names of modules in a study are looked at."""
    evil = "__import__('os').system('touch hacked') {{7*7}} ${HOME} `id` !!python/object/apply:os.system %(x)s"
    path = study(tmp_path, f"title = {json.dumps(evil)}\n[corpus]\ndocuments = [{json.dumps(evil)}]\n")
    before = set(sys.modules)
    read = read_study(path)
    assert read.title == evil
    assert list(read.corpus.documents) == [evil]
    assert [name for name in set(sys.modules) - before if not name.startswith("qtnet")] == []
    assert [p.name for p in tmp_path.iterdir()] == ["s.toml"]


HOSTILE_NETWORKS = {
    "claimed.net": "*Vertices 999999999\n1 a\n2 b\n*Edges\n1 2 1\n",
    "digit.net": "*Vertices ²\n",
    "long.net": f"*Vertices {'9' * 5_000}\n",
    "ends.net": "*Vertices 2\n1 a\n2 b\n*Edges\n² 1 1\n",
    "value.net": "*Vertices 2\n1 a\n2 b\n*Edges\n1 2 nan\n",
    "absolute.txt": "/etc/passwd;/etc/passwd;/etc/passwd\n",
    "climbs.txt": "../../../etc/passwd;x;y\n",
    "backwards.txt": "..\\x;x;y\n",
    "encoding.graphml": "<?xml version='1.0' encoding='u9'?><a/>",
    "outside.graphml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><graphml><node id="&b;"/></graphml>',
    "deep.graphml": "<a>" * 20_000 + "</a>" * 20_000,
    "deep.gexf": "<a>" * 20_000 + "</a>" * 20_000,
    "weight.csv": "source,target,layer,weight\nA,B,x,1e999\n",
    "digits.csv": f"source,target,layer,weight\nA,B,x,{'9' * 6_000}\n",
    "field.csv": f"source,target,layer\nA,{'B' * 200_000},x\n",
    "quote.csv": 'source,target,layer\nA,"B,x\n',
    "noise.parquet": "PAR1" + "x" * 100 + "PAR1",
}


@pytest.mark.parametrize("name", HOSTILE_NETWORKS)
def test_a_hostile_network_file_is_refused_by_name(tmp_path, name):
    path = tmp_path / name
    path.write_text(HOSTILE_NETWORKS[name], encoding="utf-8")
    with pytest.raises(InputError, match=name.replace(".", r"\.")) as refused:
        read_network(path)
    assert "root:" not in str(refused.value)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_entities_that_grow_are_stopped(tmp_path, ending):
    grown = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(11))
    path = tmp_path / f"laughs{ending}"
    path.write_text(f'<!DOCTYPE a [<!ENTITY l0 "lol">{grown}]><a>&l11;</a>', encoding="utf-8")
    with pytest.raises(InputError, match="laughs"):
        read_network(path)


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.filterwarnings("ignore:No key type:UserWarning")
def test_network_files_with_any_damage_are_read_or_refused(tmp_path, form):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    whole = tmp_path / f"net{FORMATS[form].ending}"
    FORMATS[form].write(NET(pd.DataFrame(EDGES)), whole)
    path = tmp_path / "net_edges.txt" if form == "muxviz" else whole
    read_or_refused(path, lambda: read_network(whole), 300)


def test_a_record_too_deep_to_be_read_is_refused(tmp_path):
    folder = write_facts(reviewed(tmp_path).facts, tmp_path / "facts")
    (folder / "extraction.json").write_bytes(DEEP)
    with pytest.raises(InputError, match=r"extraction\.json: not JSON"):
        read_facts(folder)
    (tmp_path / "numbers.json").write_bytes(DEEP)
    with pytest.raises(InputError, match=r"numbers\.json: not JSON"):
        read_numbers(tmp_path / "numbers.json")
    (tmp_path / "report.json").write_bytes(DEEP)
    with pytest.raises(InputError, match=r"report\.json: cut off or changed"):
        read_inputs(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["documents.csv", "actors.csv", "ties.csv", "funding.csv", "extraction.json"])
def test_facts_with_any_damage_are_read_or_refused(tmp_path, name):
    folder = write_facts(reviewed(tmp_path).facts, tmp_path / "facts")
    read_or_refused(folder / name, lambda: read_facts(folder), 150)


@pytest.mark.slow
def test_corrections_with_any_damage_are_read_or_refused(tmp_path):
    path = tmp_path / "c.csv"
    rows = ["t1234,edit,status,past,x,me", "imec,same,,imec-x,r,m", "m123,reject,,,,me", "a,distinct,,b,,me"]
    path.write_text("\n".join(["id,action,field,value,reason,who", *rows, ""]), encoding="utf-8")
    assert len(read_corrections(path)) == 4
    read_or_refused(path, lambda: read_corrections(path), 1_000)


@pytest.mark.slow
def test_study_files_with_any_damage_are_read_or_refused(tmp_path, root):
    path = tmp_path / "quantum.toml"
    shutil.copy(root / "reports" / "quantum.toml", path)
    read_or_refused(path, lambda: read_study(path), 300)


@pytest.mark.parametrize(
    "wrong",
    ["[]", "{}", '{"schema": "%s"}', '{"schema": "%s", "numbers": [], "evidence": {}, "study": {}, "facts": {}}',
     '{"schema": "%s", "numbers": {"a": 1}, "evidence": {}, "study": {}, "facts": {}}',
     '{"schema": "%s", "numbers": {"a": {"label": [1], "kind": "x"}}, "evidence": {}, "study": {}, "facts": {}}',
     '{"schema": "%s", "numbers": {"a": {"label": "A", "kind": "count", "value": "5"}}, "evidence": {}, "study": {},'
     ' "facts": {}}'],
)  # fmt: skip
def test_numbers_that_no_run_wrote_are_refused(tmp_path, wrong):
    path = tmp_path / "numbers.json"
    path.write_text(wrong.replace("%s", SCHEMA), encoding="utf-8")
    with pytest.raises(InputError, match=r"numbers\.json"):
        read_numbers(path)


def test_kept_results_with_any_damage_are_a_value_or_damaged():
    whole = encoded({"a": (1, 0.5), "f": pd.DataFrame({"x": [1, 2], "y": ["a", "b"]}), "n": np.arange(5.0)}).body()
    rng = random.Random(4)
    for _ in range(1_500):
        with suppress(QtnetError):
            decoded(damaged(whole, rng), {})
    for hostile in (DEEP, b'["record","os.system",[]]', b'["array","O",[1],0]\nxxxxxxxx', b'["array","f8",[1e300],0]'):
        with pytest.raises(QtnetError):
            decoded(hostile, {})

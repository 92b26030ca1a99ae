"""Large studies stay usable: ten thousand facts scroll, five hundred actors and five thousand ties are drawn."""

import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from qtnet.report.page import write_report

pytestmark = [pytest.mark.browser, pytest.mark.slow]

N_FACTS, N_ACTORS, N_TIES = 10_000, 500, 5_000
LAYERS = ("ai", "quantum-computing", "semiconductors", "telecom")


def processor_seconds(session) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}["TaskDuration"]


@pytest.fixture
def opened(browser):
    """Open a page and give it with a session that counts processor time; a busy machine does not count."""
    contexts = []

    def given(path):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        contexts.append(context)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
        return page, session

    yield given
    for context in contexts:
        context.close()


def many_facts(inputs):
    """The invented study with one long document that states ten thousand ties."""
    lines = [f"Japan and Canada signed agreement number {k} on quantum computing." for k in range(N_FACTS)]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines[:-1])])
    model = inputs.ties.iloc[[0]]
    ties = pd.concat([model] * N_FACTS, ignore_index=True).assign(
        tie=[f"t{k:012x}" for k in range(N_FACTS)], doc="long", evidence=lines, start=starts,
        end=starts + np.array([len(line) for line in lines]),
    )  # fmt: skip
    document = inputs.documents.iloc[[0]].assign(doc="long", title="A long document", chars=int(starts[-1]))
    return replace(
        inputs,
        texts={**inputs.texts, "long": "\n".join(lines)},
        ties=pd.concat([inputs.ties, ties], ignore_index=True),
        documents=pd.concat([inputs.documents, document], ignore_index=True),
    )


def many_actors(inputs):
    """The invented study with a random network of five hundred actors in four technologies."""
    rng = np.random.default_rng(5)
    actors = [f"actor-{k:03d}" for k in range(N_ACTORS)]
    pairs = sorted({tuple(sorted(map(int, rng.choice(N_ACTORS, 2, replace=False)))) for _ in range(3 * N_TIES)})
    chosen = rng.permutation(len(pairs))[:N_TIES]
    facts = inputs.ties["tie"].tolist()
    network = pd.DataFrame(
        [
            {"source": actors[pairs[k][0]], "target": actors[pairs[k][1]], "layer": LAYERS[k % 4],
             "sign": -1 if k % 10 == 0 else 1, "weight": 1.0, "directed": False, "year": np.nan, "confidence": 0.9,
             "n_evidence": 1, "facts": (facts[k % len(facts)],)}
            for k in sorted(chosen)
        ]
    )  # fmt: skip
    named = pd.DataFrame({"actor": actors, "name": [a.title() for a in actors], "kind": "company", "country": "US"})
    invented = sys.modules["invented"]
    scores = invented._scores(network, actors, rng)
    return replace(inputs, network=network, network_actors=named, **scores)


def test_ten_thousand_facts_scroll_as_ten(opened, inputs, tmp_path):
    page, session = opened(write_report(many_facts(inputs), tmp_path / "facts.html"))
    page.evaluate("document.querySelector('#facts').scrollIntoView({behavior: 'instant'})")
    page.wait_for_selector("#facts tr")
    assert page.evaluate("document.querySelectorAll('#facts tr').length") < 200
    before, steps = processor_seconds(session), 60
    for step in range(steps):
        page.evaluate(
            "share => { const b = document.querySelector('#facts-box'); b.scrollTop = share * b.scrollHeight; }",
            step / steps,
        )
        page.wait_for_timeout(20)
    assert (processor_seconds(session) - before) / steps < 0.05
    page.evaluate("const b = document.querySelector('#facts-box'); b.scrollTop = b.scrollHeight;")
    page.wait_for_timeout(200)
    last = page.evaluate("document.querySelector('#facts').lastElementChild.getAttribute('aria-rowindex')")
    assert int(last) == N_FACTS + len(inputs.ties) + len(inputs.funding) + 1
    page.fill("#search", "agreement number 9876 ")
    page.wait_for_timeout(300)
    assert page.inner_text("[data-count=facts] >> nth=0").startswith("1 of ")


def test_five_hundred_actors_and_five_thousand_ties_can_be_used(opened, inputs, tmp_path):
    path = write_report(many_actors(inputs), tmp_path / "actors.html")
    page, session = opened(path)
    assert processor_seconds(session) < 6
    for key in ("layered", "multiples"):
        before = processor_seconds(session)
        page.evaluate("k => document.getElementById('plot-' + k).scrollIntoView({behavior: 'instant'})", key)
        page.wait_for_selector(f"#plot-{key} .main-svg", state="attached", timeout=120_000)
        page.wait_for_timeout(300)
        assert processor_seconds(session) - before < 12, key
    before = processor_seconds(session)
    page.evaluate("document.querySelector(\".chip[data-value='-']\").click()")
    page.wait_for_timeout(300)
    assert processor_seconds(session) - before < 12

"""One browser for the session, offline pages, and what every page must keep: no request, no error."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.two_presets import with_presets
from tests.browser.waiting import draw_everything

HERE = Path(__file__).parent
LOCAL = ("file:", "blob:", "data:")

SMALL_STUDY = """
title = "Quantum technology partnerships: who works with whom?"
question = "Is the field splitting in two?"
[corpus]
documents = ["{seeds}"]
gold = "{gold}"
[centrality]
draws = 20
[blocs]
restarts = 5
draws = 20
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
[run]
seed = 7
"""


# Which details a page opens with.
REMEMBER = "() => { window.asOpened = new Map([...document.querySelectorAll('details')].map(d => [d, d.open])); }"

# Closes what is open, takes back all choices, and goes to the top.
SET_BACK = """async () => {
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  if (location.hash) {
    const told = new Promise(done => addEventListener('hashchange', () => setTimeout(done), { once: true }));
    location.hash = '';
    await told;
  }
  history.replaceState(null, '', location.pathname);
  window.asOpened.forEach((open, details) => { details.open = open; });
  document.activeElement.blur();
  scrollTo({ top: 0, behavior: 'instant' });
}"""


def load(path: Path):
    """Import a file beside the tests by its path, under its own name."""
    if path.stem not in sys.modules:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
    return sys.modules[path.stem]


@pytest.fixture(scope="session")
def inputs(root):
    return load(HERE.parent / "report" / "invented.py").invented_inputs(root)


@pytest.fixture(scope="session")
def report(inputs, made_once) -> Path:
    """The page of the invented study, with a preset beside its own choice."""
    from qtnet.report.page import write_report

    return made_once("page", lambda place: write_report(with_presets(inputs), place / "report.html")) / "report.html"


@pytest.fixture(scope="session")
def study(root, made_once):
    """What the page of a small run over the seeds shows: every frame as the stages fill it, few draws."""
    from qtnet.config import read_study
    from qtnet.corpus import read_corpus
    from qtnet.report import read_inputs
    from qtnet.report.store import write_inputs
    from qtnet.study.stages import computed
    from qtnet.study.writing import collected

    def run(folder: Path) -> None:
        gold = root / "data" / "corpus" / "seeds" / "gold"
        (folder / "small.toml").write_text(SMALL_STUDY.format(seeds=root / "seeds", gold=gold), encoding="utf-8")
        asked = read_study(folder / "small.toml")
        corpus = read_corpus([asked.path(path) for path in asked.corpus.documents])
        # The run itself, without what it writes for papers and archives.
        found = computed(asked, corpus, folder=folder, jobs=1, tell=lambda _line: None)
        write_inputs(collected(found, corpus), folder / "results")

    return read_inputs(made_once("study", run) / "results")


@pytest.fixture(scope="session")
def full_report(study, made_once) -> Path:
    """The page of that run: all figures that a page can have."""
    from qtnet.report.page import write_report

    return made_once("full", lambda place: write_report(study, place / "report.html")) / "report.html"


@pytest.fixture
def open_page(browser) -> Iterator[Callable]:
    """Open a file in a fresh offline context; on leaving, no page may have asked for anything or reported an error."""
    contexts, troubles = [], []

    def opened(path: Path, *, width: int = 1280, scheme: str = "light", fragment: str = "", scripts: bool = True):
        page = watched(browser, troubles, width=width, scheme=scheme)
        contexts.append(page.context)
        page.goto(path.as_uri() + fragment)
        if scripts:
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def pages(browser) -> Iterator[dict]:
    """Pages that tests share: to unpack and read a page takes seconds, to set it back does not."""
    kept: dict = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def shared_page(browser, pages) -> Iterator[Callable]:
    """Give a page that earlier tests used too, set back to how it opens; it may not report anything either.

    What cannot be set back (the theme button, another size of the screen) needs a page of its own: `open_page`.
    """
    given = []

    def opened(path: Path, *, width: int = 1280, scheme: str = "light"):
        key = (path, width, scheme)
        if key not in pages:
            troubles: list[str] = []
            page = pages[key] = watched(browser, troubles, width=width, scheme=scheme)
            page.troubles = troubles
            page.goto(path.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            page.evaluate(REMEMBER)
        page = pages[key]
        page.mouse.move(0, 0)
        page.evaluate(SET_BACK)
        given.append(page)
        return page

    yield opened
    assert [trouble for page in given for trouble in page.troubles] == []


@pytest.fixture(scope="session")
def drawn(browser, full_report) -> Iterator[Callable]:
    """Give the page of the small run with every figure drawn; tests that only look share one per width and theme."""
    pages, troubles = {}, {}

    def given(width: int, scheme: str):
        if (width, scheme) not in pages:
            found = troubles.setdefault((width, scheme), [])
            page = pages[width, scheme] = watched(browser, found, width=width, scheme=scheme)
            page.goto(full_report.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            draw_everything(page)
            page.troubles = found
        return pages[width, scheme]

    yield given
    for page in pages.values():
        page.context.close()


def watched(browser, troubles: list[str], *, width: int, scheme: str):
    """Open an empty page in an offline context of its own that notes every request and error."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, color_scheme=scheme, accept_downloads=True
    )
    page = context.new_page()
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(LOCAL) else troubles.append(r.url))
    return page

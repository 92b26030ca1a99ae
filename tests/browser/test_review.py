"""The review page in a real browser: by keyboard alone, on a screen and on a phone, with hostile documents."""

import json
import threading
import urllib.request

import pytest

from qtnet.facts.corrections import read_corrections
from qtnet.review.desk import Desk
from qtnet.review.queue import build_queue
from qtnet.review.server import ReviewServer
from tests.review.world import ACTORS, FIRST, PACT, SILENT, actor, reviewed, tie

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.hacked = 1</script> </script><script>window.hacked = 2</script> "
    "<img src=https://example.invalid/x onerror='window.hacked = 3'> \u202edesrever\u202c \u2067 &lt;svg onload=1&gt; "
    "<a href='javascript:window.hacked = 4'>link</a> {{ 7*7 }} <!-- \u2028"
)


@pytest.fixture
def open_review(browser, tmp_path):
    """Serve a review and open its page; on leaving, it may have asked for nothing but its server, and had no error."""
    contexts, servers, troubles = [], [], []

    def opened(*, width=1440, scheme="light", **changes):
        found = reviewed(tmp_path, **changes)
        server = ReviewServer(Desk(found, build_queue(found), who="Ada"))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: troubles.append(m.text) if is_fault(m) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((server.url, "data:")) else troubles.append(r.url))
        page.goto(server.url)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.file = server.desk.path
        return page

    yield opened
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()
    assert troubles == []


def is_fault(message):
    """Tell a fault of the page from a request that was refused or broken off, which browsers log as errors too."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


def wait_until(page, expression):
    """Wait for an expression to be true; the policy of the page forbids the browser's own way to poll."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def go_to(page, kind):
    """Go to the first question of a kind by keyboard."""
    for _ in range(20):
        if page.inner_text("#question .kicker").startswith(kind):
            return
        before = page.get_attribute("html", "data-question")
        page.keyboard.press("j")
        page.wait_for_selector(f"html:not([data-question='{before}'])", state="attached")
    raise AssertionError(f"no question of kind {kind}")


def actions(page):
    return [(c.id, c.action) for c in read_corrections(page.file) if c.action != "actor"]


def test_a_question_shows_its_quotation_in_its_paragraph(open_review):
    page = open_review()
    go_to(page, "Tie")
    assert page.inner_text("#question mark") == PACT
    assert page.inner_text("#question .passage") == f"{PACT}. The weather was fine."
    assert page.inner_text("#title") == "Canada – Japan"
    assert "One" in page.inner_text("#question cite")
    page.click("summary")
    page.wait_for_selector("details .passage")
    assert page.locator("details .passage").evaluate("e => e.textContent") == FIRST


def test_the_whole_review_by_keyboard(open_review):
    page = open_review()
    go_to(page, "Tie")
    fact = page.get_attribute("html", "data-question")
    page.keyboard.press("a")
    wait_until(page, "document.querySelector('#said').textContent === 'Accepted and saved'")
    assert actions(page) == [(fact, "accept")]
    assert page.inner_text("#count") == "1 of 4 judged"
    assert page.get_attribute("html", "data-question") != fact
    page.keyboard.press("u")
    wait_until(page, "document.querySelector('#said').textContent === 'Taken back and saved'")
    assert actions(page) == []
    page.wait_for_selector(f"html[data-question='{fact}']", state="attached")
    page.keyboard.press("e")
    page.wait_for_selector("form.edit")
    assert page.evaluate("document.activeElement.name") == "source"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "status"
    page.keyboard.type("past")
    page.keyboard.press("Control+Enter")
    wait_until(page, "document.querySelector('#said').textContent === 'Edited and saved'")
    (said,) = [c for c in read_corrections(page.file) if c.id == fact]
    assert (said.action, said.values["status"], said.was["status"]) == ("edit", "past", "active")
    go_to(page, "Money")
    page.keyboard.press("r")
    wait_until(page, "document.querySelector('#said').textContent === 'Rejected and saved'")
    assert [action for _, action in actions(page)] == ["edit", "reject"]
    assert page.inner_text("#count") == "2 of 4 judged"


def test_a_sentence_without_a_fact_gets_one(open_review):
    page = open_review()
    page.select_option("#kind", "sentence")
    page.keyboard.press("Escape")
    wait_until(page, "document.querySelector('#question mark').textContent.startsWith('Whatever')")
    page.keyboard.press("n")
    page.wait_for_selector("#add[open]")
    assert (page.input_value("#add-source"), page.input_value("#add-target")) == ("DE", "FR")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#add [aria-invalid]")
    assert page.inner_text("#add .general") == "still to fill in: mode, domain"
    page.select_option("#add-mode", "alignment")
    page.select_option("#add-domain", "ai")
    page.fill("#add-target", "Acme Labs")
    page.press("#add-target", "Tab")
    page.select_option("#kind-0", "company")
    page.fill("#home-0", "fr")
    page.focus("#add-mode")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#add:not([open])", state="attached")
    told, said = read_corrections(page.file)
    assert (told.id, told.values["kind"], told.values["country"]) == ("acme-labs", "company", "FR")
    assert (said.values["target"], said.values["evidence"]) == ("acme-labs", f"{SILENT}.")
    assert page.inner_text("#count") == "0 of 4 judged, 1 added"
    page.select_option("#kind", "added")
    page.wait_for_selector("#list button")
    assert "Acme" in page.inner_text("#list") or "acme-labs" in page.inner_text("#list")


def test_words_selected_in_the_text_become_the_quotation(open_review):
    page = open_review(first=FIRST.replace("The weather", "\u202eThe\u202c weather"))
    go_to(page, "Tie")
    page.evaluate("""() => {
      const holder = document.querySelector('#question .passage');
      const range = document.createRange();
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      let node, last; while ((node = walker.nextNode())) last = node;
      range.setStart(holder.querySelector('mark').nextSibling, 2);
      range.setEnd(last, last.length - 1);
      getSelection().removeAllRanges(); getSelection().addRange(range);
    }""")
    page.keyboard.press("n")
    page.wait_for_selector("#add[open]")
    assert page.input_value("#add-evidence") == "\u202eThe\u202c weather was fine"


def test_faults_stand_beside_their_fields(open_review):
    page = open_review()
    go_to(page, "Tie")
    page.keyboard.press("e")
    page.wait_for_selector("form.edit")
    page.fill("#edit-year", "soon")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#edit-year[aria-invalid=true]")
    assert "is no number" in page.inner_text("#edit-year-fault")
    assert page.evaluate("document.activeElement.id") == "edit-year"
    assert not page.file.exists()
    page.keyboard.press("Escape")
    page.wait_for_selector("form.edit", state="detached")


def test_search_and_help(open_review):
    page = open_review()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("rapidus")
    wait_until(page, "document.querySelectorAll('#list li').length < 4")
    assert "Rapidus" in page.inner_text("#list")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    assert "corrections.csv" in page.inner_text("#help")
    page.keyboard.press("a")
    assert not page.file.exists()
    page.uncheck("#single")
    page.keyboard.press("Escape")
    page.wait_for_selector("#help:not([open])", state="attached")
    before = page.get_attribute("html", "data-question")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_timeout(100)
    assert page.get_attribute("html", "data-question") == before
    assert not page.file.exists()


def test_hostile_words_are_shown_and_do_nothing(open_review):
    first = f"{HOSTILE}\n{PACT} {HOSTILE}. The weather was fine.\n{SILENT}.\n"
    bad = (*ACTORS, actor("evil", "company", "JP", "<img src=x onerror='window.hacked = 5'>"))
    ties = (tie(first), tie(first, words=HOSTILE, source="evil", mode="research", instrument=HOSTILE))
    page = open_review(first=first, ties=ties, actors=bad)
    for _ in range(6):
        page.keyboard.press("e")
        page.wait_for_timeout(60)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.wait_for_timeout(60)
    page.select_option("#kind", "tie")
    page.fill("#search", "script")
    wait_until(page, "document.querySelector('#question mark')?.textContent.includes('script')")
    assert page.locator("#question mark").evaluate("e => e.textContent") == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('main img, main script, main a, nav img, option img').length") == 0
    assert page.evaluate("document.scripts.length") == 1
    turned = page.locator("#question mark .turning").first
    assert turned.get_attribute("data-code") == "U+202E"
    assert turned.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_a_page_of_another_origin_gets_nothing(open_review, browser, tmp_path):
    page = open_review()
    address = page.url
    (tmp_path / "evil.html").write_text("<title>evil</title>", encoding="utf-8")
    context = browser.new_context()
    evil = context.new_page()
    evil.goto((tmp_path / "evil.html").as_uri())
    read = "u => fetch(u).then(r => r.text()).then(t => t.length, () => 'refused')"
    assert evil.evaluate(read, address + "api/state") == "refused"
    send = "u => fetch(u, {method: 'POST', mode: 'no-cors', body: '{}'}).then(r => r.type, () => 'refused')"
    assert evil.evaluate(send, address + "api/undo") in ("opaque", "refused")
    framed = """u => new Promise(done => { const f = document.createElement('iframe'); f.src = u;
      f.onload = () => { try { done(f.contentDocument ? 'same' : 'closed'); } catch { done('closed'); } };
      document.body.append(f); })"""
    assert evil.evaluate(framed, address) == "closed"
    context.close()
    assert not page.file.exists()


def test_a_wrong_token_opens_no_page(open_review, browser):
    page = open_review()
    context = browser.new_context()
    other = context.new_page()
    token = page.url.rstrip("/").rsplit("/", 1)[1]
    answer = other.goto(page.url.replace(token, "A" * len(token)))
    assert answer.status == 403
    assert "wrong token" in other.inner_text("body")
    assert other.locator("#question").count() == 0
    context.close()


def test_a_server_that_has_gone_is_told(open_review):
    page = open_review()
    page.route("**/api/judge", lambda route: route.abort())
    go_to(page, "Tie")
    with page.expect_request("**/api/judge"):
        page.keyboard.press("a")
    wait_until(page, "document.querySelector('#said').textContent.startsWith('Not saved: The server')")
    assert page.inner_text("#count") == "0 of 4 judged"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (768, "light"), (1440, "light")])
def test_it_fits_the_screen_and_the_theme(open_review, width, scheme):
    long = FIRST.replace("The weather", "w" * 400)
    page = open_review(width=width, scheme=scheme, first=long, ties=(tie(long),))
    go_to(page, "Tie")
    for key in ("e", "n"):
        page.keyboard.press(key)
        page.wait_for_selector("form.edit" if key == "e" else "#add[open]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        page.wait_for_timeout(80)
    page.keyboard.press("?")
    assert page.evaluate("document.querySelector('#help').scrollWidth <= document.querySelector('#help').clientWidth")
    page.keyboard.press("Escape")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    assert dark == (scheme == "dark")
    before = page.evaluate("getComputedStyle(document.body).color")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).color") != before


def test_every_control_has_a_name_and_changes_are_announced(open_review):
    page = open_review()
    go_to(page, "Tie")
    page.keyboard.press("e")
    page.wait_for_selector("form.edit")
    nameless = """() => [...document.querySelectorAll('button, input, select, textarea, progress, dialog')]
      .filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.getAttribute('aria-labelledby')))
      .map(e => e.outerHTML)"""
    assert page.evaluate(nameless) == []
    assert page.evaluate("document.querySelectorAll('[id]').length") == page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )
    assert page.get_attribute("#said", "aria-live") == "polite"
    page.keyboard.press("Escape")
    wait_until(page, "document.activeElement.id === 'title'")


def test_a_reload_keeps_every_verdict(open_review):
    page = open_review()
    go_to(page, "Tie")
    page.keyboard.press("r")
    wait_until(page, "document.querySelector('#count').textContent.startsWith('1 of')")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.inner_text("#count") == "1 of 4 judged"
    with urllib.request.urlopen(page.url + "api/state", timeout=5) as answer:
        assert [v["action"] for v in json.load(answer)["verdicts"].values()] == ["reject"]
    page.check("#open-only")
    wait_until(page, "document.querySelectorAll('#list li').length === 3")

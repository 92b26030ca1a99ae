"""What the reader does with the page: choose an actor, filter, count otherwise, share, print, all of it by keyboard."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from qtnet.report.embed import figure_json
from qtnet.report.evidence import evidence
from qtnet.report.factsets import FactSets
from qtnet.report.packing import packed_exhibit, placed
from qtnet.report.page import write_report
from qtnet.report.presets import preset_exhibits, preset_inputs
from qtnet.report.sections import Context, sections
from qtnet.report.words.actors import facts_by_actor
from tests.browser.two_presets import with_presets
from tests.browser.waiting import scroll_to, until

pytestmark = pytest.mark.browser

SEEN_POINTS = """key => document.querySelector('#plot-' + key).data
  .filter(t => t.meta && t.meta.facts && !(t.opacity < 0.3)).flatMap(t => t.x).filter(v => v !== null).length"""


@pytest.fixture(scope="module")
def presets_drawn(inputs):
    """The figures of the other way to count, as Python draws them."""
    return preset_exhibits(with_presets(inputs))


def test_a_chosen_actor_stands_out_everywhere(shared_page, report, inputs):
    page = shared_page(report)
    scroll_to(page, "multiples")
    everything = page.evaluate(SEEN_POINTS, "multiples")
    page.select_option("#actor", "JP")
    until(page, f"({SEEN_POINTS})('multiples') < {everything}")
    own = facts_by_actor(inputs)["JP"]
    total = len(inputs.ties) + len(inputs.funding)
    assert page.inner_text("[data-count=facts]") == f"{len(own)} of {total} facts"
    assert page.inner_text("#chosen strong") == "Japan"
    assert page.inner_text("#chosen .num") == f"{len(own)} facts"
    page.click("#chosen .num")
    page.wait_for_selector("dialog[open]")
    assert page.inner_text("#panel-title") == f"The {len(own)} facts behind this"
    page.keyboard.press("Escape")
    assert 0 < page.evaluate(SEEN_POINTS, "multiples") < everything
    page.click("#multiples summary")
    marked = page.locator("#multiples tr.own td:first-child, #multiples tr.own td:nth-child(2)").all_inner_texts()
    assert marked
    assert marked.count("JP") + marked.count("Japan") == len(marked) / 2
    assert "actor=JP" in page.evaluate("location.hash")
    page.click("[data-clear=actor]")
    until(page, f"({SEEN_POINTS})('multiples') === {everything}")
    assert page.evaluate(SEEN_POINTS, "multiples") == everything
    assert page.evaluate("location.hash") == ""


def test_years_narrow_the_facts(shared_page, report, inputs):
    page = shared_page(report)
    years = pd.concat([inputs.ties["year"], inputs.funding["year"]]).astype(str).str.extract(r"(\d{4})")[0]
    chosen = sorted(years.dropna().unique())[-2]
    page.select_option("#from", chosen)
    within = int((years >= chosen).sum() + years.isna().sum())
    assert page.inner_text("[data-count=facts]").startswith(f"{within} of ")
    page.check("#dated")
    assert page.inner_text("[data-count=facts]").startswith(f"{int((years >= chosen).sum())} of ")
    assert page.input_value("#from-all") == chosen
    assert page.is_checked("#dated-all") is True


def test_another_count_brings_the_numbers_that_python_computed(shared_page, report, inputs, presets_drawn):
    page = shared_page(report)
    scroll_to(page, "centrality")
    before = page.evaluate("document.querySelector('#plot-centrality').data[0].x")
    page.select_option("#preset", "sure")
    until(page, "x => String(document.querySelector('#plot-centrality').data[0].x) !== String(x)", before)
    drawn = page.evaluate("document.querySelector('#plot-centrality').data[0].x")
    expected = presets_drawn["centrality"]["sure"].wide.data[0].x
    assert drawn == pytest.approx(list(expected))
    assert page.locator("#centrality [data-stays]").is_hidden()
    assert page.locator("#alignment [data-stays]").is_visible()
    sure = preset_inputs(with_presets(inputs), "sure").network
    assert page.inner_text("[data-count=ties]") == f"{len(sure)} of {len(sure)} ties shown."
    assert f"{len(sure)} ties" in page.inner_text("#chosen")
    with page.expect_download() as download:
        page.click("[data-csv=multiples]")
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) - 1 == len(sure)
    assert download.value.suggested_filename == "multiples-sure.csv"


def test_the_table_and_the_words_of_a_figure_follow_another_count(shared_page, report, inputs, presets_drawn):
    page = shared_page(report)
    expected = presets_drawn["centrality"]["sure"]
    said = {part: page.text_content(f"#centrality [data-said={part}]") for part in ("reading", "alt")}
    heads = page.locator("#centrality th").count()
    page.select_option("#preset", "sure")
    page.click("#centrality details summary")
    shown = page.locator("#centrality tbody tr").count()
    assert shown == min(200, len(expected.table.rows))
    assert page.locator("#centrality tbody tr").first.locator("td").all_inner_texts()[0] == expected.table.rows[0][0]
    assert page.text_content("#centrality [data-said=reading]") == expected.reading
    assert "no interval is computed for this choice" in expected.reading
    assert page.text_content("#centrality [data-said=alt]") == expected.alt
    assert "No interval is computed for this choice" in page.inner_text("#chosen")
    assert page.text_content("[data-metrics]").startswith("are those of “")
    with page.expect_download() as download:
        page.click("[data-json=centrality]")
    told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert (told["reading"], told["alt"]) == (expected.reading, expected.alt)
    assert len(told["rows"]) == len(expected.table.rows)
    # A part of the figure was drawn for the study's own choice: it says so, and its table is the study's again.
    page.select_option("[data-variant=centrality]", "semiconductors")
    assert page.locator("#centrality [data-stays]").is_visible()
    assert page.locator("#centrality th").count() == heads
    assert page.text_content("#centrality [data-said=reading]") == said["reading"]
    with page.expect_download() as download:
        page.click("[data-json=alignment]")
    assert "the study’s own choice" in json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["note"]
    page.click("[data-clear=preset]")
    assert page.text_content("[data-metrics]") == "stay those of the whole study"


def test_the_legend_of_the_networks_has_the_blocs_of_the_chosen_count(shared_page, report, presets_drawn):
    legend = (
        "[...document.querySelectorAll('#multiples .legend li')].filter(e => e.offsetWidth).map(e => e.textContent)"
    )
    page = shared_page(report)
    own = page.evaluate(legend)
    assert "bloc 1" in own
    assert "bloc 5" not in own
    page.select_option("#preset", "sure")
    assert page.evaluate(legend) == [text for _, text in presets_drawn["multiples"]["sure"].legend]
    assert "bloc 5" in page.evaluate(legend)
    page.click("[data-clear=preset]")
    assert page.evaluate(legend) == own


def test_the_table_of_one_actor_has_its_ties_only(shared_page, report, inputs):
    page = shared_page(report)
    page.click("#ego details summary")
    cells = "[...document.querySelectorAll('#ego tbody tr')].map(row => row.cells[0].textContent)"
    first = set(page.evaluate(cells))
    assert len(first) == 1
    page.select_option("#actor", "JP")
    ties = ((inputs.network["source"] == "JP") | (inputs.network["target"] == "JP")).sum()
    assert page.evaluate(cells) == ["Japan"] * ties
    page.click("[data-clear=actor]")
    assert set(page.evaluate(cells)) == first


def test_figures_come_out_of_the_page_as_python_drew_them(shared_page, report, inputs, presets_drawn):
    study = with_presets(inputs)
    page = shared_page(report)
    presets = presets_drawn
    facts = [{"id": record["id"]} for record in evidence(study).records]
    places = {record["id"]: place for place, record in enumerate(facts)}
    for section in sections(Context.of(study)):
        for exhibit in section.exhibits:
            if exhibit.wide is None:
                continue
            sets = FactSets()
            stored = packed_exhibit(exhibit, places, presets.get(exhibit.key, {}), sets)
            named = {name: placed(own, places) for name, own in sets.named.items()}
            data = {"figures": {exhibit.key: stored}, "facts": facts, "sets": named}
            forms = [("", "", exhibit), *((v.key, "", v) for v in exhibit.variants[:2])]
            forms += [("", key, shown) for key, shown in presets.get(exhibit.key, {}).items() if shown.wide]
            for variant, preset, shown in forms:
                for form in ("wide", "narrow"):
                    back = page.evaluate("a => figureBack(...a)", [data, exhibit.key, form, variant, preset])
                    assert back == figure_json(exhibit.key, getattr(shown, form)), (exhibit.key, form, variant, preset)


def test_a_link_brings_back_everything_that_was_chosen(shared_page, open_page, report):
    page = shared_page(report)
    page.select_option("#actor", "US")
    page.select_option("#preset", "sure")
    page.click("#evidence .chip[data-value=ai]")
    page.fill("#search", "chip")
    page.select_option("[data-variant=centrality]", "semiconductors")
    page.click(".toc a[href='#money']")
    address = page.evaluate("location.hash")
    again = open_page(report, fragment=address)
    state = """() => [document.querySelector('#actor').value, document.querySelector('#preset').value,
      document.querySelector('#search').value, document.querySelector('[data-variant=centrality]').value,
      document.querySelectorAll('.chip[aria-pressed=true]').length,
      document.querySelector('[data-count=facts]').textContent, location.hash]"""
    assert again.evaluate(state) == page.evaluate(state)
    until(again, "Math.abs(document.querySelector('#money').getBoundingClientRect().top) < 300")


def test_a_plain_section_link_stays_plain(shared_page, report):
    page = shared_page(report)
    page.click(".toc a[href='#blocs']")
    assert page.evaluate("location.hash") == "#blocs"
    assert page.evaluate("document.activeElement.id") == "blocs"


def test_figures_are_read_by_keyboard(shared_page, report, inputs):
    page = shared_page(report)
    scroll_to(page, "layered")
    page.focus("#plot-layered")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#plot-layered .hoverlayer .hovertext", state="attached")
    assert page.inner_text("#told").startswith("1 of ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    assert set(page.locator("#panel-body mark").all_inner_texts()) <= set(inputs.ties["evidence"])


def test_downloads_describe_themselves(shared_page, report, inputs):
    page = shared_page(report)
    scroll_to(page, "totals")
    files = {}
    for kind in ("csv", "json", "png", "svg"):
        with page.expect_download() as download:
            page.click(f"[data-{kind}=totals]")
        files[kind] = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename == f"totals.{kind}"
    told = json.loads(files["json"])
    rows = list(csv.reader(io.StringIO(files["csv"].decode())))
    assert [told["columns"], *told["rows"]] == rows
    assert told["study"] == inputs.title
    assert told["source"]
    assert told["made_by"]["config_sha256"] == inputs.provenance["config_sha256"]
    assert set(told["facts"][0]) <= set(inputs.funding["funding"])
    assert files["png"].startswith(b"\x89PNG")
    assert page.evaluate("document.querySelector('#totals h3').textContent").split()[0] in files["svg"].decode()


def test_printing_opens_what_is_closed_and_closes_it_again(shared_page, report):
    page = shared_page(report)
    closed = page.locator("main details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0 < closed
    assert page.locator("#facts tr").count() == int(page.inner_text("[data-count=facts]").split()[0])
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    until(page, "many => document.querySelectorAll('main details:not([open])').length === many", closed)


def test_thousands_of_facts_scroll_with_few_rows_in_the_page(open_page, inputs, tmp_path):
    times = -(-2_000 // len(inputs.ties))
    ties = pd.concat([inputs.ties.assign(tie=inputs.ties["tie"] + f"x{k}") for k in range(times)], ignore_index=True)
    page = open_page(write_report(replace(inputs, ties=ties), tmp_path / "many.html"))
    total = len(ties) + len(inputs.funding)
    page.evaluate("document.querySelector('#facts-box').scrollIntoView({behavior: 'instant'})")
    assert page.locator("#facts tr").count() < 60
    most = page.evaluate("""async () => {
      const box = document.querySelector('#facts-box');
      let most = 0;
      for (let k = 1; k <= 20; k += 1) {
        box.scrollTop = box.scrollHeight * k / 20;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        most = Math.max(most, document.querySelectorAll('#facts tr').length);
      }
      return most;
    }""")
    assert most < 60
    assert page.get_attribute("#facts tr:last-child", "aria-rowindex") == str(total + 1)
    page.fill("#search", "taiwan")
    found = int(page.inner_text("[data-count=facts]").split()[0].replace(",", ""))
    assert times <= found < total


def test_a_phone_has_its_choices_at_the_bottom_and_contents_that_close(open_page, report):
    page = open_page(report, width=390)
    assert page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom") == 900
    page.click(".toc summary")
    page.click(".toc a[href='#money']")
    assert page.locator(".toc details").get_attribute("open") is None
    page.click(".filter-menu > summary")
    sheet = page.evaluate("document.querySelector('.filter-sheet').getBoundingClientRect().toJSON()")
    assert sheet["left"] >= 0
    assert sheet["right"] <= 390
    assert sheet["top"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_escape_closes_the_filters(shared_page, report):
    page = shared_page(report)
    page.click(".filter-menu > summary")
    page.keyboard.press("Escape")
    assert page.locator(".filter-menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_bare_sign_needs_no_guard_in_a_file_but_a_formula_does(shared_page, report):
    page = shared_page(report)
    cells = page.evaluate("['+', '-', '-3.5', '+1', '=1+1', '-A1', '+SUM(A1)'].map(csvCell)")
    assert cells == ['"+"', '"-"', '"-3.5"', '"+1"', '"\'=1+1"', '"\'-A1"', '"\'+SUM(A1)"']


def test_the_voice_of_a_figure_joins_only_what_is_there_and_says_nothing_twice(shared_page, report):
    page = shared_page(report)
    told = page.evaluate("""() => {
      const japan = '<b>Japan</b><br><br>3 ties';
      const trace = { x: [1, 1, 2], y: [1, 1, 1], text: [japan, japan, 'Korea'],
        meta: { facts: [['a'], ['a'], ['b', 'c']] } };
      const holder = { data: [trace, trace] };
      return stopsOf(holder).map((stop) => spoken(holder, stop));
    }""")
    assert told == ["Japan, 3 ties, 1 fact", "Korea, 2 facts"]

"use strict";
// One state for all filters: chips, search, confidence and document agree wherever they stand on the page.

const CHIPS = ["domain", "mode", "sign", "status"];
const PAGE_ROWS = 25;

const filters = (page, onChange) => {
  const chosen = Object.fromEntries(CHIPS.map((name) => [name, new Set()]));
  const state = { search: "", least: 0, doc: "" };
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const haystack = new Map(page.facts.map((fact) => [fact.id, plain(
    [fact.source, fact.target, quotation(page, fact), fact.instrument, (page.documents[fact.doc] || {}).title || ""].join(" "))]));

  const passes = (fact) =>
    CHIPS.every((name) => !chosen[name].size || chosen[name].has(fact[name])) &&
    fact.confidence >= state.least &&
    (!state.doc || fact.doc === state.doc) &&
    (!state.search || plain(state.search).split(/\s+/).every((word) => haystack.get(fact.id).includes(word)));

  const active = () => CHIPS.some((name) => chosen[name].size) || state.search || state.least > 0 || state.doc;

  const show = () => {
    for (const chip of all(".chip")) {
      chip.setAttribute("aria-pressed", chosen[chip.dataset.filter].has(chip.dataset.value));
    }
    for (const reset of all("[data-reset]")) reset.hidden = !active();
    one("#search").value = state.search;
    one("#least").value = state.least;
    one("#least-shown").textContent = state.least.toFixed(2);
    one("#document").value = state.doc;
  };

  const changed = () => {
    show();
    writeState({
      ...Object.fromEntries(CHIPS.map((name) => [name, [...chosen[name]].sort().join(",")])),
      q: state.search, least: state.least ? String(state.least) : "", doc: state.doc,
    });
    onChange(new Set(page.facts.filter(passes).map((fact) => fact.id)), Boolean(active()));
  };

  const restore = () => {
    const kept = readState();
    for (const name of CHIPS) {
      const known = new Set(all(`.chip[data-filter="${name}"]`).map((chip) => chip.dataset.value));
      chosen[name] = new Set((kept.get(name) || "").split(",").filter((value) => known.has(value)));
    }
    state.search = kept.get("q") || "";
    state.least = Math.min(1, Math.max(0, Number(kept.get("least")) || 0));
    state.doc = kept.get("doc") in page.documents ? kept.get("doc") : "";
    changed();
  };

  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) {
      const set = chosen[chip.dataset.filter];
      if (!set.delete(chip.dataset.value)) set.add(chip.dataset.value);
      changed();
    } else if (event.target.closest("[data-reset]")) {
      for (const name of CHIPS) chosen[name].clear();
      Object.assign(state, { search: "", least: 0, doc: "" });
      changed();
    }
  });
  one("#search").addEventListener("input", (event) => { state.search = event.target.value; changed(); });
  one("#least").addEventListener("input", (event) => { state.least = Number(event.target.value); changed(); });
  one("#document").addEventListener("change", (event) => { state.doc = event.target.value; changed(); });
  return { restore };
};

// The list of facts, drawn a page at a time so that ten thousand rows stay light.
const factList = (page) => {
  const rows = one("#facts");
  const more = one("#more");
  let facts = page.facts;
  let shown = [];
  let drawn = 0;
  let order = { key: "", down: false };

  const row = (fact) => {
    const text = quotation(page, fact);
    const arrow = fact.kind === "money" || ["supply", "funding", "restriction"].includes(fact.mode) ? "→" : "–";
    const cell = (name, ...content) => make("td", { "data-name": name }, ...content);
    return make("tr", {},
      cell("From and to", bdi(fact.source), ` ${arrow} `, bdi(fact.target)),
      cell("Kind", make("span", { class: `kind ${fact.sign === "-" ? "hostile" : fact.sign === "+" ? "cooperative" : "money"}` }, fact.amount || fact.mode)),
      cell("Technology", page.labels[fact.domain]),
      cell("Status", fact.status + (fact.year ? `, ${fact.year}` : "")),
      cell("Confidence", fact.confidence.toFixed(2)),
      make("td", { "data-name": "Quotation", class: "quote" },
        make("a", { href: "#ev=" + fact.id, "data-facts": fact.id, dir: "auto" }, text)));
  };

  const extend = () => {
    rows.append(...shown.slice(drawn, drawn + PAGE_ROWS).map(row));
    drawn = Math.min(shown.length, drawn + PAGE_ROWS);
    more.hidden = drawn >= shown.length;
    more.textContent = `Show more (${shown.length - drawn} left)`;
  };

  const draw = () => {
    const compare = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);
    shown = order.key
      ? [...facts].sort((a, b) => (order.down ? -1 : 1) * compare(a[order.key], b[order.key]))
      : facts;
    rows.replaceChildren();
    drawn = 0;
    extend();
  };

  for (const button of all("[data-sort]")) {
    button.addEventListener("click", () => {
      order = { key: button.dataset.sort, down: order.key === button.dataset.sort && !order.down };
      for (const head of all(".facts th")) head.removeAttribute("aria-sort");
      button.parentElement.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      draw();
    });
  }
  more.addEventListener("click", extend);
  one("#facts-csv").addEventListener("click", () => {
    const columns = ["id", "doc", "source", "target", "mode", "sign", "domain", "status", "year", "amount", "instrument", "confidence", "start", "end", "rule"];
    save("facts.csv", "text/csv", csv([...columns, "quotation"], shown.map((fact) => [...columns.map((name) => fact[name]), quotation(page, fact)])));
  });
  return (passing) => {
    facts = page.facts.filter((fact) => passing.has(fact.id));
    const count = `${facts.length.toLocaleString("en")} of ${page.facts.length.toLocaleString("en")} facts`;
    for (const place of all('[data-count="facts"]')) place.textContent = count;
    draw();
  };
};

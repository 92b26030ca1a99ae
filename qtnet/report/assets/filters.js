"use strict";
// One state for all filters: chips, years, confidence, document and search agree wherever they stand on the page.

const CHIPS = ["domain", "mode", "sign", "status"];
const INPUTS = { q: "", least: "0", doc: "", from: "", to: "", dated: "" };

const filters = (page, onChange) => {
  const chosen = Object.fromEntries(CHIPS.map((name) => [name, new Set()]));
  const state = { ...INPUTS };
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  let haystacks = null; // made on the first search
  const haystack = (place) => {
    haystacks ||= page.facts.map((fact) => plain(
      [fact.source, fact.target, quotation(page, fact), fact.instrument, (page.documents[fact.doc] || {}).title || ""].join(" ")));
    return haystacks[place];
  };
  const years = page.facts.map((fact) => Number((/\d{4}/.exec(fact.year) || [0])[0]));

  const inYears = (place) => {
    if (!years[place]) return !state.dated;
    return (!state.from || years[place] >= Number(state.from)) && (!state.to || years[place] <= Number(state.to));
  };

  const passes = (words) => (fact, place) =>
    CHIPS.every((name) => !chosen[name].size || chosen[name].has(fact[name])) &&
    fact.confidence >= Number(state.least) &&
    (!state.doc || fact.doc === state.doc) &&
    inYears(place) &&
    words.every((word) => haystack(place).includes(word));

  const many = () => CHIPS.filter((name) => chosen[name].size).length + Object.keys(INPUTS).filter((name) => state[name] !== INPUTS[name]).length;

  const show = () => {
    for (const chip of all(".chip")) chip.setAttribute("aria-pressed", chosen[chip.dataset.filter].has(chip.dataset.value));
    for (const input of all("[data-input]")) {
      if (input.type === "checkbox") input.checked = Boolean(state[input.dataset.input]);
      else if (input.value !== state[input.dataset.input]) input.value = state[input.dataset.input];
    }
    for (const output of all("[data-shown=least]")) output.textContent = Number(state.least).toFixed(2);
    for (const reset of all("[data-reset]")) reset.hidden = !many();
    for (const place of all("[data-count=filters]")) place.textContent = many() ? ` (${many()})` : "";
  };

  const changed = (write = true) => {
    show();
    if (write) {
      writeState({
        ...Object.fromEntries(CHIPS.map((name) => [name, [...chosen[name]].sort().join(",")])),
        ...Object.fromEntries(Object.keys(INPUTS).map((name) => [name, state[name] === INPUTS[name] ? "" : state[name]])),
      });
    }
    const words = plain(state.q).split(/\s+/).filter(Boolean);
    onChange(new Set(page.facts.filter(passes(words)).map((fact) => fact.id)), many() > 0);
  };

  const restore = (kept) => {
    for (const name of CHIPS) {
      const known = new Set(all(`.chip[data-filter="${name}"]`).map((chip) => chip.dataset.value));
      chosen[name] = new Set((kept.get(name) || "").split(",").filter((value) => known.has(value)));
    }
    const least = Number(kept.get("least"));
    const year = (value) => (/^\d{4}$/.test(value || "") ? value : "");
    Object.assign(state, {
      q: kept.get("q") || "",
      least: least > 0 && least <= 1 ? String(least) : INPUTS.least,
      doc: kept.get("doc") in page.documents ? kept.get("doc") : "",
      from: year(kept.get("from")),
      to: year(kept.get("to")),
      dated: kept.get("dated") ? "1" : "",
    });
    changed(false);
  };

  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) {
      const set = chosen[chip.dataset.filter];
      if (!set.delete(chip.dataset.value)) set.add(chip.dataset.value);
      changed();
    } else if (event.target.closest("[data-reset]")) {
      for (const name of CHIPS) chosen[name].clear();
      Object.assign(state, INPUTS);
      changed();
    }
  });
  document.addEventListener("input", (event) => {
    const input = event.target.closest("[data-input]");
    if (!input) return;
    state[input.dataset.input] = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value || INPUTS[input.dataset.input];
    changed();
  });
  return { restore };
};

"use strict";
// Start: unpack, wire the parts together, restore what the address asks for.

const night = matchMedia("(prefers-color-scheme: dark)");

const themes = (changed) => {
  let chosen = "";
  const apply = (forced) => {
    const shown = forced || chosen || (night.matches ? "dark" : "light");
    document.documentElement.dataset.shown = shown;
    one("#theme").setAttribute("aria-pressed", shown === "dark");
  };
  one("#theme").addEventListener("click", () => {
    chosen = document.documentElement.dataset.shown === "dark" ? "light" : "dark";
    apply();
    changed();
  });
  night.addEventListener("change", () => { apply(); changed(); });
  apply();
  return apply;
};

const markSection = () => {
  const links = all(".toc a");
  const sections = all("main > section");
  let waiting = false;
  const mark = () => {
    waiting = false;
    const passed = sections.filter((section) => section.getBoundingClientRect().top < innerHeight * 0.4);
    const current = (passed.at(-1) || sections[0]).id;
    for (const link of links) {
      if (link.hash.slice(1) !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        one("[data-here]").textContent = link.textContent;
      }
    }
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
  mark();
};

// The sheet of filters closes by Escape and by a click elsewhere.
const filterMenu = () => {
  const menu = one(".filter-menu");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open || one("dialog[open]")) return;
    menu.open = false;
    one("summary", menu).focus();
  });
  document.addEventListener("pointerdown", (event) => { if (menu.open && !menu.contains(event.target)) menu.open = false; });
};

// The chosen actor and preset: lists in the bar, a line that says what is chosen and what stays as it was.
const chooser = (page, view, changed) => {
  const actors = new Map(page.actors.map((actor) => [actor.id, { ...actor, facts: new Set(actor.facts.map((place) => page.facts[place].id)) }]));
  const list = one("#actor");
  for (const actor of page.actors) list.append(make("option", { value: actor.id }, actor.name));
  const presets = one("#preset");
  for (const level of new Set(page.presets.map((preset) => preset.level))) {
    const same = page.presets.filter((preset) => preset.level === level);
    presets.append(make("optgroup", { label: level === "actor" ? "Organisations and countries" : "Countries" }, ...same.map((preset) =>
      make("option", { value: preset.key }, `${preset.label}: ${counted(preset.ties, "tie", "ties")}${preset.key ? "" : " (the study’s own)"}`))));
  }
  presets.closest("label").hidden = page.presets.length < 2;

  const describe = () => {
    const line = one("#chosen");
    line.hidden = !view.actor && !view.preset;
    line.replaceChildren();
    if (view.actor) {
      line.append(make("strong", {}, bdi(view.actor.name)), view.actor.note ? ` ${view.actor.note} ` : " ");
      if (view.actor.facts.size) line.append(make("a", { class: "num", href: `#ev=actor:${view.actor.id}` }, counted(view.actor.facts.size, "fact", "facts")), " ");
      line.append(make("button", { type: "button", class: "quiet", "data-clear": "actor" }, "All actors"));
    }
    const preset = view.preset && page.presets.find((own) => own.key === view.preset);
    for (const place of all("[data-metrics]")) place.textContent = preset ? `are those of “${preset.label}”` : "stay those of the whole study";
    if (preset) {
      line.append(make("span", { class: "line" }, make("strong", {}, `Counted: ${preset.label}. `), ""
        + `${counted(preset.ties, "tie", "ties")} from ${counted(preset.facts, "fact", "facts")}. Networks side by side, centralities and profile `
        + "follow, computed with the study; all else stays. No interval is computed for this choice. ",
      make("button", { type: "button", class: "quiet", "data-clear": "preset" }, "As the study counts")));
    }
  };

  const choose = (id, write = true) => {
    view.actor = actors.get(id) || null;
    list.value = view.actor ? id : "";
    if (write) writeState({ actor: view.actor ? id : "" });
    describe();
    changed.actor();
    tell(view.actor ? `${view.actor.name} chosen` : "All actors");
  };
  const count = (key, write = true) => {
    view.preset = page.presets.some((preset) => preset.key === key) ? key : "";
    presets.value = view.preset;
    if (write) writeState({ count: view.preset });
    describe();
    changed.preset();
  };
  list.addEventListener("change", () => choose(list.value));
  presets.addEventListener("change", () => count(presets.value));
  document.addEventListener("click", (event) => {
    const clear = event.target.closest("[data-clear]")?.dataset.clear;
    if (clear === "actor") { choose(""); list.focus(); }
    if (clear === "preset") { count(""); presets.focus(); }
  });
  return { choose, restore: (kept) => { choose(kept.get("actor") || "", false); count(kept.get("count") || "", false); } };
};

const start = async () => {
  let theme = null;
  const view = { passing: null, actor: null, preset: "" };
  let figures = null;
  theme = themes(() => figures && figures.recolour());
  const [library, data] = await Promise.all([unpack("packed-plotly"), unpack("packed-payload")]);
  const page = JSON.parse(data);
  const panel = evidencePanel(page);
  const list = factList(page);
  const table = tables(page, view);
  let choice = null;
  const needLibrary = once(() => document.head.append(make("script", {}, library)));
  figures = plots(page, view, { needLibrary, open: panel.open, choose: (id) => choice.choose(id), said: () => table.refresh() });
  let passing = new Set(page.facts.map((fact) => fact.id));
  const listed = () => list.show(view.actor ? new Set([...passing].filter((fact) => view.actor.facts.has(fact))) : passing);
  const filter = filters(page, (facts, active) => {
    passing = facts;
    view.passing = active ? facts : null;
    listed();
    figures.filter();
  });
  choice = chooser(page, view, {
    actor: () => { listed(); figures.link(); table.refresh(); },
    preset: () => figures.preset(),
  });
  downloads(page, view, figures, table.stored);
  printing(figures, list, table, theme);
  const goTo = movesInside();
  if (matchMedia("(max-width: 700px)").matches) one("details.more").open = false;
  const wide = matchMedia("(min-width: 1101px)");
  const contents = one(".toc details");
  const fold = () => { contents.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  markSection();
  filterMenu();
  const bar = one(".bar"); // grows by a line when something is chosen
  new ResizeObserver(() => {
    if (getComputedStyle(bar).position === "sticky") document.documentElement.style.setProperty("--tall", `${bar.offsetHeight}px`);
  }).observe(bar);
  const restore = () => {
    const kept = readState();
    if (isNew(kept)) {
      filter.restore(kept);
      choice.restore(kept);
      figures.restore(kept);
    }
    if (kept.get("ev")) panel.open(kept.get("ev"));
    else panel.close();
    if (kept.get("at")) goTo(kept.get("at"));
  };
  restore();
  addEventListener("hashchange", restore);
  document.documentElement.dataset.ready = "1";
  whenIdle(needLibrary);
};

start();

"use strict";
// Figures: drawn when they come near the screen, in the colours of the page, without the ties that filters hide.
//
// CONTRACT FOR FIGURES (what figures/*.py may rely on; read with `Exhibit` in exhibit.py)
//
// trace.meta = {facts, stride, ends, kind}, every key optional:
//   facts   [[fact id, …], …]  one list per ITEM: a tie, a dot, a bar, a link. A click on an item opens its facts.
//   stride  points per item (default 1): a curve of 13 points and a gap has 14. Item of point k: floor(k / stride).
//           Heat maps: one item per cell, row by row (stride 1). Sankey: one item per link.
//   ends    [[actor id, …], …] one list per item: the actors the item belongs to (two for a tie, one for a dot).
//   kind    "actors": items are actors: a click SELECTS the actor, and filters never hide them.
//           "ties": the items counted as "n of N ties shown" (only in `multiples`). Anything else: no meaning.
// trace.customdata = [[actor id, …], …] one list per POINT: the same as `ends` for stride 1; use whichever is easier.
// layout.meta = {linked, filtered}:
//   linked: "actor"   the figure follows the selected actor: items that do not name it fade (scatter, bar, sankey);
//                     in heat maps its row and column are framed if layout.meta.rows / .columns list the actor ids.
//   filtered: true    items of which no fact passes the filters are taken out (scatter, bar). Only where an item is
//                     what the documents say (a tie, an event), never where it is a number computed over many facts.
// Exhibit.variants    the same figure for another part (technology, window, actor). The page draws a list named
//                     `Exhibit.choice` ("Technology") whose first entry, the base figure, is `Exhibit.whole` ("All
//                     technologies"). Where layout.meta.linked == "actor" and a variant's key is the selected actor's
//                     id, selecting the actor chooses the variant (the ego view is made so).
// Presets             figures of a preset are drawn by the same show_* from inputs with the preset's frames
//                     (report/presets.py: multiples, centrality, profile); a show that reads only network, network_actors, centrality, blocs and
//                     bipolarity can be entered there in one line. All others stay, and the page says so.
// Size                wide, narrow, variants and presets are stored as differences from the base figure: keep the order
//                     and number of traces, and of the keys in them, the same between them where that is natural.
//                     Round coordinates (3 decimals of a unit circle are 0.3 pixels). Fact ids cost one small number each.
// Words               Texts in figures pass through labels.plain(); only <b>, <i>, <br> may stand there.

const SETTINGS = {
  responsive: true,
  displaylogo: false,
  displayModeBar: false,
  showSendToCloud: false,
  doubleClick: false,
  scrollZoom: false,
};
const ALWAYS_FILTERED = ["layered", "multiples"];

const plots = (page, view, act) => {
  const dark = new Map(Object.entries(page.dark));
  const phone = matchMedia("(max-width: 700px)");
  const holders = all(".plot");
  const drawn = new Set();
  const stale = new Set(holders.map((holder) => holder.dataset.figure));
  const near = new Set();

  const recoloured = (value) => {
    if (typeof value === "string") {
      if (dark.has(value)) return dark.get(value);
      return /^#[0-9a-f]{8}$/.test(value) && dark.has(value.slice(0, 7)) ? dark.get(value.slice(0, 7)) + value.slice(7) : value;
    }
    if (Array.isArray(value)) return value.map(recoloured);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner)]));
    }
    return value;
  };

  const follows = (key) => following(page, view, key);

  // A figure as it is shown now; on paper and in pictures it is light.
  const figure = (key, night = document.documentElement.dataset.shown === "dark") => {
    const stored = figureBack(page, key, phone.matches ? "narrow" : "wide", partOf(key), view.preset);
    const { linked, filtered } = stored.layout.meta || {};
    let { data, layout } = stored;
    if (filtered || ALWAYS_FILTERED.includes(key)) data = data.map(thinned(view.passing));
    if (linked === "actor" && view.actor) {
      data = data.flatMap(faded(view.actor));
      layout = framed(layout, view.actor, page.template.layout.font.color);
    }
    layout = { ...layout, template: page.template };
    return night ? recoloured({ data, layout }) : { data, layout: { ...layout, template: structuredClone(page.template) } };
  };

  const clicked = (holder) => (event) => {
    const point = event.points[0];
    // A link of a flow diagram has no trace of its own: its figure has one trace.
    const trace = point.data || holder.data[point.curveNumber] || holder.data[0];
    const actor = actorAt(point, trace);
    if (actor) return act.choose(view.actor && view.actor.id === actor ? "" : actor);
    const facts = factsAt(point, trace);
    if (facts.length) act.open(facts.join(","));
    return undefined;
  };

  const draw = async (holder) => {
    const key = holder.dataset.figure;
    stale.delete(key);
    const reason = follows(key) && page.figures[key].presets[view.preset].reason;
    const instead = one(`[data-instead="${CSS.escape(key)}"]`);
    instead.hidden = !reason;
    holder.hidden = Boolean(reason);
    instead.textContent = reason || "";
    if (reason) return;
    act.needLibrary(); // five million characters: run when the first figure is near, or when nothing else is to do
    const { data, layout } = figure(key);
    holder.style.minHeight = layout.height + "px";
    await Plotly.react(holder, data, layout, SETTINGS);
    if (drawn.has(key)) return;
    drawn.add(key);
    holder.on("plotly_click", clicked(holder));
    keysIn(holder, clicked(holder));
    document.documentElement.dataset.drawn = drawn.size;
  };

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) near.add(entry.target);
      else near.delete(entry.target);
      if (entry.isIntersecting && stale.has(entry.target.dataset.figure)) draw(entry.target);
    }
  }, { rootMargin: "600px" });
  for (const holder of holders) watcher.observe(holder);

  // What is near the screen is drawn again at once, the rest when it comes near.
  const redraw = (keys) => {
    for (const key of keys || drawn) stale.add(key);
    return Promise.all(holders.filter((holder) => near.has(holder) && stale.has(holder.dataset.figure)).map(draw));
  };
  const drawStale = () => Promise.all(holders.filter((holder) => stale.has(holder.dataset.figure)).map(draw));

  const metaOf = (key) => page.figures[key].wide.layout.meta || {};
  const filteredKeys = Object.keys(page.figures).filter((key) => metaOf(key).filtered || ALWAYS_FILTERED.includes(key));
  const linkedKeys = Object.keys(page.figures).filter((key) => metaOf(key).linked === "actor");

  // What stays as the study counts says so; what follows another choice has the words of that choice.
  const say = () => {
    for (const note of all("[data-stays]")) note.hidden = !view.preset || follows(note.dataset.stays);
    for (const key of Object.keys(page.presetWords)) {
      const words = wordsOf(page, view, key);
      const shown = document.getElementById(key);
      for (const place of all("[data-said]", shown)) place.textContent = words[place.dataset.said];
      const marks = new Set(words.legend.map((mark) => mark[2]));
      for (const entry of all(".legend li", shown)) entry.hidden = !marks.has(entry.textContent);
    }
    act.said();
  };

  // In a figure of one actor at a time, the list of its variants and the chosen actor are one choice.
  const actors = new Set(page.actors.map((actor) => actor.id));
  const byActor = (choice) => metaOf(choice.dataset.variant).linked === "actor" && [...choice.options].some((option) => actors.has(option.value));
  const choices = all("[data-variant]");
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      if (byActor(choice)) return act.choose(choice.value);
      writeState({ [`v.${choice.dataset.variant}`]: choice.value });
      say();
      return redraw([choice.dataset.variant]);
    });
  }
  const offers = (choice, value) => [...choice.options].some((option) => option.value === value);

  phone.addEventListener("change", () => redraw());

  // Why filters leave no tie although they may leave facts.
  const noTies = () => {
    const left = view.passing ? page.facts.filter((fact) => fact.kind === "tie" && view.passing.has(fact.id)) : [];
    if (!left.length) return " No statement of a tie passes the filters.";
    const statuses = [...new Set(left.map((fact) => fact.status))].sort();
    const facts = left.length === 1 ? "Its one fact is" : `Its ${left.length} facts are`;
    const counts = page.presets.find((preset) => preset.key === view.preset)?.status || page.counted;
    if (counts.length && !statuses.some((status) => counts.includes(status))) {
      return ` ${facts} ${statuses.join(" or ")}, and the network counts ${counts.join(" and ")} ones.`;
    }
    return ` ${facts} not in the network: they join no two different actors of it, or are less sure than the study asks.`;
  };

  const countTies = () => {
    if (!page.figures.multiples || page.figures.multiples.presets[view.preset]?.reason) return;
    const { data } = figureBack(page, "multiples", "wide", "", view.preset);
    const facts = data.filter((trace) => trace.meta && trace.meta.kind === "ties").flatMap((trace) => trace.meta.facts);
    const kept = view.passing ? facts.filter((own) => own.some((fact) => view.passing.has(fact))).length : facts.length;
    for (const place of all('[data-count="ties"]')) place.textContent = `${kept} of ${facts.length} ties shown.${kept ? "" : noTies()}`;
  };

  return {
    figure,
    needLibrary: act.needLibrary,
    filter: () => { countTies(); return redraw(filteredKeys); },
    link: () => {
      for (const choice of choices) {
        if (byActor(choice)) choice.value = view.actor && offers(choice, view.actor.id) ? view.actor.id : "";
      }
      return redraw(linkedKeys);
    },
    preset: () => {
      say();
      countTies();
      return redraw(Object.keys(page.figures).filter((key) => Object.keys(page.figures[key].presets).length));
    },
    restore: (kept) => {
      for (const choice of choices) {
        const value = kept.get(`v.${choice.dataset.variant}`) || "";
        if (!byActor(choice)) choice.value = offers(choice, value) ? value : "";
      }
      say();
      return redraw();
    },
    recolour: () => redraw(),
    drawAll: () => { for (const key of drawn) stale.add(key); return drawStale(); },
    follows,
  };
};

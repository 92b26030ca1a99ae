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
//                     (report/presets.py); a show that reads only network, network_actors, centrality, blocs and
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
const FILTERED = ["layered", "multiples"];

const plots = (page, openFacts) => {
  const dark = new Map(Object.entries(page.dark));
  const phone = matchMedia("(max-width: 700px)");
  const drawn = new Set();
  let passing = null;

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

  // Points of ties of which no fact passes the filters become gaps.
  const thinned = (trace) => {
    const meta = trace.meta;
    if (!passing || !meta || !meta.facts || meta.kind === "actors") return trace;
    const kept = meta.facts.map((facts) => facts.some((fact) => passing.has(fact)));
    const gaps = (values) => values.map((value, point) => (kept[Math.floor(point / meta.stride)] ? value : null));
    return { ...trace, x: gaps(trace.x), y: gaps(trace.y) };
  };

  const figure = (key) => {
    const variant = one(`[data-variant="${key}"]`)?.value;
    const stored = (variant ? page.figures[key].variants[variant] : page.figures[key])[phone.matches ? "narrow" : "wide"];
    const night = document.documentElement.dataset.shown === "dark";
    let { data, layout } = stored;
    if (FILTERED.includes(key)) data = data.map(thinned);
    layout = { ...layout, template: page.template };
    return night ? recoloured({ data, layout }) : JSON.parse(JSON.stringify({ data, layout }));
  };

  const clicked = (event) => {
    const point = event.points[0];
    const meta = (point.data || (point.fullData || {})).meta || (point.curveNumber !== undefined && event.figure ? event.figure.data[point.curveNumber].meta : null);
    if (!meta || !meta.facts) return;
    const place = Array.isArray(point.pointNumber) ? point.pointNumber[0] : point.pointNumber;
    const facts = meta.facts[Math.floor(place / meta.stride)] || [];
    if (facts.length) openFacts(facts.join(","));
  };

  const draw = async (holder) => {
    const key = holder.dataset.figure;
    const { data, layout } = figure(key);
    holder.style.minHeight = layout.height + "px";
    await Plotly.react(holder, data, layout, SETTINGS);
    if (drawn.has(key)) return;
    drawn.add(key);
    holder.on("plotly_click", (event) => {
      const point = event.points[0];
      // A link of a flow diagram has no trace of its own: its figure has one trace.
      if (!point.data) event.points[0] = { ...point, data: holder.data[0] };
      clicked(event);
    });
    document.documentElement.dataset.drawn = drawn.size;
  };

  const holders = all(".plot");
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        watcher.unobserve(entry.target);
        draw(entry.target);
      }
    }
  }, { rootMargin: "600px" });
  for (const holder of holders) watcher.observe(holder);

  const redraw = (keys) => Promise.all(
    holders.filter((holder) => drawn.has(holder.dataset.figure) && (!keys || keys.includes(holder.dataset.figure))).map(draw));
  phone.addEventListener("change", () => redraw());
  for (const choice of all("[data-variant]")) choice.addEventListener("change", () => redraw([choice.dataset.variant]));
  const paperWidth = 690; // CSS pixels of an A4 or letter page between its margins
  addEventListener("beforeprint", () => {
    const width = Math.max(...holders.map((holder) => holder.clientWidth), 1);
    document.documentElement.style.setProperty("--shrink", Math.min(1, paperWidth / width));
    for (const holder of holders) if (!drawn.has(holder.dataset.figure)) draw(holder);
  });

  // Why filters leave no tie although they may leave facts.
  const noTies = () => {
    const left = passing ? page.facts.filter((fact) => fact.kind === "tie" && passing.has(fact.id)) : [];
    if (!left.length) return " No statement of a tie passes the filters.";
    const statuses = [...new Set(left.map((fact) => fact.status))].sort();
    const facts = left.length === 1 ? "Its one fact is" : `Its ${left.length} facts are`;
    if (page.counted.length && !statuses.some((status) => page.counted.includes(status))) {
      return ` ${facts} ${statuses.join(" or ")}, and the network counts ${page.counted.join(" and ")} ones.`;
    }
    return ` ${facts} not in the network: they join no two different actors of it, or are less sure than the study asks.`;
  };

  const countTies = () => {
    const ties = page.figures.multiples ? page.figures.multiples.wide.data.filter((trace) => trace.meta && trace.meta.kind === "ties") : [];
    const facts = ties.flatMap((trace) => trace.meta.facts);
    const kept = passing ? facts.filter((own) => own.some((fact) => passing.has(fact))).length : facts.length;
    for (const place of all('[data-count="ties"]')) place.textContent = `${kept} of ${facts.length} ties shown.${kept ? "" : noTies()}`;
  };

  return {
    filter: (facts, active) => { passing = active ? facts : null; countTies(); redraw(FILTERED); },
    recolour: () => redraw(),
    drawAll: () => Promise.all(holders.map(draw)),
    svg: async (key) => {
      const holder = one(`#plot-${CSS.escape(key)}`);
      if (!drawn.has(key)) await draw(holder);
      const address = await Plotly.toImage(holder, { format: "svg", width: holder.clientWidth, height: holder.clientHeight });
      save(`${key}.svg`, "image/svg+xml", decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    },
  };
};

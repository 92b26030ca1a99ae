"use strict";
// Figures by keyboard: arrows go from item to item and say what it is, Enter does what a click does, Escape leaves.

const subplotOf = (trace) => (trace.xaxis || "x") + (trace.yaxis || "y");

// One stop per item that has facts or an actor; for a curve its middle point. A closer view of a map shows marks again
// that stand on the world: what would be said twice is one stop.
const stopsOf = (holder) => {
  const said = new Set();
  return allStops(holder).filter((stop) => {
    const trace = holder.data[stop.curveNumber];
    const kept = `${spoken(holder, stop)} ${trace.meta.facts[itemOf(trace, stop.pointNumber)]} ${trace.x[stop.pointNumber]} ${trace.y[stop.pointNumber]}`;
    return !said.has(kept) && said.add(kept);
  });
};

const allStops = (holder) => holder.data.flatMap((trace, curveNumber) => {
  const meta = trace.meta || {};
  if (!meta.facts || trace.type === "sankey" || trace.type === "heatmap" || trace.hoverinfo === "skip") return [];
  const stride = meta.stride || 1;
  return meta.facts.flatMap((facts, item) => {
    const pointNumber = item * stride + Math.floor((stride - 1) / 2);
    const seen = trace.x[pointNumber] !== null && trace.y[pointNumber] !== null;
    return seen && (facts.length || actorAt({ pointNumber }, trace)) ? [{ curveNumber, pointNumber }] : [];
  });
});

const spoken = (holder, stop) => {
  const trace = holder.data[stop.curveNumber];
  const texts = trace.hovertext || trace.text;
  const text = Array.isArray(texts) ? texts[stop.pointNumber] : texts;
  const facts = trace.meta.facts[itemOf(trace, stop.pointNumber)].length;
  const parts = String(text || "").split(/<[^>]*>|\n/).map((part) => part.trim()).filter(Boolean);
  return [...parts, counted(facts, "fact", "facts")].join(", ");
};

const keysIn = (holder, click) => {
  let at = -1;
  const leave = () => { at = -1; Plotly.Fx.unhover(holder); };
  holder.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const stops = step || event.key === "Enter" ? stopsOf(holder) : [];
    if (step && stops.length) {
      event.preventDefault();
      at = (at + step + (at < 0 && step < 0 ? 1 : 0) + stops.length) % stops.length;
      Plotly.Fx.hover(holder, [stops[at]], subplotOf(holder.data[stops[at].curveNumber]));
      tell(`${at + 1} of ${stops.length}: ${spoken(holder, stops[at])}`);
    } else if (event.key === "Enter" && stops[at]) {
      event.preventDefault();
      click({ points: [{ ...stops[at], data: holder.data[stops[at].curveNumber] }] });
    } else if (event.key === "Escape" && at >= 0) leave();
  });
  holder.addEventListener("blur", leave);
};

"use strict";
// What filters and a chosen actor do to a figure: items go, or fade. Pure functions of traces; no number changes.

const FAINT = 0.13; // of the opacity that an item has otherwise

const itemOf = (trace, point) => Math.floor(point / (trace.meta?.stride || 1));

const gapsIn = (values, keep) => values.map((value, point) => (keep(point) ? value : null));

const withGaps = (trace, kept) => {
  const keep = (point) => kept[itemOf(trace, point)];
  return { ...trace, x: gapsIn(trace.x, keep), y: gapsIn(trace.y, keep) };
};

const isLinear = (trace) => Array.isArray(trace.x) && Array.isArray(trace.y) && trace.type !== "heatmap" && trace.type !== "sankey";

// Items of which no fact passes the filters become gaps; actors stay.
const thinned = (passing) => (trace) => {
  const meta = trace.meta;
  if (!passing || !meta || !meta.facts || meta.kind === "actors" || !isLinear(trace)) return trace;
  return withGaps(trace, meta.facts.map((facts) => facts.some((fact) => passing.has(fact))));
};

// Does an item name the actor? By its ends, its points' customdata, or, failing both, if all its facts do.
const itemsOf = (trace, actor) => {
  const meta = trace.meta || {};
  const stride = meta.stride || 1;
  if (meta.ends) return meta.ends.map((ends) => ends.includes(actor.id));
  if (Array.isArray(trace.customdata) && Array.isArray(trace.customdata[0])) {
    return trace.customdata.filter((_, point) => point % stride === 0).map((own) => own.includes(actor.id));
  }
  if (meta.facts) return meta.facts.map((facts) => facts.length > 0 && facts.every((fact) => actor.facts.has(fact)));
  return null;
};

// An actor's neighbours stay in sight: those with a fact in common.
const actorsNear = (trace, actor, own) =>
  (trace.meta.facts ? trace.meta.facts.map((facts, item) => own[item] || facts.some((fact) => actor.facts.has(fact))) : own);

const fadedLinks = (trace, own) => {
  const faint = (colour) => (/^#[0-9a-f]{6}/.test(colour) ? colour.slice(0, 7) + "14" : colour);
  const colours = own.map((_, k) => (Array.isArray(trace.link.color) ? trace.link.color[k] : trace.link.color || "#b9c1ca"));
  return { ...trace, link: { ...trace.link, color: colours.map((colour, k) => (own[k] ? colour : faint(colour))) } };
};

// One trace becomes two: the actor's items as they were, below them the others, faint.
const faded = (actor) => (trace) => {
  let own = actor ? itemsOf(trace, actor) : null;
  if (!own) return [trace];
  if (trace.meta?.kind === "actors") own = actorsNear(trace, actor, own);
  if (trace.type === "sankey") return [fadedLinks(trace, own)];
  if (!isLinear(trace)) return [trace];
  if (trace.type === "bar") return [{ ...trace, marker: { ...trace.marker, opacity: own.map((mine) => (mine ? 1 : 2 * FAINT)) } }];
  const rest = withGaps(trace, own.map((mine) => !mine));
  return [{ ...rest, opacity: (trace.opacity ?? 1) * FAINT * (trace.mode === "lines" ? 1 : 2) }, withGaps(trace, own)];
};

// In a matrix of actors the chosen one's row and column are framed.
const framed = (layout, actor, colour) => {
  const { rows = [], columns = [] } = layout.meta || {};
  const [row, column] = actor ? [rows.indexOf(actor.id), columns.indexOf(actor.id)] : [-1, -1];
  const line = { color: colour, width: 2 };
  const frames = [];
  if (row >= 0) frames.push({ type: "rect", xref: "x", yref: "y", x0: -0.5, x1: columns.length - 0.5, y0: row - 0.5, y1: row + 0.5, line });
  if (column >= 0) frames.push({ type: "rect", xref: "x", yref: "y", x0: column - 0.5, x1: column + 0.5, y0: -0.5, y1: rows.length - 0.5, line });
  return frames.length ? { ...layout, shapes: [...(layout.shapes || []), ...frames] } : layout;
};

// The facts of what was clicked: a point, a cell, a link, or a node with all its links.
const factsAt = (point, trace) => {
  const facts = trace?.meta?.facts;
  if (!facts) return [];
  if (trace.type === "sankey") {
    if (!point.sourceLinks) return facts[point.pointNumber] || [];
    return [...new Set([...point.sourceLinks, ...point.targetLinks].flatMap((link) => facts[link.pointNumber] || []))];
  }
  if (Array.isArray(point.pointNumber)) {
    const [row, column] = point.pointNumber;
    return facts[facts.length > trace.z.length ? row * trace.z[0].length + column : row] || [];
  }
  return facts[itemOf(trace, point.pointNumber)] || [];
};

const actorAt = (point, trace) => {
  if (trace?.meta?.kind !== "actors") return "";
  const own = trace.meta.ends ? trace.meta.ends[itemOf(trace, point.pointNumber)] : trace.customdata?.[point.pointNumber];
  return own ? own[0] : "";
};

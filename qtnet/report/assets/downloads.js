"use strict";
// What a figure gives away: its numbers as CSV, the same with all that describes them as JSON, itself as SVG and PNG.

const PICTURE = { width: 1100, scale: 2, head: 58, legend: 24, foot: 40 };

const downloads = (page, view, figures, shownTable) => {
  const part = (key) => [key, following(page, view, key) ? view.preset : "", page.figures[key] ? partOf(key) : ""]
    .filter(Boolean).join("-").replace(/[^\p{L}\p{N}._-]+/gu, "_");

  const described = (key) => {
    const { columns, rows, facts } = shownTable(key);
    const places = (name) => (page.sets[name] || name.split(",")).map((place) => (typeof place === "number" ? page.facts[place].id : place));
    const preset = page.presets.find((own) => own.key === view.preset);
    return {
      study: page.title,
      ...(wordsOf(page, view, key) || {}),
      counted: following(page, view, key) ? preset.label : "as the study counts",
      ...(preset && !following(page, view, key) ? { note: `This table and summary are of the study’s own choice, not of “${preset.label}”.` } : {}),
      made_by: page.study,
      columns,
      rows,
      ...(facts ? { facts: facts.map((own) => (own ? places(own[0]) : [])) } : {}),
    };
  };

  const text = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const lines = (words, most) => {
    const found = [""];
    for (const word of words.split(/\s+/)) {
      if ((found.at(-1) + word).length > most) found.push("");
      found[found.length - 1] += `${word} `;
    }
    return found.map((line) => text(line.trim())).join("<br>");
  };

  // A picture stands alone: light, with its title above and its source below.
  const picture = async (key, format) => {
    figures.needLibrary();
    const { data, layout } = figures.figure(key, false);
    const holder = one(`#plot-${CSS.escape(key)}`);
    const width = Math.max(holder.clientWidth, Math.min(PICTURE.width, 390));
    const margin = layout.margin || page.template.layout.margin;
    const { title, source, legend } = wordsOf(page, view, key);
    const [above, left] = [margin.t ?? 12, margin.l ?? 12];
    const marks = legend.map(([glyph, colour, words]) => `<span style="color:${colour}">${glyph}</span> ${text(words)}`).join("   ");
    const head = PICTURE.head + (marks ? PICTURE.legend : 0);
    const own = {
      ...layout,
      width,
      height: layout.height + head + PICTURE.foot,
      margin: { ...margin, t: above + head, b: (margin.b ?? 36) + PICTURE.foot, l: Math.max(12, left) },
      title: { text: `<b>${lines(title, width / 9)}</b>${marks ? `<br><span style="font-size:12px">${marks}</span>` : ""}`,
        font: { size: 18 }, x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { l: 12, t: 26 }, automargin: false },
      annotations: [...(layout.annotations || []),
        { text: lines(source, width / 6), font: { size: 11 }, showarrow: false, align: "left", xref: "paper", x: 0, xanchor: "left", yref: "paper", y: 0, yanchor: "top", yshift: -(margin.b ?? 36) - 6 }],
    };
    const address = await Plotly.toImage({ data, layout: own, config: SETTINGS }, { format, width, height: own.height, scale: format === "png" ? PICTURE.scale : 1 });
    const content = address.slice(address.indexOf(",") + 1);
    if (format === "svg") return save(`${part(key)}.svg`, "image/svg+xml", decodeURIComponent(content));
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    return save(`${part(key)}.png`, "image/png", new Blob([bytes], { type: "image/png" }));
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-csv], [data-json], [data-svg], [data-png], [data-link]");
    if (!button) return;
    const { csv: table, json, svg, png, link } = button.dataset;
    if (table) {
      const { columns, rows } = shownTable(table);
      save(`${part(table)}.csv`, "text/csv", csv(columns, rows));
    }
    if (json) save(`${part(json)}.json`, "application/json", JSON.stringify(described(json), null, 1));
    if (svg) await picture(svg, "svg");
    if (png) await picture(png, "png");
    if (link) {
      writeState({ at: link });
      await copy(location.href);
      tell("Link copied");
      const before = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = before; }, 1600);
    }
  });
};

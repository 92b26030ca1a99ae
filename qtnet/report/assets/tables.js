"use strict";
// Tables under the figures: the first rows stand in the page, the others come when the table is opened or sorted.

const MOST_ROWS = 200; // as shown; the CSV has all

const numberOf = (text) => {
  const plain = text.replaceAll(",", "").replace("−", "-").trim();
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : null;
};

const sortTable = (head) => {
  const table = head.closest("table");
  const column = head.cellIndex;
  const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  const keyed = [...table.tBodies[0].rows].map((row) => ({ row, text: row.cells[column].textContent.trim() }));
  keyed.sort((a, b) => {
    const [x, y] = [numberOf(a.text), numberOf(b.text)];
    if (x !== null && y !== null) return direction * (x - y);
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    return direction * (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
  });
  table.tBodies[0].append(...keyed.map((entry) => entry.row));
};

const partOf = (key) => one(`[data-variant="${CSS.escape(key)}"]`)?.value || "";

// Whether a figure, its table and its words are those of the chosen preset. A part of a figure, as one technology, was
// drawn for the study's own choice only.
const following = (page, view, key) => Boolean(view.preset && !partOf(key) && page.figures[key]?.presets[view.preset]);
const wordsOf = (page, view, key) => (following(page, view, key) ? page.presetWords[key][view.preset] : page.words[key]);

const tables = (page, view) => {
  const ofPart = (key) => page.variantTables[key]?.[partOf(key)];
  const stored = (key) => (following(page, view, key) ? page.presetTables[key][view.preset] : ofPart(key) || page.tables[key]);
  const ownHeads = new Map();
  const thousands = (text) => (/^\d{4,}$/.test(text) ? Number(text).toLocaleString("en") : text);

  const factsCell = (facts) => make("td", { class: "right" },
    facts ? make("a", { class: "num", href: `#ev=${facts[0]}` }, String(facts[1])) : "–");

  const row = (table, heads, cells, place) => {
    const drawn = make("tr", {}, ...cells.map((text, k) => {
      const right = heads[k].classList.contains("right");
      return make("td", { class: right ? "right" : null }, right && table.columns[k] !== "year" ? thousands(text) : text);
    }));
    if (table.facts) drawn.append(factsCell(table.facts[place]));
    return drawn;
  };

  // Rows that name the chosen actor stand out.
  const markActor = (root) => {
    const names = view.actor ? new Set([view.actor.id, view.actor.name]) : new Set();
    for (const line of all("table.data tbody tr", root)) {
      const own = names.size && [...line.cells].some((cell) => cell.textContent.split(/ – | → |, /).some((part) => names.has(part.trim())));
      line.classList.toggle("own", Boolean(own));
    }
  };

  // A preset may have other columns than the study: one without intervals lacks theirs.
  const putHeads = (table, whole) => {
    const line = table.tHead.rows[0];
    if (whole.heads) {
      if (!ownHeads.has(table)) ownHeads.set(table, [...line.cells]);
      const told = [...whole.heads, ...(whole.facts ? [["facts", 1]] : [])];
      line.replaceChildren(...told.map(([text, right]) =>
        make("th", { scope: "col", class: right ? "right" : null }, make("button", { type: "button" }, text))));
    } else if (ownHeads.has(table)) line.replaceChildren(...ownHeads.get(table));
  };

  const fill = (table) => {
    const key = table.dataset.key;
    const whole = stored(key);
    const state = whole === page.tables[key] ? "" : `${view.preset}/${partOf(key)}`;
    if (table.dataset.filled === state) return;
    table.dataset.filled = state;
    putHeads(table, whole);
    const heads = [...table.tHead.rows[0].cells];
    table.tBodies[0].replaceChildren(...whole.rows.slice(0, MOST_ROWS).map((cells, place) => row(whole, heads, cells, place)));
    const note = one(`[data-rest="${CSS.escape(key)}"]`);
    note.hidden = whole.rows.length <= MOST_ROWS;
    note.textContent = `The first ${MOST_ROWS} of ${whole.rows.length} rows; all are in the CSV.`;
    for (const head of heads) head.removeAttribute("aria-sort");
    markActor(table.parentElement);
  };

  const open = () => all("table.data").filter((table) => !table.closest("details") || table.closest("details").open);
  document.addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    if (summary) for (const table of all("table.data", summary.parentElement)) fill(table);
    const head = event.target.closest("table.data th");
    if (head) {
      const [table, place] = [head.closest("table"), head.cellIndex];
      fill(table); // may put other heads
      sortTable(table.tHead.rows[0].cells[place]);
    }
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.open) for (const table of all("table.data", event.target)) fill(table);
  }, true);
  return {
    stored,
    fillAll: () => all("table.data").forEach(fill),
    refresh: () => { open().forEach(fill); markActor(document); },
  };
};

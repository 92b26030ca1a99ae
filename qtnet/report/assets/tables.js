"use strict";
// Tables under the figures: sorted by their column heads, saved as CSV.

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

const tables = (page, svg) => {
  document.addEventListener("click", (event) => {
    const head = event.target.closest("table.data th");
    if (head) sortTable(head);
    const data = event.target.closest("[data-csv]");
    if (data) {
      const { columns, rows } = page.tables[data.dataset.csv];
      save(`${data.dataset.csv}.csv`, "text/csv", csv(columns, rows));
    }
    const picture = event.target.closest("[data-svg]");
    if (picture) svg(picture.dataset.svg);
  });
};

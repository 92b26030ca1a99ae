"use strict";
// The fields of a fact as a form: each column with its allowed values, and what is wrong beside it.

const ENDS = ["source", "target", "funder", "recipient"];

const control = (column, id, value) => {
  const about = { id, name: column.name, "aria-describedby": `${id}-fault` };
  if (column.required) about["aria-required"] = "true";
  if (column.allowed.length) {
    const choices = column.allowed.includes(value) || !value ? column.allowed : [value, ...column.allowed];
    const select = make("select", about, ...(value ? [] : [make("option", { value: "" }, "choose")]),
      ...choices.map((name) => make("option", { value: name }, name)));
    select.value = value;
    return select;
  }
  if (column.name === "evidence") {
    const area = make("textarea", { ...about, rows: 4, spellcheck: "false", dir: "auto" });
    area.value = value;
    return area;
  }
  const input = make("input", { ...about, type: "text", autocomplete: "off", spellcheck: "false", dir: "auto" });
  if (column.type !== "text") input.setAttribute("inputmode", "decimal");
  if (ENDS.includes(column.name)) input.setAttribute("list", "actors");
  input.value = value;
  return input;
};

const fieldRows = (columns, values, prefix) => columns.map((column) => {
  const id = `${prefix}-${column.name}`;
  return make("p", { class: column.name === "evidence" ? "field wide" : "field" },
    make("label", { for: id, title: column.meaning }, label(column.name)),
    control(column, id, values[column.name] || ""),
    make("span", { class: "fault", id: `${id}-fault` }));
});

const label = (name) => ({ amount_high: "upper amount", evidence: "quotation" })[name] || name;

const valuesOf = (form) => Object.fromEntries(all("[name]", form).filter((field) => field.dataset.part === undefined).map((field) => [field.name, field.value.trim()]));

const showFaults = (form, error) => {
  const fields = error.fields || {};
  for (const field of all("[name]", form)) {
    const fault = fields[field.name] || "";
    if (fault) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const place = document.getElementById(`${field.id}-fault`);
    if (place) place.textContent = fault;
  }
  const general = one(".general", form);
  if (general) general.textContent = error.message ? error.message : "";
  const first = one("[aria-invalid]", form);
  if (first) first.focus();
  if (error.message) said(`Not saved: ${error.message}`);
};

// What a fact says, to read.
const factList = (question) => make("dl", { class: "pairs says" }, ...desk.columns[tableOf(question)]
  .filter((column) => column.name !== "evidence" && question.fields[column.name])
  .flatMap((column) => {
    const value = question.fields[column.name];
    const name = ENDS.includes(column.name) && nameOf(value) !== value ? `${nameOf(value)} (${value})` : value;
    const changed = ((verdictOf(question) || {}).values || {})[column.name];
    return [make("dt", {}, label(column.name)), make("dd", {}, isolated(name),
      ...(changed !== undefined && changed !== value ? [" → ", make("strong", {}, isolated(changed || "empty"))] : []))];
  }));

"use strict";
// Small tools for the document. Text enters it only as text, never as markup.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

const bdi = (text) => make("bdi", {}, text);

const counted = (number, singular, plural) => `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;

const once = (action) => {
  let done = false;
  return () => { if (!done) { done = true; action(); } };
};

const tell = (text) => { one("#told").textContent = text; };

const save = (name, type, content) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

// A cell that a spreadsheet would run as a formula gets an apostrophe; plain negative numbers stay numbers, and the sign
// of a tie, alone in its cell, stays bare: one sign without anything after it is no formula.
const csvCell = (value) => {
  const text = String(value);
  const risky = /^[=+\-@\t\r]/.test(text) && !/^([+\-]|[+\-]?\d+(\.\d+)?(e[+\-]?\d+)?)$/i.test(text);
  return `"${(risky ? "'" + text : text).replaceAll('"', '""')}"`;
};

const csv = (columns, rows) =>
  [columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "visually-hidden" });
    area.value = text;
    (one("dialog[open]") || document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

// When nothing else is to do; Safari has no such call.
const whenIdle = (action) => (window.requestIdleCallback ? requestIdleCallback(action, { timeout: 1500 }) : setTimeout(action, 300));

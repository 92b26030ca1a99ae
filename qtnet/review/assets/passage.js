"use strict";
// Words of documents on the page: as text, with the quotation marked, and what turns the reading direction made visible.

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

// Each turning character is shut in a box of its own, so that it turns nothing around it; its code is drawn by style.
const visible = (text) => text.split(/([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/).filter(Boolean).map((part) =>
  TURNING.test(part)
    ? make("span", { class: "turning", "data-code": `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` }, part)
    : document.createTextNode(part));

// `from` is where the shown piece starts in the document; selections are told in the document's own words.
const passage = (text, from, to, begin, end) => {
  const shown = make("div", { class: "passage", "data-passage": "", dir: "auto", tabindex: "0", role: "region", "aria-label": "Words of the document" },
    ...visible(text.slice(from, begin)),
    ...(end > begin ? [make("mark", {}, ...visible(text.slice(begin, end)))] : []),
    ...visible(text.slice(Math.max(end, begin), to)));
  shown.source = text.slice(from, to);
  return shown;
};

// The words that the person has selected in a passage, exactly as the document has them; empty if none.
const selectedWords = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const holder = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-passage]");
  if (!holder) return "";
  const before = document.createRange();
  before.selectNodeContents(holder);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return holder.source.slice(start, start + range.toString().length).trim();
};

const placed = async (question) => {
  if (!question.doc || question.kind === "alias") return [];
  const text = await textOf(question.doc);
  const [left, right, begin, end] = [question.paragraph_start, question.paragraph_end, question.start, question.end].map((at) => units(text, at));
  const source = desk.documents[question.doc] || {};
  const whole = make("details", { class: "whole" }, make("summary", {}, "Whole document"));
  whole.addEventListener("toggle", () => {
    if (!whole.open || one("[data-passage]", whole)) return;
    whole.append(passage(text, 0, text.length, begin, end));
    one("mark", whole).scrollIntoView({ block: "center" });
  });
  return [
    make("blockquote", {}, passage(text, left, right, begin, end)),
    make("p", { class: "source" }, make("cite", {}, isolated(source.title || question.doc)), ...bits([source.source, source.date, source.url]),
      ` · characters ${question.start.toLocaleString("en")}–${question.end.toLocaleString("en")}`),
    whole,
  ];
};

const bits = (parts) => parts.filter(Boolean).flatMap((part) => [" · ", isolated(part)]);

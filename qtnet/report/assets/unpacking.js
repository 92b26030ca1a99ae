"use strict";
// What packing.py stores in few characters comes back as it was.

// Packed text: pairs of 91 signs hold 13 bits each; the bytes are gzip.
const SIGNS = Array.from({ length: 94 }, (_, k) => String.fromCharCode(33 + k)).filter((sign) => !"<>&".includes(sign));

const bytesOf = (text) => {
  const digit = new Uint8Array(128);
  SIGNS.forEach((sign, value) => { digit[sign.charCodeAt(0)] = value; });
  const head = text.indexOf("\n");
  const length = Number(text.slice(0, head));
  const bytes = new Uint8Array(length);
  let bits = 0, held = 0, at = 0;
  for (let k = head + 1; at < length; k += 2) {
    held = (held << 13) | (digit[text.charCodeAt(k)] * 91 + digit[text.charCodeAt(k + 1)]);
    bits += 13;
    while (bits >= 8 && at < length) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
    held &= (1 << bits) - 1;
  }
  return bytes;
};

const unpack = async (id) => {
  const holder = document.getElementById(id);
  const bytes = bytesOf(holder.textContent);
  holder.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

const numbersBack = ([decimals, order, ...coded]) => {
  for (let round = 0; round < order; round += 1) {
    let sum = 0;
    coded = coded.map((value) => (value === null ? null : (sum += value)));
  }
  return coded.map((value) => (value === null ? null : value / 10 ** decimals));
};

const runsBack = (runs) => {
  const values = [];
  for (let k = 0; k < runs.length; k += 2) for (let times = 0; times < runs[k + 1]; times += 1) values.push(runs[k]);
  return values;
};

const arraysBack = (value) => {
  if (Array.isArray(value)) return value.map(arraysBack);
  if (!value || typeof value !== "object") return value;
  if (value["~"]) return numbersBack(value["~"]);
  if (value["*"]) return runsBack(value["*"]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, arraysBack(inner)]));
};

const changed = (base, difference) => {
  if (difference === null || difference === undefined) return base;
  if (Array.isArray(difference)) return difference[0];
  const copy = Array.isArray(base) ? base.slice(0, difference["#"] ?? base.length) : { ...base };
  for (const key of difference["-"] || []) delete copy[key];
  for (const [key, inner] of Object.entries(difference)) if (key !== "-" && key !== "#") copy[key] = changed(base[key], inner);
  return copy;
};

// One form of a figure with its fact ids: `form` is "wide" or "narrow".
const figureBack = (page, key, form, variant, preset) => {
  const stored = page.figures[key];
  const other = (variant && stored.variants[variant]) || (preset && stored.presets[preset]);
  const wide = other ? changed(stored.wide, other.wide) : stored.wide;
  const { data, layout } = arraysBack(form === "narrow" ? changed(wide, (other || stored).narrow) : wide);
  for (const trace of data) {
    if (trace.meta && trace.meta.facts) {
      const listed = trace.meta.facts.map((facts) => (typeof facts === "string" ? page.sets[facts] : facts));
      trace.meta.facts = listed.map((facts) => facts.map((place) => (typeof place === "number" ? page.facts[place].id : place)));
    }
  }
  return { data, layout };
};

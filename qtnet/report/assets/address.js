"use strict";
// All that the reader chose stands in the part of the address after "#": ev = open facts, at = section, the others are
// filters and choices. A plain "#section" stays a plain link as long as nothing is chosen.

const readState = () => {
  const raw = location.hash.slice(1);
  return new URLSearchParams(raw.includes("=") ? raw : raw ? { at: decodeURIComponent(raw) } : "");
};

// The choices that the page shows now. Open facts and the section move the view only: nothing is drawn again for them.
let applied = null;
const choicesOf = (state) => [...state].filter(([key]) => key !== "ev" && key !== "at").map(String).sort().join("&");
const isNew = (state) => {
  const before = applied;
  applied = choicesOf(state);
  return applied !== before;
};

const writeState = (changes) => {
  const state = readState();
  for (const [key, value] of Object.entries(changes)) {
    if (value) state.set(key, value);
    else state.delete(key);
  }
  isNew(state);
  const at = state.get("at");
  const escaped = (value) => encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");
  const text = [...state].length === 1 && at ? at : [...state].map(([key, value]) => `${key}=${escaped(value)}`).join("&");
  history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
};

// A link into the page moves there and keeps what is chosen.
const movesInside = () => {
  const goTo = (id) => {
    const place = document.getElementById(id);
    if (!place) return;
    place.scrollIntoView({ block: "start" });
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || link.hash.includes("=")) return;
    event.preventDefault();
    const menu = link.closest("details");
    if (menu && getComputedStyle(one("summary", menu)).display !== "none") menu.open = false; // contents on a phone
    writeState({ at: link.hash.slice(1) });
    goTo(link.hash.slice(1));
  });
  return goTo;
};

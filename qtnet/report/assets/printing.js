"use strict";
// On paper: light, every figure drawn, every table open, the list of facts in full.

const PAPER = 690; // CSS pixels of an A4 or letter page between its margins
const SETTLE = 700; // milliseconds that flow diagrams take to draw their links

const printing = (figures, list, table, theme) => {
  let opened = null; // while the page is laid out for paper
  const prepare = () => {
    if (opened) return undefined;
    theme("light");
    opened = all("details:not([open])");
    for (const fold of opened) fold.open = true;
    table.fillAll();
    list.print();
    const width = Math.max(...all(".plot").map((holder) => holder.clientWidth), 1);
    document.documentElement.style.setProperty("--shrink", Math.min(1, PAPER / width));
    return figures.drawAll();
  };
  const restore = () => {
    if (!opened) return;
    for (const fold of opened) fold.open = false;
    opened = null;
    theme("");
    list.back();
    figures.recolour();
  };
  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
  one("#print").addEventListener("click", async () => {
    await prepare();
    setTimeout(() => print(), SETTLE);
  });
};

// The plan beside the chat: opened at the cited characters, from citation to citation, searched, with its translation.

import { $, $$, notice } from "./dom.js";

const panel = $("#source");
const pages = $("#pages");
const phone = matchMedia("(max-width: 768px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let citations = []; // addresses of the answer's citations
let at = 0;
let opener = null;
let asked = 0; // only the newest request may show its page

/** Open the source of a citation mark. */
export async function openCitation(mark) {
  const all = $$("a.cite", mark.closest("article")).map((link) => link.getAttribute("href"));
  citations = [...new Set(all)];
  at = citations.indexOf(mark.getAttribute("href"));
  if (panel.hidden) opener = mark;
  await show();
}

async function show() {
  const request = ++asked;
  const href = citations[at];
  const [path, anchor] = href.split("#");
  const translated = $("#translation").getAttribute("aria-pressed") === "true";
  const response = await fetch(translated ? `${path}&translation=true` : path).catch(() => null);
  const text = response?.ok ? await response.text() : null;
  if (request !== asked) return;
  if (text === null) {
    notice("source_lost");
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  pages.replaceChildren($("nav.outline", page), $("main.source", page));
  $("#source-title").textContent = page.title;
  $("#source-count").textContent = citations.length > 1 ? `${at + 1} / ${citations.length}` : "";
  $("#previous").disabled = at === 0;
  $("#next").disabled = at === citations.length - 1;
  $("#alone").href = href;
  find("");
  open();
  bringIntoView($("td.cited", pages) ?? $("mark", pages) ?? document.getElementById(anchor));
}

function bringIntoView(place) {
  if (!place) return;
  place.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
}

function open() {
  const closed = panel.hidden;
  panel.hidden = false;
  document.body.classList.add("with-source");
  $("#chat").inert = phone.matches;
  if (closed) pages.focus({ preventScroll: true });
}

/** Close the panel; what was focused before is focused again. */
export function closeSource() {
  if (panel.hidden) return false;
  panel.hidden = true;
  document.body.classList.remove("with-source");
  $("#chat").inert = false;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

function step(by) {
  at = Math.min(citations.length - 1, Math.max(0, at + by));
  return show();
}

let found = [];
let current = -1;

/** Light every place in the source that holds a text, and go to the first. */
function find(text) {
  found = text ? [...placesOf(text)] : [];
  current = -1;
  CSS.highlights?.set("found", new Highlight(...found));
  CSS.highlights?.delete("here");
  $("#found").textContent = text ? String(found.length) : "";
  if (!text) $("#find").value = "";
}

function* placesOf(text) {
  const wanted = text.toLowerCase();
  const walker = document.createTreeWalker($("main.source", pages), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const held = walker.currentNode.data.toLowerCase();
    for (let from = held.indexOf(wanted); from >= 0; from = held.indexOf(wanted, from + wanted.length)) {
      const range = new Range();
      range.setStart(walker.currentNode, from);
      range.setEnd(walker.currentNode, from + wanted.length);
      yield range;
    }
  }
}

function nextFound(by) {
  if (!found.length) return;
  current = (current + by + found.length) % found.length;
  CSS.highlights?.set("here", new Highlight(found[current]));
  $("#found").textContent = `${current + 1} / ${found.length}`;
  found[current].startContainer.parentElement.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
}

/** Wire the panel's controls. */
export function wireSource() {
  $("#close").addEventListener("click", closeSource);
  $("#previous").addEventListener("click", () => step(-1));
  $("#next").addEventListener("click", () => step(1));
  $("#translation").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-pressed", String(currentTarget.getAttribute("aria-pressed") !== "true"));
    show();
  });
  $("#find").addEventListener("input", ({ target }) => find(target.value.trim()));
  $("#find").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) nextFound(event.shiftKey ? -1 : 1);
  });
  pages.addEventListener("click", (event) => {
    const entry = event.target.closest(".outline a");
    if (!entry) return;
    event.preventDefault();
    document.getElementById(entry.hash.slice(1))?.scrollIntoView({ block: "start" });
  });
  phone.addEventListener("change", () => {
    $("#chat").inert = phone.matches && !panel.hidden;
  });
}

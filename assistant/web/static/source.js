// The plan beside the chat: opened at the cited characters, from citation to citation, searched, with its translation.

import { $, $$, element, notice, spoken } from "./dom.js";

const panel = $("#source");
const pages = $("#pages");
const phone = matchMedia("(max-width: 768px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let citations = []; // addresses of the answer's citations
let at = 0;
let opener = null;
// The style sheet of sources comes with the first one.
const dressed = new Promise((resolve) => {
  const sheet = element("link", { rel: "stylesheet", href: new URL("source.css", import.meta.url), onload: resolve, onerror: resolve });
  document.head.append(sheet);
});
let asked = 0; // only the newest request may show its page

/** Open the source of a citation mark. */
export async function openCitation(mark) {
  const all = $$("a.cite", mark.closest("article")).map((link) => link.getAttribute("href"));
  citations = [...new Set(all)];
  at = citations.indexOf(mark.getAttribute("href"));
  if (panel.hidden) {
    opener = mark;
    $("#find").value = "";
  }
  await show();
}

async function show() {
  const request = ++asked;
  const href = citations[at];
  const [path, anchor] = href.split("#");
  const translated = $("#translation").getAttribute("aria-pressed") === "true";
  const [response] = await Promise.all([fetch(translated ? `${path}&translation=true` : path).catch(() => null), dressed]);
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
  find($("#find").value.trim()); // what was searched for stays found from citation to citation
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
  $("#found").textContent = !text ? "" : found.length ? String(found.length) : spoken("none_found");
  for (const step of ["#find-previous", "#find-next"]) $(step).disabled = !found.length;
}

/** Every place of a text, blanks aside: also where the light or a page end cuts it in two. */
function* placesOf(text) {
  const wanted = text.toLowerCase().replace(/\s+/g, "");
  if (!wanted) return;
  for (const block of $$("p, h2, h3, h4, h5, h6, td, th", $("main.source", pages))) {
    const places = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let i = 0; i < node.data.length; i++) if (/\S/.test(node.data[i])) places.push([node, i]);
    }
    const held = places.map(([node, i]) => node.data[i].toLowerCase()[0]).join("");
    for (let from = held.indexOf(wanted); from >= 0; from = held.indexOf(wanted, from + wanted.length)) {
      const [first, last] = [places[from], places[from + wanted.length - 1]];
      const range = new Range();
      range.setStart(...first);
      range.setEnd(last[0], last[1] + 1);
      yield range;
    }
  }
}

/** The first match that is not above what is shown: where a reader goes on from. */
function firstInSight() {
  const top = pages.getBoundingClientRect().top;
  return Math.max(0, found.findIndex((range) => range.getBoundingClientRect().bottom > top));
}

function nextFound(by) {
  if (!found.length) return;
  if (current < 0) current = firstInSight() - (by > 0 ? 1 : 0);
  current = (current + by + found.length) % found.length;
  CSS.highlights?.set("here", new Highlight(found[current]));
  $("#found").textContent = `${current + 1} / ${found.length}`;
  found[current].startContainer.parentElement.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
}

/** Wire the panel's controls. */
function wire() {
  $("#close").addEventListener("click", closeSource);
  $("#previous").addEventListener("click", () => step(-1));
  $("#next").addEventListener("click", () => step(1));
  $("#translation").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-pressed", String(currentTarget.getAttribute("aria-pressed") !== "true"));
    show();
  });
  $("#find").addEventListener("input", ({ target, isComposing }) => isComposing || find(target.value.trim()));
  $("#find").addEventListener("compositionend", ({ target }) => find(target.value.trim()));
  $("#find-previous").addEventListener("click", () => nextFound(-1));
  $("#find-next").addEventListener("click", () => nextFound(1));
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

wire();

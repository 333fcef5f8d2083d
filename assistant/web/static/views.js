// The views: columns that sort, cells that open a card, the choice of a unit, pictures. Without it all is still there to read.

import { $, $$, element, notice } from "./dom.js";
import { wireSwitches } from "./language.js";

const root = document.documentElement;
const chinese = new Intl.Collator("zh-CN", { numeric: true });
const SCALE = 2; // pixels of a picture for each of the drawing

/** The rows of a table by entry: double values have two rows that stay together. */
function entriesOf(table) {
  const found = new Map();
  for (const row of $$("tr.entry", table)) found.set(row.dataset.entry, [...(found.get(row.dataset.entry) ?? []), row]);
  return [...found.values()];
}

function keyOf(rows, column) {
  return rows[0].querySelector(`.c-${column}`)?.dataset.sort ?? "";
}

/** Order two keys; what has none comes last, whichever way it goes. */
function compare(a, b, descending) {
  if (a === "" || b === "") return (a === "") - (b === "");
  const [x, y] = [Number(a), Number(b)];
  const order = Number.isNaN(x) || Number.isNaN(y) ? chinese.compare(a, b) : x - y;
  return descending ? -order : order;
}

function wireTable(table) {
  const homes = new Map(entriesOf(table).map((rows) => [rows[0], rows[0].parentElement]));
  const bodies = [...table.tBodies];
  const grouped = () => $("#grouped")?.getAttribute("aria-pressed") !== "false";
  const sort = () => {
    const head = $("th[aria-sort=ascending], th[aria-sort=descending]", table);
    const entries = entriesOf(table);
    if (head) {
      const descending = head.getAttribute("aria-sort") === "descending";
      entries.sort((a, b) => compare(keyOf(a, head.dataset.column), keyOf(b, head.dataset.column), descending));
    }
    for (const rows of entries) (grouped() ? homes.get(rows[0]) : bodies[0]).append(...rows);
    table.classList.toggle("ungrouped", !grouped());
  };
  for (const head of $$("th[aria-sort]", table)) {
    $("button", head).addEventListener("click", () => {
      const next = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of $$("th[aria-sort]", table)) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", next);
      sort();
    });
  }
  $("#grouped")?.addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-pressed", String(!grouped()));
    sort();
  });
}

/** A cell is pressed: its words in the source, the way there, and its question. */
async function openCard(cell) {
  const language = root.dataset.language;
  const data = (name) => cell.dataset[`${name}${language === "en" ? "En" : "Zh"}`];
  $("#card-title").textContent = data("card");
  $("#card-place").textContent = data("place");
  $("#card-quote").textContent = "";
  $("#card-source").href = cell.href;
  $("#card-ask").href = `${document.body.dataset.chat}?q=${encodeURIComponent(data("ask"))}`;
  $("#card-ask").title = data("ask");
  $("#card").showModal();
  const shown = $("#card-quote");
  const page = await fetch(cell.href).then((response) => (response.ok ? response.text() : ""), () => "");
  const source = new DOMParser().parseFromString(page, "text/html");
  const words = $("td.cited", source)?.textContent ?? $$("mark", source).map((mark) => mark.textContent).join("");
  if ($("#card-source").href === cell.href) shown.textContent = words.trim();
}

/** The arrow keys go from mark to mark; Tab passes the whole matrix. */
function wireMatrix(matrix) {
  const marks = $$("a.mark", matrix);
  marks.forEach((mark, i) => (mark.tabIndex = i ? -1 : 0));
  const place = (mark) => [mark.closest("tr").rowIndex, mark.closest("td").cellIndex];
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  matrix.addEventListener("focusin", ({ target }) => {
    if (!target.matches("a.mark")) return;
    for (const mark of marks) mark.tabIndex = mark === target ? 0 : -1;
  });
  matrix.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || !event.target.matches("a.mark")) return;
    event.preventDefault();
    const [row, column] = place(event.target);
    const ahead = marks
      .map((mark) => ({ mark, at: place(mark) }))
      .filter(({ at }) => (step[0] ? (at[0] - row) * step[0] > 0 : at[0] === row && (at[1] - column) * step[1] > 0))
      .sort((a, b) => distance(a.at, row, column) - distance(b.at, row, column));
    const next = ahead[0]?.mark;
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const first = $("thead tr", matrix);
  const measure = () => matrix.style.setProperty("--first-row", `${first.getBoundingClientRect().height}px`);
  new ResizeObserver(measure).observe(first);
}

const distance = ([row, column], fromRow, fromColumn) => Math.abs(row - fromRow) * 100 + Math.abs(column - fromColumn);

/** One spelling for a typed name, as the server has it. */
const spelled = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** The list shows the units that have a name with what was typed; those that are called so come first. */
function wireChooser(form) {
  const field = $("#name", form);
  const list = $("#units");
  const units = $$("li", list).map((item) => ({ item, names: item.dataset.names.split("|") }));
  const filter = () => {
    const wanted = spelled(field.value);
    let count = 0;
    for (const { item, names } of units) {
      item.hidden = Boolean(wanted) && !names.some((name) => name.includes(wanted));
      count += !item.hidden;
    }
    const exact = (names) => names.includes(wanted);
    list.append(...units.toSorted((a, b) => exact(b.names) - exact(a.names)).map(({ item }) => item));
    for (const place of $$(".found", form)) place.textContent = String(count);
  };
  field.addEventListener("input", filter);
  if (field.value) filter();
}

/** The drawing as a picture, made here: no other program needed, nothing sent anywhere. */
async function savePicture(button) {
  try {
    const drawing = new Image();
    drawing.src = button.dataset.svg;
    await drawing.decode();
    const canvas = element("canvas", { width: drawing.naturalWidth * SCALE, height: drawing.naturalHeight * SCALE });
    canvas.getContext("2d").drawImage(drawing, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const link = element("a", { href: URL.createObjectURL(picture), download: `${button.dataset.name}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch {
    notice("png_failed");
  }
}

/** The title of the window in the language of the page. */
function nameWindow() {
  const [, document_] = document.title.split(" · ");
  const shown = $(`h1 .${root.dataset.language}`)?.textContent ?? $("h1").textContent;
  document.title = `${shown} · ${document_}`;
}

wireSwitches();
nameWindow();
new MutationObserver(nameWindow).observe(root, { attributeFilter: ["data-language"] });
for (const table of $$("table.sortable")) wireTable(table);
for (const matrix of $$("table.matrix")) wireMatrix(matrix);
for (const form of $$("form.chooser")) wireChooser(form);
for (const button of $$("button.picture")) button.addEventListener("click", () => savePicture(button));
$("#print")?.addEventListener("click", () => print());
$("#card-close").addEventListener("click", () => $("#card").close());
$("#card").addEventListener("click", ({ target, currentTarget }) => {
  if (target === currentTarget) currentTarget.close();
});
document.addEventListener("click", (event) => {
  const cell = event.target.closest("a.cell");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openCard(cell);
});

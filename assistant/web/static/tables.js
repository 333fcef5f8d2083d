// Long tables of answers, sorted by a press on a column's title; a third press brings the first order back.

import { $$, element, spoken } from "./dom.js";

const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

/** Make the columns of a table sortable. */
export function makeSortable(table) {
  const body = table.tBodies[0];
  const first = [...body.rows];
  const heads = $$("thead th", table);
  heads.forEach((head, column) => {
    const button = element("button", { type: "button", className: "sort", title: spoken("sort") }, ...head.childNodes);
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const order = NEXT[head.getAttribute("aria-sort")];
      for (const other of heads) other.setAttribute("aria-sort", other === head ? order : "none");
      body.append(...sorted(first, column, order));
    });
  });
}

function sorted(rows, column, order) {
  if (order === "none") return rows;
  const sign = order === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => sign * compared(written(a, column), written(b, column)) || rows.indexOf(a) - rows.indexOf(b));
}

const written = (row, column) => row.cells[column].textContent.trim();

/** Figures by size, words by their sound; what has no figure comes after those that have. */
function compared(a, b) {
  const [x, y] = [figure(a), figure(b)];
  if (x !== null && y !== null) return x - y;
  if (x !== null || y !== null) return x !== null ? -1 : 1;
  return a.localeCompare(b, "zh-CN", { numeric: true });
}

function figure(text) {
  const found = /^[^\p{L}\d]*(-?[\d,]*\.?\d+)/u.exec(text);
  return found ? Number(found[1].replaceAll(",", "")) : null;
}

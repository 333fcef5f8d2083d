// Copies of answers; each says whether it is quoted from the source or worded by a model.

import { $, $$, element, notice } from "./dom.js";

/** Put a text on the clipboard, also where the page is served without TLS. */
export async function copy(text) {
  const done = await writeToClipboard(text);
  notice(done ? "copied" : "copy_failed");
}

async function writeToClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(() => true, () => copyBySelection(text));
  }
  return copyBySelection(text);
}

function copyBySelection(text) {
  const field = element("textarea", { value: text, readOnly: true, className: "quiet" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/** The citations of an answer as officials write them. */
export function quotationOf(article) {
  const quotations = $$(".quotations > span", article).map((q) => q.textContent);
  return [...new Set(quotations), `（${labelOf(article)}）`].join("\n");
}

const labelOf = (article) => visibleText($(".provenance", article));

/** An answer as plain text, its sources below it. */
export function answerOf(article) {
  const said = visibleText($(".answer", article), ".quiet");
  return $(".provenance", article) ? `${said}\n\n${quotationOf(article)}` : said;
}

/** The text of an element as shown, without the other language and without `left` */
function visibleText(shown, left = "none") {
  if (!shown) return "";
  const copied = shown.cloneNode(true);
  const hidden = document.documentElement.dataset.language === "en" ? "span.zh" : "span.en";
  for (const other of $$(`${hidden}, ${left}`, copied)) other.remove();
  for (const [tag, mark] of [["li", "- "], ["blockquote", "> "]]) for (const item of $$(tag, copied)) item.prepend(mark);
  for (const list of $$("ol", copied)) [...list.children].forEach((item, i) => (item.firstChild.data = `${i + 1}. `));
  for (const block of $$("p, li, blockquote, tr, caption", copied)) block.append("\n");
  for (const cell of $$("td, th", copied)) cell.append("\t");
  return copied.textContent.trim();
}

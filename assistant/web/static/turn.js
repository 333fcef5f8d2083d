// HTML of a turn → its article. The server escapes what people typed; what it never writes is dropped here all the same.

import { $, $$ } from "./dom.js";

const ELEMENTS = new Set(
  ["article", "h2", "div", "span", "p", "br", "q", "b", "strong", "small", "a", "button", "details", "summary"].concat(
    ["ol", "ul", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"],
  ),
);
const ATTRIBUTES = new Set(["id", "class", "lang", "type", "href", "open", "start", "scope", "tabindex", "aria-pressed"]);

/** The article in this HTML, or null. */
export function articleOf(html) {
  const article = $("article", new DOMParser().parseFromString(html, "text/html"));
  if (!article) return null;
  for (const node of $$("*", article)) if (!ELEMENTS.has(node.localName)) node.remove();
  for (const node of [article, ...$$("*", article)]) {
    for (const { name } of [...node.attributes]) if (!ATTRIBUTES.has(name)) node.removeAttribute(name);
    if (node.hasAttribute("href") && !node.matches('a.cite[href^="source/"]')) node.removeAttribute("href");
  }
  return article;
}

// An answer in the words of a model, which takes the place of the composed one once the server has checked all of it.

import { $ } from "./dom.js";
import { articleOf } from "./turn.js";

const MOST = 2; // at once: a browser keeps few connections to a server, and the next question needs one
const BUSY_EVERY = 500; // ms
const waiting = [];

/** Wait for the draft of the turn that a batch line asked for; `settle` gets its new article, if there is one. */
export async function awaitDraft(line, settle) {
  while (waiting.length >= MOST) waiting.shift().abort();
  const stopping = new AbortController();
  waiting.push(stopping);
  try {
    const asked = { method: "POST", body: JSON.stringify(line), cache: "no-store", signal: stopping.signal };
    const response = await fetch("chat/draft", asked);
    if (response.status === 200) whenLeft(line.id, articleOf(await response.text()), settle);
  } catch {
    // stopped, or the connection is gone: the composed answer stands
  } finally {
    const place = waiting.indexOf(stopping);
    if (place >= 0) waiting.splice(place, 1);
  }
}

/** Nothing changes under the hands or eyes of somebody who has selected a piece of the turn, or is in it with the keyboard. */
function whenLeft(id, drafted, settle) {
  const shown = document.getElementById(id);
  if (!drafted) return;
  if (shown && isInUse(shown)) setTimeout(whenLeft, BUSY_EVERY, id, drafted, settle);
  else settle(shown, drafted);
}

function isInUse(article) {
  const selection = getSelection();
  const selected = !selection.isCollapsed && selection.containsNode(article, true);
  return selected || article.contains(document.activeElement) || Boolean($("form", article));
}

// The chat: takes a question from the box, sends it through Gradio, and puts the answer that arrives into the log.
// What is not on the first screen (source, copies, list of chats, feedback, editing) is loaded when it is wanted.

import * as chats from "./chats.js";
import { $, $$, appeared, element, notice, spoken, type, word } from "./dom.js";
import { nameControls, wireSwitches } from "./language.js";
import { articleOf } from "./turn.js";
import * as unanswered from "./unanswered.js";

const MOST_HISTORY = 20;
const LOOK_EVERY = 15; // ms
const LOOKING_AFTER = 400; // ms before the page says that it is looking
const CHECK_AFTER = 3000; // ms before it checks that the server is there at all
const LOST_AFTER = 90_000; // ms before it says that no answer came
const log = $("#log");
const talk = $("#talk");
let pending = null;
let wish = {}; // how the next question is to be asked, where not simply at the end of the chat

const box = () => $("#question textarea");
const parts = ["#question textarea", "#line textarea", "#send", "#arrival textarea"];
const ready = Promise.all(parts.map(appeared)); // Gradio builds them one after the other

/**
 * Ask a question as if it had been typed and sent; early ones wait until Gradio is there.
 * `how` may hold `place` (the turn to be answered anew), `cut` (drop the turns behind it), `without` and `history`.
 */
async function ask(question, how = {}) {
  await ready;
  if (pending) return;
  if (question === undefined) {
    $("#send").click();
    return;
  }
  const draft = how.place === undefined ? "" : box().value;
  wish = how;
  type(box(), question);
  $("#send").click();
  if (draft) type(box(), draft);
}

/** The button is pressed: the turn appears, and the line that Gradio sends is filled in. While one runs, it stops. */
function begin(event) {
  if (pending || !parts.every((part) => $(part))) {
    event.stopImmediatePropagation();
    if (pending) stop();
    return;
  }
  const how = wish;
  wish = {};
  const question = box().value;
  const id = `t${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const place = how.place ?? chats.turns().length;
  const history = (how.history ?? chats.historyOf(place)).slice(-MOST_HISTORY);
  const documents = how.documents ?? ($("#scope")?.value ? [$("#scope").value] : []);
  const line = { id, question, history, documents, without: how.without ?? [] };
  type($("#line textarea"), JSON.stringify(line));
  type(box(), "");
  unanswered.keep(question, false);
  const timers = [[look, LOOK_EVERY], [showLooking, LOOKING_AFTER], [checkServer, CHECK_AFTER], [showLost, LOST_AFTER]];
  const before = log.children[place] ?? null;
  pending = { ...how, line, place, before, node: waiting(question) };
  pending.timers = timers.map(([act, after]) => setTimeout(act, after));
  if (before) before.replaceWith(pending.node);
  else log.append(pending.node);
  showTalk();
  toTop(pending.node);
}

function waiting(question) {
  const asked = element("h2", { className: "asked" }, element("span", { className: "quiet" }, ...word("asked")), question);
  return element("article", { className: "turn pending" }, asked);
}

function showLooking() {
  pending?.node.append(element("p", { className: "looking" }, ...word("looking")));
  document.body.classList.add("busy");
  $("#send").setAttribute("aria-label", spoken("stop"));
}

/** Stop waiting: what stood there before stands there again, and the question may be asked anew. */
function stop() {
  const { node, before, line } = finish();
  unanswered.take();
  if (before) node.replaceWith(before);
  else {
    node.remove();
    if (!box().value) type(box(), line.question);
  }
  showTalk();
  notice("stopped");
  box().focus();
}

async function checkServer() {
  const asked = pending;
  const alive = await fetch("healthz", { cache: "no-store" }).then((response) => response.ok, () => false);
  if (!alive && pending === asked) showLost();
}

function showLost() {
  if (!pending) return;
  const { node, line } = finish();
  const retry = element("button", { type: "button", className: "retry" }, ...word("retry"));
  retry.addEventListener("click", () => {
    unanswered.keep(line.question, true);
    location.reload(); // Gradio's connection may be gone for good
  });
  $(".looking", node)?.remove();
  node.append(element("p", { className: "lost", role: "alert" }, ...word("lost"), " ", retry));
}

function finish() {
  const done = pending;
  pending = null;
  done.timers.forEach(clearTimeout);
  document.body.classList.remove("busy");
  $("#send").setAttribute("aria-label", spoken("send"));
  return done;
}

/** Look whether Gradio has put the turn into its field, which tells nobody; when it has, show it. */
function look() {
  const html = $("#arrival textarea").value;
  if (!html.includes(`id="${pending.line.id}"`)) {
    pending.timers[0] = setTimeout(look, LOOK_EVERY);
    return;
  }
  const { line, node, place, cut, keeps } = finish();
  unanswered.take();
  const turn = articleOf(html);
  const drafting = turn.classList.contains("drafting");
  turn.classList.remove("drafting");
  const was = chats.turns()[place];
  node.replaceWith(turn);
  const read = !$(".answer.error_question", turn);
  const { id, question, history, documents, without } = line;
  const brought = place === 0 ? { history } : {};
  chats.put({ id, question, html: turn.outerHTML, read, documents, without, ...brought }, place);
  if (cut && place < chats.turns().length - 1) offerBack(chats.shorten(place, was));
  dress(turn);
  tell(turn);
  toTop(turn);
  if (keeps) $(`.chip.${keeps}`, turn)?.focus({ preventScroll: true });
  if (drafting) import("./draft.js").then(({ awaitDraft }) => awaitDraft(line, showDraft));
  requestIdleCallback?.(() => (import("./source.js"), import("./copy.js"))); // likely wanted next
}

/** A draft has passed: it stands in place of its own turn, wherever that is by now, and moves nothing. */
function showDraft(shown, drafted) {
  chats.note(drafted.id, { html: drafted.outerHTML });
  if (!shown) return;
  drafted.style.minHeight = shown.style.minHeight;
  shown.replaceWith(drafted);
  dress(drafted);
}

/** An edited question dropped the turns after it: say so, with a way back. */
function offerBack(bringBack) {
  while (log.children.length > chats.turns().length) log.lastElementChild.remove();
  const undo = element("button", { type: "button" }, ...word("restore"));
  undo.addEventListener("click", () => {
    bringBack();
    showChat();
  });
  notice("edited", undo);
}

/** What a turn gets on the page that its HTML does not hold: long tables can be sorted, a verdict is remembered. */
function dress(turn) {
  const verdict = chats.turns().find((t) => t.id === turn.id)?.verdict;
  if (verdict) $(`.thumb.${verdict}`, turn)?.setAttribute("aria-pressed", "true");
  const long = $$("table.sortable", turn);
  if (long.length) import("./tables.js").then(({ makeSortable }) => long.forEach(makeSortable));
}

/** Read an answer out: the answer and how many sources it has, not every button around it. */
function tell(turn) {
  const answer = $(".answer", turn).cloneNode(true);
  const other = document.documentElement.dataset.language === "en" ? ".zh" : ".en";
  for (const silent of $$(`${other}, .cite`, answer)) silent.remove();
  for (const block of $$("p, li, th, td, caption", answer)) block.append(" ");
  const sources = $$(".sources li", turn).length;
  const count = sources ? spoken("sources_told").replace("N", sources) : "";
  $("#told").lang = turn.lang;
  $("#told").textContent = `${answer.textContent.trim()}${count}`;
}

/** Show a turn from its question on, as far as the page goes. */
function toTop(turn) {
  const before = turn.previousElementSibling;
  turn.style.minHeight = "";
  for (const other of $$("article", log)) if (other !== turn) other.style.minHeight = "";
  if (before && turn === log.lastElementChild) turn.style.minHeight = `${talk.clientHeight - 24}px`;
  turn.scrollIntoView({ block: "start", behavior: "instant" });
}

/** Put the open chat on the page. */
function showChat() {
  log.replaceChildren(...chats.turns().map((turn) => articleOf(turn.html)).filter(Boolean));
  $$("article", log).forEach(dress);
  closeSource();
  showTalk();
  if (log.lastElementChild) toTop(log.lastElementChild);
}

function showTalk() {
  $("#welcome").hidden = log.childElementCount > 0;
}

const sourceIsOpen = () => document.body.classList.contains("with-source");
const closeSource = () => sourceIsOpen() && import("./source.js").then((source) => source.closeSource());

function onKey(event) {
  if (event.key === "Escape" && !$("dialog[open]") && !event.isComposing) {
    if (pending) stop();
    else closeSource();
    return;
  }
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!event.target.closest?.("#question")) return;
  event.stopPropagation(); // Gradio has its own idea of Enter
  if (event.isComposing || event.keyCode === 229) return; // an input method takes this Enter
  event.preventDefault();
  ask();
}

const placeOf = (article) => $$("article", log).indexOf(article);

/** Ask again without a part of how the question was understood, or with it again. */
function toggle(chip) {
  const place = placeOf(chip.closest("article"));
  const { question, without = [], documents } = chats.turns()[place];
  const part = [...chip.classList].find((name) => !["chip", "kept", "dropped"].includes(name));
  const others = without.filter((p) => p !== part);
  const wanted = chip.classList.contains("kept") ? [...others, part] : others;
  ask(question, { place, without: wanted, documents, keeps: part });
}

// What each button of a turn does; the article and the button are handed in.
const deeds = {
  "a.cite": (_, mark) => import("./source.js").then((source) => source.openCitation(mark)),
  "button.ask": (_, button) => ask(button.textContent),
  "button.chip": (_, chip) => toggle(chip),
  "button.again": (article) =>
    import("./edit.js").then(({ edit }) => edit(article, (text) => ask(text, { place: placeOf(article), cut: true }))),
  "button.copy-quotation": (article) => import("./copy.js").then(({ copy, quotationOf }) => copy(quotationOf(article))),
  "button.copy-text": (article) => import("./copy.js").then(({ copy, answerOf }) => copy(answerOf(article))),
  "button.copy-link": async (article) => {
    const [{ copy }, { linkTo }] = await Promise.all([import("./copy.js"), import("./link.js")]);
    const place = placeOf(article);
    copy(linkTo(chats.turns()[place], $(".chip.context", article) ? chats.historyOf(place) : []));
  },
  "button.thumb": (article, thumb) =>
    import("./feedback.js").then(({ judge }) => judge(article, thumb, (verdict) => chats.note(article.id, { verdict }))),
  "#chats": () => import("./chat-list.js").then(({ openList }) => openList(showChat)),
  "#new-chat": () => {
    if (pending) stop();
    chats.leave();
    showChat();
    if (matchMedia("(pointer: fine)").matches) box()?.focus();
  },
};

function onClick(event) {
  if (event.target.closest("#send")) return begin(event);
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const [selector, act] of Object.entries(deeds)) {
    const pressed = event.target.closest(selector);
    if (!pressed) continue;
    event.preventDefault();
    act(pressed.closest("article"), pressed);
    return;
  }
}

/** A closed list of sources would be missing on paper. */
function onPrint() {
  for (const sources of $$("details.sources", log)) sources.open = true;
}

async function start() {
  wireSwitches();
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick, true);
  addEventListener("beforeprint", onPrint);
  const linked = location.search.includes("q=") ? (await import("./link.js")).takeLinked() : null;
  if (linked) chats.leave();
  showChat();
  const typed = await appeared(parts[0]);
  if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) typed.focus({ preventScroll: true });
  await ready;
  nameControls();
  $("gradio-app main")?.setAttribute("role", "none"); // the page has its own
  const left = unanswered.take();
  if (linked) ask(linked.question, linked);
  else if (left?.again) ask(left.question);
  else if (left && !box().value) type(box(), left.question);
}

start();

// The chat: takes a question from the box, sends it through Gradio, and puts the answer that arrives into the log.

import * as chats from "./chats.js";
import { wireChatList } from "./chat-list.js";
import { answerOf, copy, quotationOf } from "./copy.js";
import { $, $$, appeared, element, type, word } from "./dom.js";
import { nameControls, wireSwitches } from "./language.js";
import { closeSource, openCitation, wireSource } from "./source.js";
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

const box = () => $("#question textarea");
const parts = ["#question textarea", "#line textarea", "#send", "#arrival textarea"];
const ready = Promise.all(parts.map(appeared)); // Gradio builds them one after the other

/** Ask a question as if it had been typed and sent; early ones wait until Gradio is there. */
async function ask(question) {
  await ready;
  if (pending) return;
  if (question !== undefined) type(box(), question);
  $("#send").click();
}

/** The button is pressed: the turn appears, and the line that Gradio sends is filled in. */
function begin(event) {
  if (pending || !parts.every((part) => $(part))) {
    event.stopImmediatePropagation();
    return;
  }
  const question = box().value;
  const id = `t${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const documents = $("#scope")?.value ? [$("#scope").value] : [];
  const line = { id, question, history: chats.questions().slice(-MOST_HISTORY), documents };
  type($("#line textarea"), JSON.stringify(line));
  type(box(), "");
  unanswered.keep(question, false);
  const timers = [[look, LOOK_EVERY], [showLooking, LOOKING_AFTER], [checkServer, CHECK_AFTER], [showLost, LOST_AFTER]];
  pending = { id, question, node: waiting(question), timers: timers.map(([act, after]) => setTimeout(act, after)) };
  log.append(pending.node);
  showTalk();
  toTop(pending.node);
}

function waiting(question) {
  const asked = element("h2", { className: "asked" }, element("span", { className: "quiet" }, ...word("asked")), question);
  return element("article", { className: "turn pending" }, asked);
}

function showLooking() {
  pending?.node.append(element("p", { className: "looking" }, ...word("looking")));
}

async function checkServer() {
  const asked = pending;
  const alive = await fetch("healthz", { cache: "no-store" }).then((response) => response.ok, () => false);
  if (!alive && pending === asked) showLost();
}

function showLost() {
  if (!pending) return;
  const { node, question } = finish();
  const retry = element("button", { type: "button", className: "retry" }, ...word("retry"));
  retry.addEventListener("click", () => {
    unanswered.keep(question, true);
    location.reload(); // Gradio's connection may be gone for good
  });
  $(".looking", node)?.remove();
  node.append(element("p", { className: "lost" }, ...word("lost"), " ", retry));
}

function finish() {
  const done = pending;
  pending = null;
  done.timers.forEach(clearTimeout);
  return done;
}

/** Look whether Gradio has put the turn into its field, which tells nobody; when it has, show it. */
function look() {
  const html = $("#arrival textarea").value;
  if (!html.includes(`id="${pending.id}"`)) {
    pending.timers[0] = setTimeout(look, LOOK_EVERY);
    return;
  }
  const { id, question, node } = finish();
  unanswered.take();
  const turn = articleOf(html);
  node.replaceWith(turn);
  chats.add({ id, question, html: turn.outerHTML, read: !$(".answer.error_question", turn) });
  toTop(turn);
}

/** Show a turn from its question on, as far as the page goes. */
function toTop(turn) {
  const before = turn.previousElementSibling;
  turn.style.minHeight = "";
  for (const other of $$("article", log)) if (other !== turn) other.style.minHeight = "";
  if (before) turn.style.minHeight = `${talk.clientHeight - 24}px`;
  turn.scrollIntoView({ block: "start", behavior: "instant" });
}

/** Put the open chat on the page. */
function showChat() {
  const turns = chats.current()?.turns ?? [];
  log.replaceChildren(...turns.map((turn) => articleOf(turn.html)).filter(Boolean));
  closeSource();
  showTalk();
  if (log.lastElementChild) toTop(log.lastElementChild);
}

function showTalk() {
  $("#welcome").hidden = log.childElementCount > 0;
}

function onKey(event) {
  if (event.key === "Escape" && !$("dialog[open]") && closeSource()) return;
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!event.target.closest?.("#question")) return;
  event.stopPropagation(); // Gradio has its own idea of Enter
  if (event.isComposing || event.keyCode === 229) return; // an input method takes this Enter
  event.preventDefault();
  ask();
}

function onClick(event) {
  if (event.target.closest("#send")) return begin(event);
  const pressed = event.target.closest("a.cite, button.ask, button.again, button.copy-quotation, button.copy-text, #new-chat");
  if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const article = pressed.closest("article");
  if (pressed.matches("a.cite")) {
    event.preventDefault();
    openCitation(pressed);
  } else if (pressed.matches(".ask")) ask(pressed.value || pressed.textContent);
  else if (pressed.matches(".again")) {
    type(box(), $(".asked", article).lastChild.data);
    box().focus();
  } else if (pressed.matches(".copy-quotation")) copy(quotationOf(article));
  else if (pressed.matches(".copy-text")) copy(answerOf(article));
  else {
    chats.leave();
    showChat();
    if (matchMedia("(pointer: fine)").matches) box()?.focus();
  }
}

async function start() {
  wireSwitches();
  wireSource();
  wireChatList(showChat);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick, true);
  showChat();
  const typed = await appeared(parts[0]);
  if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) typed.focus({ preventScroll: true });
  await ready;
  nameControls();
  $("gradio-app main")?.setAttribute("role", "none"); // the page has its own
  const left = unanswered.take();
  if (left?.again) ask(left.question);
  else if (left && !box().value) type(box(), left.question);
}

start();

// The dialog that lists the conversations: open, rename, delete (with a way back), export, print.

import * as chats from "./chats.js";
import { $, element, notice, spoken, word } from "./dom.js";

const MOST_HISTORY = 20;
const dialog = $("#chats-dialog");
const list = $("#chat-list");
const ENDINGS = { docx: "docx", markdown: "md" };

/** Open the dialog; `show` puts the open chat on the page. */
export function openList(show) {
  render(show);
  dialog.showModal();
}

$("#close-chats").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
$("#export-docx").addEventListener("click", () => exportChat("docx"));
$("#export-markdown").addEventListener("click", () => exportChat("markdown"));
$("#print").addEventListener("click", () => {
  dialog.close();
  print();
});

/** Have the server write the open chat, each answer from the plan anew, and hand it to the visitor as a file. */
async function exportChat(format) {
  const { name, turns } = chats.current();
  const asked = turns.map(({ id, question, documents = [], without = [] }, place) => {
    return { id, question, documents, without, history: chats.historyOf(place).slice(-MOST_HISTORY) };
  });
  const body = JSON.stringify({ name, format, language: document.documentElement.dataset.language, turns: asked });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("api/export", { method: "POST", headers, body }).catch(() => null);
  if (!response?.ok) notice("export_lost");
  else download(`${name.replace(/[\\/:*?"<>|\n]/g, " ").trim() || "chat"}.${ENDINGS[format]}`, await response.blob());
}

function download(name, file) {
  const address = URL.createObjectURL(file);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function render(show) {
  const open = chats.current()?.id;
  $("#no-chats").hidden = chats.all().length > 0;
  $("#exports").hidden = !open;
  list.replaceChildren(...chats.all().map((chat) => entry(chat, chat.id === open, show)));
}

function entry(chat, isOpen, show) {
  const name = element("button", { type: "button", className: "name", textContent: chat.name });
  if (isOpen) name.setAttribute("aria-current", "true");
  name.addEventListener("click", () => {
    chats.open(chat.id);
    dialog.close();
    show();
  });
  const rename = element("button", { type: "button", className: "small" }, ...word("rename"));
  const remove = element("button", { type: "button", className: "small" }, ...word("delete"));
  const item = element("li", {}, name, rename, remove);
  rename.addEventListener("click", () => edit(chat, item, show));
  remove.addEventListener("click", () => {
    const bringBack = chats.remove(chat.id);
    const undo = element("button", { type: "button" }, ...word("restore"));
    undo.addEventListener("click", () => {
      bringBack();
      render(show);
      show();
    });
    notice("deleted", undo);
    render(show);
    if (isOpen) show();
  });
  return item;
}

function edit(chat, item, show) {
  const field = element("input", { value: chat.name, maxLength: 40 });
  field.setAttribute("aria-label", spoken("rename"));
  item.firstChild.replaceWith(field);
  field.focus();
  field.select();
  const done = (keepIt) => {
    if (keepIt) chats.rename(chat.id, field.value);
    render(show);
  };
  field.addEventListener("blur", () => done(true), { once: true });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") field.blur();
    if (event.key === "Escape") {
      event.preventDefault();
      field.value = chat.name;
      field.blur();
    }
  });
}

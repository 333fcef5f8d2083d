// The dialog that lists the conversations: open, rename, delete (with a way back), export.

import * as chats from "./chats.js";
import { chatToMarkdown, download } from "./copy.js";
import { $, $$, element, notice, spoken, word } from "./dom.js";

const dialog = $("#chats-dialog");
const list = $("#chat-list");

/** Wire the dialog; `show` puts the open chat on the page. */
export function wireChatList(show) {
  $("#chats").addEventListener("click", () => {
    render(show);
    dialog.showModal();
  });
  $("#close-chats").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  $("#export-chat").addEventListener("click", () => {
    const name = chats.current()?.name ?? "";
    download(`${name.replace(/[\\/:*?"<>|\n]/g, " ").trim() || "chat"}.md`, chatToMarkdown(name, $$("#log article")));
  });
}

function render(show) {
  const open = chats.current()?.id;
  $("#no-chats").hidden = chats.all().length > 0;
  $("#export-chat").disabled = !open;
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

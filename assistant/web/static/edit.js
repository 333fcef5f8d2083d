// A question of the chat, edited where it stands and asked again.

import { $, element, spoken, word } from "./dom.js";

/** Turn an article's question into a field; `ask` gets the edited text. */
export function edit(article, ask) {
  const asked = $("h2.asked", article);
  if (asked.hidden) return;
  const text = asked.lastChild.data;
  const field = element("textarea", { value: text, rows: Math.min(6, text.split("\n").length), maxLength: 2000 });
  field.setAttribute("aria-label", spoken("edit_question"));
  const send = element("button", { type: "submit", className: "primary" }, ...word("ask_again"));
  const cancel = element("button", { type: "button" }, ...word("cancel"));
  const form = element("form", { className: "editing" }, field, element("div", {}, cancel, send));
  const close = () => {
    form.remove();
    asked.hidden = false;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    close();
    ask(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method takes this key
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
      $("button.again", article).focus();
    }
  });
  cancel.addEventListener("click", () => {
    close();
    $("button.again", article).focus();
  });
  asked.hidden = true;
  asked.after(form);
  field.focus();
  field.setSelectionRange(text.length, text.length);
}

// A thumb for an answer: the verdict is sent at once, a reason and a few words after it if wanted. The last one counts.

import { $, $$, element, notice, spoken, word } from "./dom.js";

const REASONS = ["wrong", "incomplete", "source", "misread", "unclear", "other"];
const LONGEST_TEXT = 2000;

/** A thumb is pressed; `remember` keeps the verdict with the chat. */
export async function judge(article, thumb, remember) {
  const verdict = thumb.classList.contains("up") ? "up" : "down";
  for (const other of $$(".thumb", article)) other.setAttribute("aria-pressed", String(other === thumb));
  remember(verdict);
  $("form.feedback", article)?.remove();
  if (verdict === "down") ask(article);
  notice((await send(article, { verdict })) ? "feedback_thanks" : "feedback_lost");
}

/** Ask what is not right. */
function ask(article) {
  const reasons = REASONS.map((reason) => {
    const choice = element("input", { type: "radio", name: `reason-${article.id}`, value: reason });
    return element("label", {}, choice, ...word(`reason_${reason}`));
  });
  const choices = element("fieldset", {}, element("legend", {}, ...word("feedback_why")), ...reasons);
  const text = element("textarea", { rows: 2, maxLength: LONGEST_TEXT, placeholder: spoken("feedback_more") });
  text.setAttribute("aria-label", spoken("feedback_more"));
  const submit = element("button", { type: "submit", className: "primary" }, ...word("feedback_send"));
  const cancel = element("button", { type: "button" }, ...word("cancel"));
  const form = element("form", { className: "feedback" }, choices, text, element("div", {}, cancel, submit));
  const close = () => {
    form.remove();
    $(".thumb.down", article).focus();
  };
  cancel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      close();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = $("input:checked", form)?.value;
    submit.disabled = true;
    const kept = await send(article, { verdict: "down", text: text.value, ...(reason ? { reason } : {}) });
    submit.disabled = false;
    notice(kept ? "feedback_thanks" : "feedback_lost");
    if (kept) close();
  });
  $(".actions", article).after(form);
  $("input", form).focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

async function send(article, said) {
  const [corpus, index, settings, version] = $(".receipt", article)?.textContent.split(" ") ?? [];
  const receipt = version ? { receipt: { corpus, index, settings, version } } : {};
  const body = { answer: article.id, question: $(".asked", article).lastChild.data, ...receipt, ...said };
  const headers = { "Content-Type": "application/json" };
  return fetch("api/feedback", { method: "POST", headers, body: JSON.stringify(body) }).then((r) => r.ok, () => false);
}

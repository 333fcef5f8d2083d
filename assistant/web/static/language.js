// The language and the brightness of the page: the browser decides first (early.js), the switches override.

import { $, $$, keep, spoken } from "./dom.js";

const root = document.documentElement;
const english = () => root.dataset.language === "en";

/** Name every control in the language of the page. */
export function nameControls() {
  for (const control of $$("[data-zh]")) {
    const name = control.dataset[root.dataset.language];
    control.setAttribute("aria-label", name);
    control.title = name;
  }
  for (const option of $$("[data-text-zh]")) option.textContent = english() ? option.dataset.textEn : option.dataset.textZh;
  for (const field of $$("input[data-placeholder-zh]")) field.placeholder = placeholderOf(field);
  const box = $("#question textarea");
  const words = $("#words");
  if (box && words) box.placeholder = placeholderOf(words);
  const send = $("#send");
  if (send) send.setAttribute("aria-label", spoken("send"));
  if (words) document.title = $(`.brand .${root.dataset.language}`).textContent;
}

const placeholderOf = (holder) => (english() ? holder.dataset.placeholderEn : holder.dataset.placeholderZh);

/** Wire the switches of the bar. */
export function wireSwitches() {
  $("#language").addEventListener("click", () => {
    root.dataset.language = english() ? "zh" : "en";
    keep("policy.language", root.dataset.language);
    nameControls();
  });
  $("#theme")?.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep("policy.theme", root.dataset.theme);
  });
  nameControls();
}

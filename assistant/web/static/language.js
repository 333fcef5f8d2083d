// The language and the brightness of the page: the browser decides first (early.js), the switches override.

import { $, $$, keep, spoken } from "./dom.js";

const root = document.documentElement;
const suffix = () => (root.lang === "en" ? "en" : "zh");

/** Name every control in the language of the page. */
export function nameControls() {
  for (const control of $$("[data-zh]")) {
    const name = control.dataset[suffix()];
    control.setAttribute("aria-label", name);
    control.title = name;
  }
  for (const option of $$("[data-text-zh]")) option.textContent = option.dataset[suffix() === "en" ? "textEn" : "textZh"];
  for (const field of $$("input[data-placeholder-zh]")) field.placeholder = placeholderOf(field);
  const box = $("#question textarea");
  const words = $("#words");
  if (box && words) box.placeholder = placeholderOf(words);
  const send = $("#send");
  if (send) send.setAttribute("aria-label", spoken("send"));
  document.title = $(".brand")?.querySelector(`[lang="${root.lang}"]`)?.textContent ?? document.title;
}

const placeholderOf = (holder) => holder.dataset[suffix() === "en" ? "placeholderEn" : "placeholderZh"];

/** Wire the switches of the bar. */
export function wireSwitches() {
  $("#language").addEventListener("click", () => {
    root.lang = root.lang === "en" ? "zh-CN" : "en";
    keep("policy.language", root.lang);
    nameControls();
  });
  $("#theme")?.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep("policy.theme", root.dataset.theme);
  });
  nameControls();
}

// Small helpers around the document.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A new element with properties and children; text stays text. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Words of the page in both languages, as nodes. */
export function word(name) {
  return [...$(`#words [data-word="${name}"]`).cloneNode(true).childNodes];
}

/** What the page shows of a word now. */
export const spoken = (name) => $(`#words [data-word="${name}"] .${document.documentElement.dataset.language}`).textContent;

/** Put a value into a field of Gradio's, as typing would. */
export function type(field, value) {
  const prototype = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The element once it is there. */
export function appeared(selector) {
  return new Promise((resolve) => {
    const look = () => {
      const found = $(selector);
      if (found) {
        observer.disconnect();
        resolve(found);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}

let clearing;

/** Say something short, seen and read out. */
export function notice(name, ...actions) {
  const place = $("#notice");
  ($("dialog[open]") ?? document.body).append(place); // what lies under an open dialog cannot be pressed
  place.replaceChildren(element("span", {}, ...word(name)), ...actions);
  clearTimeout(clearing);
  clearing = setTimeout(() => place.replaceChildren(), actions.length ? 8000 : 2500);
}

/** Keep a setting; without storage it holds until the page is left. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** A kept setting, or null. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

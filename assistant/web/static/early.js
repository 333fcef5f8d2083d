// Runs before the page is painted, so that it never shows in the wrong language or brightness.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off: the browser's own choice stands
    }
  };
  const spoken = (navigator.languages ?? [navigator.language]).find((l) => /^(zh|en)\b/i.test(l)) ?? "zh";
  root.dataset.language = kept("policy.language") ?? (/^zh/i.test(spoken) ? "zh" : "en");
  const speak = () => {
    const lang = root.dataset.language === "en" ? "en" : "zh-CN";
    if (root.lang !== lang) root.lang = lang;
  };
  new MutationObserver(speak).observe(root, { attributeFilter: ["lang", "data-language"] }); // Gradio sets it too
  speak();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = kept("policy.theme") ?? (dark ? "dark" : "light");
})();

// A link to an answer: the question, and the earlier ones it leans on. Whatever an address holds is only ever text.

const LONGEST_QUESTION = 2000;
const LONGEST_ADDRESS = 6000;
const MOST_HISTORY = 20;
const PARTS = ["context", "document", "record", "attribute", "year", "unit", "restated"];

/** The address that asks a turn's question again; the oldest of the earlier questions go where it grows too long. */
export function linkTo({ question, without = [], documents = [] }, history) {
  const parts = [["q", question], ...documents.map((d) => ["d", d]), ...without.map((w) => ["without", w])];
  let earlier = history;
  let address;
  do {
    address = new URL(location.pathname, location.origin);
    address.search = new URLSearchParams([...parts, ...earlier.map((h) => ["h", h])]);
    earlier = earlier.slice(1);
  } while (address.href.length > LONGEST_ADDRESS && earlier.length);
  return address.href;
}

/** What the page's address asks, or null; the address is made plain, so that a reload does not ask again. */
export function takeLinked() {
  const given = new URLSearchParams(location.search);
  history.replaceState(null, "", location.pathname);
  const question = clean(given.get("q"));
  if (!question) return null;
  const options = [...(document.querySelector("#scope")?.options ?? [])].map((option) => option.value);
  const documents = given.getAll("d").filter((d) => d && options.includes(d));
  return {
    question,
    history: given.getAll("h").map(clean).filter(Boolean).slice(-MOST_HISTORY),
    without: PARTS.filter((part) => given.getAll("without").includes(part)),
    ...(documents.length ? { documents } : {}),
  };
}

/** A question without control characters, of bounded length. */
function clean(text) {
  return (text ?? "").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/g, "").trim().slice(0, LONGEST_QUESTION);
}

// The question under way, so that a page that is loaded anew (as Gradio does after a lost connection) still has it.

const NAME = "policy.unanswered";

/** Keep a question; `again` says whether to ask it once the page is loaded. */
export function keep(question, again) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ question, again }));
  } catch {
    // without storage the question is typed again
  }
}

/** The kept question, which is kept no longer, or null. */
export function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME));
    sessionStorage.removeItem(NAME);
    return kept;
  } catch {
    return null; // no storage, or not ours
  }
}

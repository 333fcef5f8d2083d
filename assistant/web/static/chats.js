// The conversations of this browser. They stay in it: the server keeps none.

import { keep, kept } from "./dom.js";

const NAME = "policy.chats";
const MOST_CHATS = 30;
const LONGEST_NAME = 40;

let state = read();

function read() {
  try {
    const found = JSON.parse(kept(NAME) ?? "null");
    if (Array.isArray(found?.chats)) return found;
  } catch {
    // what is stored is not ours or broken: begin anew
  }
  return { chats: [], current: null };
}

/** Write the state; where the store is full the oldest chats go first. */
function write() {
  state.chats.sort((a, b) => b.changed - a.changed);
  state.chats.length = Math.min(state.chats.length, MOST_CHATS);
  while (!keep(NAME, JSON.stringify(state)) && state.chats.length > 1) state.chats.pop();
}

/** All chats, the newest first. */
export const all = () => state.chats;

/** The chat that is open, or undefined before its first question. */
export const current = () => state.chats.find((chat) => chat.id === state.current);

/** The turns of the open chat. */
export const turns = () => current()?.turns ?? [];

/** The earlier questions that the turn at a place leans on, oldest first: those of the chat, and what its link brought. */
export function historyOf(place = turns().length) {
  const before = turns().slice(0, place);
  const brought = turns()[0]?.history ?? [];
  return [...brought, ...before.filter((turn) => turn.read).map((turn) => turn.question)];
}

/** Put a turn into the open chat, at its end or in place of another; a chat begins with its first turn. */
export function put(turn, place = turns().length) {
  let chat = current();
  if (!chat) {
    chat = { id: turn.id, name: turn.question.slice(0, LONGEST_NAME), turns: [] };
    state.chats.push(chat);
    state.current = chat.id;
  }
  chat.turns[place] = turn;
  chat.changed = Date.now();
  write();
}

/** Keep only the turns up to a place; returns what brings the others and the one at the place back. */
export function shorten(place, was) {
  const chat = current();
  const were = [...chat.turns];
  if (was) were[place] = was;
  chat.turns.length = Math.min(chat.turns.length, place + 1);
  write();
  return () => {
    chat.turns = were;
    write();
  };
}

/** Remember something about a turn, of whichever chat. */
export function note(id, what) {
  const turn = state.chats.flatMap((chat) => chat.turns).find((t) => t.id === id);
  if (turn) Object.assign(turn, what);
  write();
}

/** Leave the open chat; the next question begins a new one. */
export function leave() {
  state.current = null;
  write();
}

/** Open a chat. */
export function open(id) {
  state.current = id;
  write();
}

/** Name a chat. */
export function rename(id, name) {
  const chat = state.chats.find((c) => c.id === id);
  if (chat && name.trim()) chat.name = name.trim().slice(0, LONGEST_NAME);
  write();
}

/** Delete a chat; returns what brings it back. */
export function remove(id) {
  const chat = state.chats.find((c) => c.id === id);
  const was = state.current;
  state.chats = state.chats.filter((c) => c.id !== id);
  if (was === id) state.current = null;
  write();
  return () => {
    state.chats.push(chat);
    state.current = was;
    write();
  };
}

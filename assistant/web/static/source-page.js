// The page of a source by itself: its language switch, and the lit characters in view.

import { $ } from "./dom.js";
import { wireSwitches } from "./language.js";

wireSwitches();
addEventListener("load", () => ($("td.cited") ?? $("mark"))?.scrollIntoView({ block: "center" }));

/** *Exit and save*, and the calm page after it. */

import { fill, focusOn, h } from "../dom";
import { icon } from "../icons";
import type { Session } from "../session";
import { say } from "../words";

export function exitButton(leave: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "exit", click: leave }, icon("exit"), h("span", {}, say("exit")));
}

export function exitPage(session: Session): void {
  const recorded = session.launch().platform !== "none" && session.launch().mode === "normal" && session.trouble() !== "newer-state";
  const saved = session.exit();
  const key = !recorded ? "left" : saved ? "saved" : "unsaved";
  const heading = h("h1", {}, say(`exit-${key}`));
  const main = h("main", { id: "main", class: "farewell" }, icon(key === "unsaved" ? "note" : "right"), heading, h("p", {}, say(`exit-${key}-do`)));
  document.documentElement.dataset["page"] = "exit";
  document.title = say(`exit-${key}`);
  fill(document.body, main);
  focusOn(heading);
}

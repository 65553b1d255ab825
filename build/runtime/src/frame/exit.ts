/** *Exit and save*, and the calm page after it. */

import type { Additions } from "../additions";
import { fill, focusOn, h } from "../dom";
import { icon } from "../icons";
import type { Session } from "../session";
import { say } from "../words";

export function exitButton(leave: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "exit", click: leave }, icon("exit"), h("span", {}, say("exit")));
}

/** End the session and say how it ended; a platform that says where to go on is gone back to. */
export async function exitPage(session: Session, additions: Additions): Promise<void> {
  const { platform, mode, returnTo } = session.launch();
  const recorded = platform !== "none" && mode === "normal" && session.trouble() !== "newer-state";
  const ending = session.exit();
  if (typeof ending !== "boolean") farewell("saving");
  const key = !(await ending) && recorded ? "unsaved" : recorded ? "saved" : "left";
  farewell(key, key === "unsaved" && additions.record?.(), returnTo && h("p", {}, h("a", { class: "button primary", href: returnTo, target: "_self" }, say("exit-return"))));
  if (returnTo && key !== "unsaved") location.assign(returnTo);
}

function farewell(key: "saving" | "saved" | "unsaved" | "left", ...more: readonly (HTMLElement | string | false | undefined)[]): void {
  const heading = h("h1", {}, say(`exit-${key}`));
  const main = h("main", { id: "main", class: "farewell" }, icon(key === "saved" || key === "left" ? "right" : "note"), heading, h("p", {}, say(`exit-${key}-do`)), ...more);
  document.documentElement.dataset["page"] = "exit";
  document.title = say(`exit-${key}`);
  fill(document.body, main);
  focusOn(heading);
}

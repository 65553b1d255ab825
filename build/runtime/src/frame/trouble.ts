/** The bar that says when work is not saved, and what to do; it goes when the trouble goes. */

import type { Additions } from "../additions";
import { fill, h } from "../dom";
import { icon } from "../icons";
import type { Session } from "../session";
import { say } from "../words";

export function troubleBar(): HTMLElement {
  return h("div", { class: "trouble", role: "status" });
}

export function watchTrouble(bar: HTMLElement, session: Session, additions: Additions): void {
  const { mode } = session.launch();
  session.onTrouble((trouble) => {
    const watched = mode === "browse" || mode === "review";
    const key = watched ? "watched" : trouble === "sending" ? "none" : trouble;
    bar.dataset["trouble"] = key;
    if (key === "none") {
      fill(bar);
      return;
    }
    fill(
      bar,
      icon("note"),
      h("span", {}, h("strong", {}, say(`trouble-${key}`)), " ", say(`trouble-${key}-do`)),
      key === "not-saved" && h("button", { type: "button", class: "button quiet small", click: () => void session.flush() }, say("save-now")),
      additions.trouble?.(trouble),
    );
  });
}

/** What the platform will never take, as a file that the learner can hand on. */

import type { Additions } from "../../additions";
import { h } from "../../dom";
import { say } from "../../words";
import type { StatementTracker } from "./xapi";

/** Return the button that saves it, for the bar that tells of it; `name` is the course's. */
export function refusedAdditions(name: string, tracker: StatementTracker): Additions {
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([tracker.refused()], { type: "application/json" }));
    h("a", { href: address, download: `${name}-statements.json` }).click();
    // the browser reads the file after the click
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    tracker.forget();
  };
  return { trouble: (trouble) => (trouble === "refused" ? h("button", { type: "button", class: "button quiet small", click: save }, say("save-refused")) : null) };
}

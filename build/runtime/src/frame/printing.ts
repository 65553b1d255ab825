/** On paper nothing can be unfolded: what is folded is printed open, and folded again. */

import { all } from "../dom";

export function printUnfolded(): void {
  let folded: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    folded = all<HTMLDetailsElement>(document, "main details").filter((details) => !details.open);
    folded.forEach((details) => (details.open = true));
  });
  window.addEventListener("afterprint", () => folded.forEach((details) => (details.open = false)));
}

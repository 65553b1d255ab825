/** The cover: start or resume, the contents with what is done, and in the end what was reached. */

import { all, fill, h } from "../dom";
import { icon } from "../icons";
import { inOrder, moduleById } from "../course";
import { isDone, standing } from "../standing";
import { markEntry } from "../frame/outline";
import { say } from "../words";
import type { LivePage, PageContext } from "./page";

export function coverPage({ course, session, main, link, additions }: PageContext): LivePage {
  const start = main.querySelector<HTMLAnchorElement>(".start .button");
  const word = start?.textContent || "";
  const reached = h("section", { class: "reached", role: "status" });
  main.querySelector(".start")?.before(reached);
  const added = additions.cover?.();
  if (added) main.querySelector(".outline")?.after(added);

  const refresh = (): void => {
    const state = session.state();
    const here = standing(course, state);
    all(main, ".outline [data-module]").forEach((entry) => {
      const module = moduleById(course, entry.dataset["module"] || "");
      if (module) markEntry(entry, module, course, state);
    });
    const begun = Object.keys(state.modules).length > 0;
    const next = moduleById(course, state.place) ?? inOrder(course).find((module) => !isDone(state, module)) ?? inOrder(course)[0];
    if (start && next) {
      start.href = link(next.id);
      fill(start, here.completed ? say("look-again") : begun ? say("resume") : word);
      start.classList.toggle("primary", !here.completed);
    }
    const after = main.querySelector(".start-where");
    after?.remove();
    if (begun && next && !here.completed) start?.after(h("span", { class: "start-where" }, next.title));
    if (here.completed) {
      fill(
        reached,
        h("p", { class: "verdict" }, icon(here.passed === false ? "note" : "right"), say(here.passed === false ? "course-ended" : "course-completed")),
        here.score !== null && h("p", {}, say(here.passed ? "course-passed" : "course-failed", { score: here.score })),
        h("p", {}, say("may-leave")),
      );
    } else fill(reached);
  };
  refresh();
  return { refresh, leave: () => undefined };
}

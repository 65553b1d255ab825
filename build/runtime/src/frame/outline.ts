/** The outline: units and modules, what is done, where one is, and what is not open yet and why. */

import type { CourseData, ModuleData, State } from "../contract";
import { inOrder, moduleById } from "../course";
import { all, fill, h } from "../dom";
import { icon } from "../icons";
import { missing } from "../standing";
import { say } from "../words";

type Status = "new" | "seen" | "done" | "locked";

/** Mark an entry of a list of modules, on the cover or in the outline, with where the learner stands in it. */
export function markEntry(entry: HTMLElement, module: ModuleData, course: CourseData, state: State): void {
  const before = missing(course, state, module)[0];
  const status: Status = state.modules[module.id] === "done" ? "done" : before ? "locked" : (state.modules[module.id] ?? "new");
  const shown = `${status} ${before?.id || ""}`;
  if (entry.dataset["shown"] === shown) return;
  entry.dataset["shown"] = shown;
  entry.dataset["status"] = status;
  all(entry, ".status, .why").forEach((old) => old.remove());
  const mark = h("span", { class: "status" }, status === "done" ? icon("right") : status === "locked" ? icon("lock") : null);
  const word = h("span", { class: "visually-hidden" }, status === "new" ? "" : ` (${say(`status-${status}`)})`);
  mark.append(word);
  entry.querySelector("a")?.append(mark);
  if (status === "locked" && before) entry.append(h("span", { class: "why" }, say("locked-until", { title: before.title })));
}

export interface Outline {
  readonly element: HTMLElement;
  refresh(state: State, current: string): void;
}

export function outline(course: CourseData, link: (id: string) => string): Outline {
  const heading = h("h2", { class: "outline-title" }, h("a", { href: link("") }, course.title));
  const element = h("nav", { class: "outline-panel", id: "outline", "aria-label": say("contents") }, heading);
  const progress = h("p", { class: "outline-progress" });
  element.append(progress);
  for (const unit of course.units) {
    const list = h("ol");
    for (const id of unit.modules) {
      const module = moduleById(course, id);
      if (!module) continue;
      list.append(
        h(
          "li",
          { "data-module": id, "data-kind": module.kind },
          h("a", { href: link(id) }, h("span", { class: "title" }, module.title)),
          h("span", { class: "kind" }, icon(module.kind), `${say(`kind-${module.kind}`)} · ${say("min", { n: module.minutes })}`),
        ),
      );
    }
    element.append(h("section", { class: "unit" }, h("h3", {}, unit.title), list));
  }
  return {
    element,
    refresh(state, current) {
      fill(progress, progressWords(course, state));
      all(element, "[data-module]").forEach((entry) => {
        const module = moduleById(course, entry.dataset["module"] || "");
        if (module) markEntry(entry, module, course, state);
        const here = entry.dataset["module"] === current;
        entry.toggleAttribute("data-current", here);
        if (here) entry.querySelector("a")?.setAttribute("aria-current", "page");
        else entry.querySelector("a")?.removeAttribute("aria-current");
      });
      if (current) element.querySelector("[data-current]")?.scrollIntoView?.({ block: "nearest" });
    },
  };
}

export function progressWords(course: CourseData, state: State): string {
  const modules = inOrder(course);
  return say("progress", { done: modules.filter(({ id }) => state.modules[id] === "done").length, all: modules.length });
}

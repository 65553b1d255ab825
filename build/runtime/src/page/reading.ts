/** Notices when a page was read to its end, and when the module is done. */

import type { ModuleData } from "../contract";
import { fill, h } from "../dom";
import { icon } from "../icons";
import type { Session } from "../session";
import { isDone, unanswered } from "../standing";
import { say } from "../words";

/** So long must the end stand on the screen: flying over it is no reading. */
const DWELL = 1500;

const atEnd = new Set<string>();

export function seen(session: Session, module: ModuleData): void {
  session.change((state) => ({
    ...state,
    place: module.id,
    modules: state.modules[module.id] ? state.modules : { ...state.modules, [module.id]: "seen" },
  }));
}

/** The end was reached: the module is done as soon as its questions are answered. */
export function reachedEnd(session: Session, module: ModuleData): void {
  if (module.test) return;
  atEnd.add(module.id);
  settle(session, module);
}

export function settle(session: Session, module: ModuleData): void {
  const state = session.state();
  if (!atEnd.has(module.id) || isDone(state, module) || unanswered(state, module).length) return;
  session.change((now) => ({ ...now, modules: { ...now.modules, [module.id]: "done" } }));
}

/** Watch for `end` to be seen; returns what stops the watch. */
export function watchEnd(end: Element, reached: () => void): () => void {
  if (typeof IntersectionObserver === "undefined") return () => undefined;
  let timer = 0;
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.some((entry) => entry.isIntersecting)) timer = window.setTimeout(reached, DWELL);
  });
  observer.observe(end);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

/** The close of a module: what was learnt, and whether it is done. */
export function closing(session: Session, module: ModuleData): { readonly element: HTMLElement; readonly refresh: () => void } {
  const status = h("p", { class: "module-status", role: "status" });
  const element = h("section", { class: "learnt" });
  if (module.objectives.length) {
    const list = h("ul");
    module.objectives.forEach(({ text }) => list.append(h("li", {}, text)));
    element.append(h("h2", {}, say("learnt")), list);
  }
  element.append(status);
  const refresh = (): void => {
    const state = session.state();
    const open = unanswered(state, module);
    const key = isDone(state, module) ? "done" : open.length ? "open" : "";
    if (status.dataset["status"] === `${key}${open.length}`) return;
    status.dataset["status"] = `${key}${open.length}`;
    if (key === "done") fill(status, icon("right"), say("module-done"));
    else if (key === "open" && open[0]) fill(status, icon("note"), h("span", {}, say("questions-open", { n: open.length }), " ", h("a", { href: `#q-${open[0].id}` }, say("go-to-question"))));
    else fill(status);
  };
  refresh();
  return { element, refresh };
}

/** A module comes alive: its questions, tabs, terms, reflections, and its close. */

import { all, h } from "../dom";
import { missing } from "../standing";
import { testPage } from "../test/test";
import { say } from "../words";
import type { LivePage, ModuleContext } from "./page";
import { practice } from "./practice";
import { closing, reachedEnd, seen, settle, watchEnd } from "./reading";
import { reflections } from "./reflection";
import { tabs } from "./tabs";
import { closeTerm, terms } from "./terms";

export function modulePage(context: ModuleContext): LivePage {
  const { course, session, main, module, data } = context;
  const before = missing(course, session.state(), module);
  if (before.length) return locked(context, before);

  all(main, ".tabs").forEach(tabs);
  terms(main, course);
  reflections(main, course);
  seen(session, module);
  if (module.test) return testPage(context);

  module.questions.forEach((question) => {
    const form = all<HTMLFormElement>(main, "form.question").find((one) => one.dataset["question"] === question.id);
    const key = data?.keys?.[question.id];
    if (form && key) practice(form, question, key, module, session);
  });

  const { element, refresh } = closing(session, module);
  const foot = main.querySelector(".closing") ?? main.appendChild(h("footer", { class: "closing" }));
  foot.prepend(element);
  const stop = watchEnd(element, () => reachedEnd(session, module));
  return {
    refresh() {
      settle(session, module);
      refresh();
    },
    finish: () => reachedEnd(session, module),
    leave() {
      stop();
      closeTerm();
    },
  };
}

/** In place of a page that is not open yet: why, and where to go. */
function locked({ main, link }: ModuleContext, before: readonly { readonly id: string; readonly title: string }[]): LivePage {
  const list = h("ul");
  before.slice(0, 1).forEach((other) => list.append(h("li", {}, h("a", { href: link(other.id) }, other.title))));
  all(main, ".content, .closing, .test-intro, .test-stage").forEach((part) => part.remove());
  main.append(h("section", { class: "locked-page" }, h("p", {}, say("locked-page")), list));
  return { leave: () => undefined };
}

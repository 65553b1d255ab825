/** The frame around a page: bar, trouble, outline, pager. */

import type { Additions } from "../additions";
import type { CourseData, State } from "../contract";
import { inOrder, moduleById } from "../course";
import { fill, h } from "../dom";
import { icon } from "../icons";
import type { Session } from "../session";
import { doneCount } from "../standing";
import { say } from "../words";
import { exitButton } from "./exit";
import { outline, progressWords } from "./outline";
import { printUnfolded } from "./printing";
import { settings } from "./settings";
import { troubleBar, watchTrouble } from "./trouble";

export interface Frame {
  /** Show the page `id` ("" is the cover) with this state around it. */
  refresh(state: State, id: string): void;
  attend(session: Session): void;
}

interface Ways {
  readonly additions: Additions;
  readonly link: (id: string, anchor?: string) => string;
  /** *Next* was pressed. */
  readonly next: () => void;
  readonly exit: () => void;
}

export function frame(course: CourseData, ways: Ways): Frame {
  const { link } = ways;
  const root = document.documentElement;
  const modules = inOrder(course);
  const alone = modules.length < 2;
  const bar = document.querySelector<HTMLElement>("header.bar") ?? document.body.insertBefore(h("header", { class: "bar" }), document.body.firstChild);
  const pager = document.querySelector<HTMLElement>("nav.pager") ?? document.body.appendChild(h("nav", { class: "pager" }));
  const home = bar.querySelector<HTMLAnchorElement>(".bar-home");
  const contents = outline(course, link);

  const menu = h(
    "button",
    { type: "button", class: "icon-button bar-menu", "aria-expanded": "false", "aria-controls": "outline", "aria-label": say("contents"), click: () => showMenu(!root.hasAttribute("data-menu")) },
    icon("menu"),
  );
  const showMenu = (open: boolean, back = false): void => {
    root.toggleAttribute("data-menu", open);
    menu.setAttribute("aria-expanded", String(open));
    fill(menu, icon(open ? "close" : "menu"));
    if (open) (contents.element.querySelector<HTMLElement>("[aria-current]") ?? contents.element.querySelector<HTMLElement>("a"))?.focus();
    else if (back) menu.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.hasAttribute("data-menu")) showMenu(false, true);
  });
  contents.element.addEventListener("click", (event) => {
    if ((event.target as Element).closest("a")) showMenu(false);
  });

  const meter = h("progress", { max: String(modules.length), "aria-label": say("progress-label") });
  const words = h("span", { class: "bar-words" });
  const trouble = troubleBar();
  const [opener, panel] = settings(ways.additions.settings?.((anchor) => link("", anchor)));
  if (alone) {
    home?.removeAttribute("href");
    root.setAttribute("data-alone", "");
  } else bar.prepend(menu);
  home?.setAttribute("href", alone ? "" : link(""));
  if (alone) home?.removeAttribute("href");
  bar.append(h("div", { class: "bar-progress" }, words, meter), h("div", { class: "bar-tools" }, opener, exitButton(ways.exit)), panel);
  bar.after(trouble);
  if (!alone) trouble.after(contents.element);
  if (course.notice) trouble.before(h("p", { class: "notice" }, course.notice));

  const turn = (id: string, name: "back" | "next", word: string, title: string): HTMLAnchorElement =>
    h(
      "a",
      { class: `pager-${name}`, rel: name === "next" ? "next" : "prev", href: link(id), click: name === "next" ? () => ways.next() : undefined },
      icon(name),
      h("span", { class: "pager-word" }, word),
      h("span", { class: "pager-title" }, title),
    );

  const showPager = (id: string): void => {
    const at = modules.findIndex((module) => module.id === id);
    const [before, after] = [modules[at - 1], modules[at + 1]];
    pager.hidden = at < 0 || alone;
    if (at < 0) return;
    fill(
      pager,
      turn(before?.id || "", "back", say("back"), before?.title ?? say("home")),
      after ? turn(after.id, "next", say("next"), after.title) : turn("", "next", say("finish"), say("home")),
    );
  };

  printUnfolded();
  let shown = "?";
  return {
    refresh(state, id) {
      root.dataset["page"] = id ? "module" : "cover";
      root.dataset["module"] = id;
      meter.value = doneCount(course, state);
      fill(words, progressWords(course, state));
      contents.refresh(state, id);
      if (shown !== id) {
        shown = id;
        showMenu(false);
        showPager(moduleById(course, id) ? id : "");
      }
    },
    attend: (session) => watchTrouble(trouble, session, ways.additions),
  };
}

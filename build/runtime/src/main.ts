/** Starts the player: frame first, then the session, then the page. */

import type { Additions } from "./additions";
import type { CourseData, Tracker } from "./contract";
import { courseData, inOrder, moduleById, onlyModule } from "./course";
import { fill, focusOn, h } from "./dom";
import { exitPage } from "./frame/exit";
import { frame } from "./frame/frame";
import { coverPage } from "./page/cover";
import { modulePage } from "./page/module";
import type { LivePage } from "./page/page";
import { fetchPage, keepPage, pageOf, type Page } from "./pages";
import { createRouter, reveal, type Route } from "./router";
import { openSession } from "./session";
import { EMPTY } from "./state";
import { leavingWithin, noTracker } from "./tracker";
import { say } from "./words";

async function start(course: CourseData, tracker: Tracker, additions: Additions): Promise<void> {
  const own = document.documentElement.dataset["module"] || "";
  const router = createRouter(course, own);
  const first = pageOf(document);
  if (first) keepPage(router.address(own), first);

  let page: LivePage | null = null;
  let shown: string | null = null;
  const around = frame(course, {
    additions,
    link: router.link,
    next: () => page?.finish?.(),
    exit: () =>
      void opening.then((opened) => {
        page?.leave();
        page = null;
        void exitPage(opened, additions);
      }),
  });
  around.refresh(EMPTY, own);

  // The platform may take its time: until it has answered, the page can be read, and a move waits.
  const opening = openSession(course, tracker);
  document.addEventListener("submit", (event) => event.preventDefault());
  router.listen((route) => void opening.then(() => show(route)));
  const session = await opening;
  around.attend(session);
  const held = session.launch().course ?? course;

  const enliven = (id: string, source: Page, main: HTMLElement): void => {
    const module = moduleById(held, id);
    router.confine(main);
    const context = { course: held, session, main, additions, link: router.link, go: router.go };
    page?.leave();
    page = module ? modulePage({ ...context, module, data: source.data }) : coverPage(context);
    shown = id;
    around.refresh(session.state(), id);
  };

  /** Put a page where the last one stood. */
  const swap = (id: string, source: Page): void => {
    const main = document.importNode(source.main, true);
    document.querySelector("main")?.replaceWith(main);
    document.title = source.title;
    enliven(id, source, main);
  };

  const prefetch = (id: string): void => {
    const modules = inOrder(course);
    const next = modules[modules.findIndex((module) => module.id === id) + 1];
    const thrifty = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    if (!router.live || !next || thrifty) return;
    const fetchNext = (): void => void fetchPage(router.address(next.id)).catch(() => undefined);
    if ("requestIdleCallback" in window) requestIdleCallback(fetchNext, { timeout: 3000 });
    else setTimeout(fetchNext, 500);
  };

  const settle = ({ anchor }: Route, moved: boolean): void => {
    if (anchor && page?.step?.(anchor)) return;
    if (anchor) reveal(anchor);
    else if (moved) {
      const heading = document.querySelector<HTMLElement>("main h1");
      if (heading) focusOn(heading);
      window.scrollTo(0, 0);
    } else page?.step?.("");
  };

  const show = async (route: Route): Promise<void> => {
    if (route.id === shown) return settle(route, false);
    if (!router.live && route.id !== own) {
      leavingWithin();
      return location.replace(router.address(route.id));
    }
    const main = document.querySelector<HTMLElement>("main");
    main?.setAttribute("aria-busy", "true");
    try {
      const source = await fetchPage(router.address(route.id));
      if (router.route().id !== route.id) return;
      swap(route.id, source);
    } catch {
      main?.removeAttribute("aria-busy");
      if (router.route().id !== route.id) return;
      unreachable(router.address(route.id), () => void show(route));
      return;
    }
    settle(route, true);
    prefetch(route.id);
  };

  /** The page could not be fetched: say so, and offer to try again. */
  const unreachable = (address: string, again: () => void): void => {
    const heading = h("h1", {}, say("unreachable"));
    page?.leave();
    page = null;
    shown = null;
    fill(
      document.querySelector("main") ?? document.body,
      heading,
      h("p", {}, say("unreachable-do")),
      h("p", { class: "actions" }, h("button", { type: "button", class: "button primary", click: again }, say("load-again")), h("a", { href: address, target: "_self" }, say("open-alone"))),
    );
    focusOn(heading);
  };

  session.onChange(() => {
    page?.refresh?.();
    if (shown !== null) around.refresh(session.state(), shown);
  });
  // A state that came late may have answers for the very page on the screen: build it again.
  session.onArrival(() => {
    const id = shown;
    if (id !== null) void fetchPage(router.address(id)).then((source) => shown === id && swap(id, source));
  });

  const route = router.route();
  const main = document.querySelector<HTMLElement>("main");
  if (first && main && route.id === own) {
    enliven(own, first, main);
    if (route.anchor) settle(route, false);
    prefetch(own);
  } else await show(route);
}

/** Play the course of this document under a platform's tracker, with what that kind of platform adds to the pages. */
export function play<T extends Tracker>(launcher: (course: CourseData) => T, add: (course: CourseData, tracker: T) => Additions = () => ({})): void {
  const data = courseData();
  const module = document.documentElement.dataset["module"];
  if (!data) return;
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  const course = data.target.perModule && module ? onlyModule(data, module) : data;
  if (data.target.tracker === "none") return void start(course, noTracker(course), {});
  const tracker = launcher(course);
  void start(course, tracker, add(course, tracker));
}

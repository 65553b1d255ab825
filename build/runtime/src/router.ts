/** Routes: `#/` is the cover, `#/<module>` a module, `#/<module>/<anchor>` a place or a step in it. */

import type { CourseData } from "./contract";
import { moduleById } from "./course";
import { all, focusOn } from "./dom";

export interface Route {
  readonly id: string;
  readonly anchor: string;
}

export interface Router {
  /** Whether pages are swapped into this document; otherwise each is a document of its own, reached by plain links. */
  readonly live: boolean;
  address(id: string): string;
  link(id: string, anchor?: string): string;
  go(id: string, anchor?: string): void;
  route(): Route;
  /** Take the way out of links to pages that are no part of this course: of a module that was launched alone, to the others. */
  confine(main: HTMLElement): void;
  /** Listen: to the address, and to clicks on links to pages. */
  listen(show: (route: Route) => void): void;
}

/** Where fetch is refused by the browser (`file:`, sandboxes without an origin), pages are plain documents. */
function fetchWorks(): boolean {
  return /^https?:$/.test(location.protocol) && self.origin !== "null" && typeof fetch === "function";
}

/** Bring a place of the page in view, whatever is folded around it. */
export function reveal(anchor: string): void {
  const target = document.getElementById(anchor);
  if (!target) return;
  target.closest(".tab")?.dispatchEvent(new Event("reveal"));
  for (let around = target.closest("details"); around; around = around.parentElement?.closest("details") ?? null) around.open = true;
  target.scrollIntoView();
  focusOn(target);
}

function bare(address: string): string {
  return address.replace(/#.*$/, "").replace(/\?.*$/, "");
}

export function createRouter(course: CourseData, own: string): Router {
  const live = fetchWorks();
  const here = bare(location.href);
  const root = new URL(`${document.documentElement.dataset["root"] ?? "."}/`, here).href;
  const address = (id: string): string => (id === own ? here : root + (moduleById(course, id)?.page ?? "index.html"));
  const hash = (id: string, anchor = ""): string => `#/${id}${anchor && `/${encodeURIComponent(anchor)}`}`;

  const idOf = (href: string): string | null => {
    const plain = bare(href);
    if (plain === here) return own;
    if (plain === root || plain === `${root}index.html`) return "";
    return course.modules.find((module) => root + module.page === plain)?.id ?? null;
  };

  const router: Router = {
    live,
    address,
    link: (id, anchor) => (live || id === own ? hash(id, anchor) : address(id) + (anchor ? hash(id, anchor) : "")),
    go(id, anchor) {
      const to = router.link(id, anchor);
      if (location.hash === to) window.dispatchEvent(new Event("hashchange"));
      else location.assign(to);
    },
    route() {
      const match = /^#\/([^/]*)(?:\/(.*))?$/.exec(location.hash);
      if (!match) return { id: own, anchor: "" };
      const id = match[1] || "";
      return { id: id === "" || moduleById(course, id) ? id : own, anchor: decodeURIComponent(match[2] || "") };
    },
    confine(main) {
      all<HTMLAnchorElement>(main, "a[href]").forEach((link) => {
        const foreign = idOf(link.href) === null || (course.target.perModule === true && idOf(link.href) !== own);
        if (foreign && link.href.startsWith(root) && /\.html$/.test(bare(link.href))) link.removeAttribute("href");
      });
    },
    listen(show) {
      window.addEventListener("hashchange", () => {
        if (location.hash === "" || location.hash.startsWith("#/")) show(router.route());
      });
      document.addEventListener("click", (event) => {
        const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
        if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
        const href = link.getAttribute("href") || "";
        if (href.startsWith("#/")) return;
        const id = href.startsWith("#") ? router.route().id : idOf(link.href);
        if (id === null || (!live && id !== own)) return;
        const anchor = decodeURIComponent(link.hash.replace(/^#/, ""));
        event.preventDefault();
        if (id === router.route().id && anchor) reveal(anchor);
        else router.go(id, anchor);
      });
    },
  };
  return router;
}

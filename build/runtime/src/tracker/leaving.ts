/** Tell a move to another page of the course from a farewell: where pages are reached by plain links, the session goes on. */

import { quiet } from "./quiet";

/** What one document tells the next of the same session: seconds so far, and how many interactions were reported. */
export interface Handed {
  readonly within: boolean;
  readonly seconds: number;
  readonly count: number;
}

let until = 0;

/** A move ends in `pagehide` at once; what takes longer was none. */
const GRACE = 5000;

/** The document is about to be replaced by another page of this course. */
export function leavingWithin(): void {
  until = performance.now() + GRACE;
}

/** Return whether the page that hides now makes way for another page of the course. */
export function isWithin(): boolean {
  return performance.now() < until;
}

/** Notice plain links to pages of the course by themselves. */
export function watchLinks(): void {
  const root = new URL(document.documentElement.dataset["root"] ?? ".", location.href).href.replace(/[^/]*$/, "");
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const stays = event.defaultPrevented || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && !stays && !link.target && link.href.startsWith(root) && bare(link.href) !== bare(location.href)) leavingWithin();
  });
}

function bare(address: string): string {
  return address.replace(/#.*/, "");
}

export function handOver(name: string, handed: Handed): void {
  quiet(() => sessionStorage.setItem(keyOf(name), JSON.stringify(handed)), undefined);
}

export function handedOver(name: string): Handed {
  const found = quiet(() => JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null") as Handed | null, null);
  quiet(() => sessionStorage.removeItem(keyOf(name)), undefined);
  return { within: found?.within === true, seconds: Number(found?.seconds) || 0, count: Number(found?.count) || 0 };
}

function keyOf(name: string): string {
  return `karmakit:${name}:handed`;
}

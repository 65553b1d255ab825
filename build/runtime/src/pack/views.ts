/** One view at a time: the address says which, so that Back goes back. */
import { all } from "../dom";
import { one } from "./page";

const BESIDE = "(min-width: 62rem)";
const PAST = "content";

/** Show views as the address asks, which names one or a part of one; `shown` hears of each. */
export function views(shown: (view: HTMLElement) => void): void {
  const sections = all(document, ".view");
  const way = one<HTMLDetailsElement>(document, "#way");
  const beside = matchMedia(BESIDE);
  const base = document.title;
  const fold = (): void => {
    way.open = beside.matches;
  };
  const show = (focus: boolean): void => {
    const id = decoded(location.hash.slice(1));
    if (id === PAST) return; // the way past the navigation is no way to another view
    const target = document.getElementById(id);
    const view = sections.find((section) => target && section.contains(target)) ?? sections[0];
    if (!view) return;
    for (const section of sections) section.hidden = section !== view;
    for (const link of all(document, "nav a")) {
      if (link.getAttribute("href") === `#${view.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = `${one(view, "h2").textContent ?? ""} · ${base}`;
    shown(view);
    if (!focus) return;
    const part = target && target !== view ? target : null;
    fold();
    if (part) part.scrollIntoView();
    else scrollTo(0, 0);
    one(part ?? view, part ? "h3" : "h2").focus({ preventScroll: true });
  };
  addEventListener("hashchange", () => show(true));
  beside.addListener(fold); // as long as Safari 13 is about
  fold();
  show(false);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return "";
  }
}

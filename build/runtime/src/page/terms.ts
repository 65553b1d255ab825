/** Glossary links: the meaning opens at the foot of the page, as a note in a book would. */

import type { CourseData } from "../contract";
import { all, h, html } from "../dom";
import { icon } from "../icons";
import { say } from "../words";

let open: (() => void) | null = null;

/** Close the meaning that is open, if one is. */
export function closeTerm(): void {
  open?.();
}

export function terms(root: ParentNode, course: CourseData): void {
  all<HTMLAnchorElement>(root, "a.term").forEach((link) => {
    const term = course.glossary[link.dataset["term"] || ""];
    if (!term) return;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const mine = link.getAttribute("aria-expanded") === "true";
      closeTerm();
      if (!mine) show(link, term);
    });
  });
}

function show(link: HTMLAnchorElement, term: CourseData["glossary"][string]): void {
  const close = h("button", { type: "button", class: "icon-button", "aria-label": say("close"), click: () => leave(true) }, icon("close"));
  const card = h("span", { class: "term-card", role: "group" }, h("strong", { class: "term-name" }, html(term.name)), h("span", { class: "term-meaning" }, html(term.meaning)), close);
  card.setAttribute("aria-label", card.querySelector(".term-name")?.textContent || "");
  const leave = (back: boolean): void => {
    card.remove();
    link.setAttribute("aria-expanded", "false");
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("click", onClick);
    open = null;
    if (back) link.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave(true);
  };
  const onClick = (event: Event): void => {
    if (!card.contains(event.target as Node) && !link.contains(event.target as Node)) leave(false);
  };
  // Right behind the link, so that whoever reads or tabs on comes to it next.
  link.after(card);
  link.setAttribute("aria-expanded", "true");
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  open = () => leave(false);
}

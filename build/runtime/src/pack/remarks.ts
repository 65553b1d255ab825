/** Remarks pinned to the places of a subject, and answers to those that are open. */
import { all, fill, h } from "../dom";
import type { Comment } from "./contract";
import type { Desk } from "./desk";
import { one, put } from "./page";
import { clean } from "./work";

export function remarks(view: HTMLElement, subject: string, desk: Desk): void {
  const part = one(view, ".remarks");
  const [at, text, blocking] = [one<HTMLSelectElement>(part, "[data-at]"), one<HTMLTextAreaElement>(part, "[data-text]"), one<HTMLInputElement>(part, "[data-blocking]")];
  const said = one(part, "[data-said]");
  one<HTMLButtonElement>(part, "[data-add]").addEventListener("click", () => {
    const words = clean(text.value).trim();
    put(said, desk.say(words ? "added" : "no-text"));
    if (!words) return text.focus();
    const made: Comment = { id: newId(), at: at.value, text: words, blocking: blocking.checked, resolves: [] };
    text.value = "";
    blocking.checked = false;
    desk.change(() => desk.judged(subject).comments.push(made));
  });
  for (const box of all<HTMLInputElement>(part, "[data-resolves]")) answer(box, subject, desk);
  const shown = one(part, "[data-remarks]");
  let drawn = "";
  desk.watch(() => {
    const own = desk.judged(subject).comments.filter((comment) => !comment.resolves.length);
    const now = JSON.stringify(own);
    if (now === drawn) return;
    drawn = now;
    fill(shown, ...own.map((comment) => item(comment, subject, desk, said, text)));
  });
}

/** Let a box say that a remark is answered. */
function answer(box: HTMLInputElement, subject: string, desk: Desk): void {
  const resolves = box.dataset.resolves ?? "";
  const of = (comment: Comment): boolean => comment.resolves.indexOf(resolves) >= 0;
  box.addEventListener("change", () =>
    desk.change(() => {
      const judged = desk.judged(subject);
      judged.comments = judged.comments.filter((comment) => !of(comment));
      if (box.checked) judged.comments.push({ id: newId(), at: box.dataset.place ?? subject, text: desk.say("answered"), blocking: false, resolves: [resolves] });
    }),
  );
  desk.watch(() => {
    box.checked = desk.judged(subject).comments.some(of);
  });
}

function item(comment: Comment, subject: string, desk: Desk, said: HTMLElement, next: HTMLElement): HTMLElement {
  const remove = (): void => {
    desk.change(() => {
      const judged = desk.judged(subject);
      judged.comments = judged.comments.filter(({ id }) => id !== comment.id);
    });
    put(said, desk.say("removed"));
    next.focus();
  };
  return h(
    "li",
    {},
    h("p", { class: "head" }, h("code", {}, comment.at), comment.blocking && " ", comment.blocking && h("span", { class: "badge error" }, desk.say("blocking"))),
    h("p", { class: "words" }, comment.text),
    h("button", { type: "button", "aria-label": desk.say("remove-remark", { at: comment.at }), click: remove }, desk.say("remove")),
  );
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `r-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

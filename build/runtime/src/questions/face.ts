/** What every type of question knows how to do with its form; one file a type, joined in `index.ts`. */

import type { Answer, KeyData } from "../contract";
import { all, h, html } from "../dom";
import { icon } from "../icons";
import { say } from "../words";
import type { Grade } from "./grade";

export interface Marking {
  readonly key: KeyData;
  readonly answer: Answer;
  readonly grade: Grade;
  /** Show what would have been right, too. */
  readonly reveal: boolean;
}

export interface Face {
  /** Bring the form's own buttons to life. */
  prepare?(form: HTMLFormElement): void;
  read(form: HTMLFormElement): Answer;
  /** Put an answer back; typed text only where it is known. */
  show(form: HTMLFormElement, answer: Answer): void;
  /** Whether enough is chosen or typed for an answer to be checked. */
  ready(answer: Answer): boolean;
  /** Say what is right and what is not, each under what it speaks of. */
  mark(form: HTMLFormElement, marking: Marking): void;
}

export type Verdict = "right" | "wrong" | "missed";

/** Feedback under an option or a pair: a picture, a word, and what the author says. */
export function feedback(verdict: Verdict, text: string | undefined, key = ""): HTMLElement {
  const sign = icon(verdict === "wrong" ? "wrong" : "right");
  const body = h("div", { class: "feedback", "data-outcome": verdict }, h("p", { class: "verdict" }, sign, say(`verdict-${verdict}`)), key && h("p", {}, key));
  if (text) body.append(html(text));
  return body;
}

export function clearMarks(form: HTMLFormElement): void {
  all(form, ".feedback, .key").forEach((element) => element.remove());
  all(form, "[data-state]").forEach((element) => element.removeAttribute("data-state"));
  form.removeAttribute("data-outcome");
}

/** Take the form out of play; what it shows stays readable. */
export function lock(form: HTMLFormElement): void {
  form.setAttribute("data-locked", "");
  all<HTMLInputElement>(form, "fieldset input, fieldset select, fieldset button").forEach((control) => {
    control.disabled = true;
  });
}

export function unlock(form: HTMLFormElement): void {
  form.removeAttribute("data-locked");
  all<HTMLInputElement>(form, "fieldset input, fieldset select, fieldset button").forEach((control) => {
    control.disabled = false;
  });
}

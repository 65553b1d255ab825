/** The form of a drawn question, taken from its template, with its options in the order of this paper. */

import type { Drawn } from "../draw";
import { all } from "../dom";
import { FACES } from "../questions";
import { say } from "../words";

/** Put `elements` in the order of `codes`, each at the end of what holds it. */
function arrange<E extends Element>(elements: readonly E[], codeOf: (element: E) => string, codes: readonly string[]): void {
  const byCode = new Map(elements.map((element) => [codeOf(element), element]));
  codes.forEach((code) => {
    const element = byCode.get(code);
    element?.parentNode?.append(element);
  });
}

/** `index` counts the questions of this paper: the number a question has in the source says nothing here. */
export function sheet(main: HTMLElement, drawn: Drawn, index: number): HTMLFormElement | null {
  const template = all<HTMLTemplateElement>(main, "template[data-question]").find((one) => one.dataset["question"] === drawn.question.id);
  const form = template?.content.querySelector("form")?.cloneNode(true) as HTMLFormElement | undefined;
  if (!form) return null;
  arrange(all(form, ".option"), (option) => option.dataset["code"] || "", drawn.codes);
  arrange(all(form, ".items > .item"), (item) => item.dataset["code"] || "", drawn.codes);
  all<HTMLSelectElement>(form, ".pair select").forEach((select) => {
    arrange(Array.from(select.options).filter((option) => option.value), (option) => option.value, drawn.codes);
  });
  const label = form.querySelector(".question-label");
  if (label) {
    label.textContent = say("question-n", { n: index + 1 });
    label.className = "visually-hidden";
  }
  all(form, ".actions, .result").forEach((part) => part.remove());
  FACES[drawn.question.type].prepare?.(form);
  return form;
}

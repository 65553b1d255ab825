/** Fill-in and numeric: gaps in the text. */

import { all, h } from "../dom";
import { icon } from "../icons";
import { say } from "../words";
import type { KeyData } from "../contract";
import type { Face } from "./face";

function inputs(form: HTMLFormElement): HTMLInputElement[] {
  return all<HTMLInputElement>(form, "input[data-blank]");
}

function wanted(key: KeyData, index: number): string {
  const number = key.numbers?.[index];
  if (!number) return key.texts?.[index]?.[0] || "";
  const exact = number.tolerance === "0" || number.tolerance === "" ? number.value : `${number.value} ± ${number.tolerance}`;
  return number.units[0] ? `${exact} ${number.units[0]}` : exact;
}

export const typed: Face = {
  read: (form) => ({ codes: [], texts: inputs(form).map((input) => input.value) }),
  show(form, answer) {
    inputs(form).forEach((input, index) => {
      input.value = answer.texts?.[index] || "";
    });
  },
  ready: (answer) => (answer.texts || []).length > 0 && (answer.texts || []).every((text) => text.trim() !== ""),
  mark(form, { key, grade, reveal }) {
    inputs(form).forEach((input, index) => {
      const blank = input.closest<HTMLElement>(".blank") ?? input;
      const right = grade.parts[input.dataset["blank"] ?? String(index + 1)] === true;
      blank.dataset["state"] = right ? "right" : "wrong";
      blank.append(h("span", { class: "key" }, icon(right ? "right" : "wrong"), h("span", { class: "visually-hidden" }, say(right ? "verdict-right" : "verdict-wrong"))));
      if (reveal && !right) blank.append(h("span", { class: "key key-text" }, say("right-is", { text: wanted(key, index) })));
    });
  },
};

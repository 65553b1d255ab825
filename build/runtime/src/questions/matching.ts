/** Matching: one list of choices a line. */

import { all } from "../dom";
import { say } from "../words";
import { feedback, type Face } from "./face";

function selects(form: HTMLFormElement): HTMLSelectElement[] {
  return all<HTMLSelectElement>(form, ".pair select");
}

export const matching: Face = {
  read: (form) => ({ codes: selects(form).map((select) => select.value) }),
  show(form, answer) {
    selects(form).forEach((select, index) => {
      select.value = answer.codes[index] || "";
    });
  },
  ready: (answer) => answer.codes.length > 0 && answer.codes.every((code) => code !== ""),
  mark(form, { key, grade, reveal }) {
    all(form, ".pair").forEach((pair, index) => {
      const left = pair.dataset["left"] || "";
      const right = grade.parts[left] === true;
      const options = Array.from(pair.querySelector("select")?.options || []);
      const wanted = options.find((option) => option.value === key.key[index])?.text || "";
      pair.dataset["state"] = right ? "right" : "wrong";
      pair.append(feedback(right ? "right" : "wrong", key.feedback?.[left], reveal && !right ? say("right-is", { text: wanted }) : ""));
    });
  },
};

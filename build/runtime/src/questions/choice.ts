/** Single and multiple choice, true/false, scale: radios and checkboxes. */

import { all } from "../dom";
import { feedback, type Face, type Verdict } from "./face";

function inputs(form: HTMLFormElement): HTMLInputElement[] {
  return all<HTMLInputElement>(form, ".option input");
}

export const choice: Face = {
  read: (form) => ({
    codes: inputs(form)
      .filter((input) => input.checked)
      .map((input) => input.value)
      .sort(),
  }),
  show(form, answer) {
    inputs(form).forEach((input) => {
      input.checked = answer.codes.includes(input.value);
    });
  },
  ready: (answer) => answer.codes.length > 0,
  mark(form, { key, answer, grade, reveal }) {
    all(form, ".option").forEach((option) => {
      const code = option.dataset["code"] || "";
      const chosen = answer.codes.includes(code);
      const text = key.feedback?.[code];
      if (grade.outcome === "neutral") {
        if (chosen && text) option.append(feedback("right", text));
        return;
      }
      const verdict: Verdict | null = chosen ? (grade.parts[code] ? "right" : "wrong") : reveal && key.key.includes(code) ? "missed" : null;
      if (!verdict) return;
      option.dataset["state"] = verdict;
      option.append(feedback(verdict, text));
    });
  },
};

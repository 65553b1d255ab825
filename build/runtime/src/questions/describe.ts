/** What stands on the page of a question, in plain words. */

import { all } from "../dom";

/** The words of a question; `options` and `left` by their codes. */
export interface QuestionTexts {
  readonly stem: string;
  readonly options: Readonly<Record<string, string>>;
  readonly left: Readonly<Record<string, string>>;
}

function words(element: Element | null): string {
  return (element?.textContent || "").replace(/\s+/g, " ").trim();
}

/** Return the words of a question's form; a gap in the stem is a line. */
export function describe(form: ParentNode): QuestionTexts {
  const stem = form.querySelector(".stem")?.cloneNode(true) as Element | undefined;
  if (stem) all(stem, ".blank").forEach((blank) => blank.replaceWith("____"));
  const options: Record<string, string> = {};
  const left: Record<string, string> = {};
  all(form, "[data-code]").forEach((option) => {
    options[option.dataset["code"] || ""] = words(option.querySelector(".option-text, .item-text"));
  });
  all<HTMLOptionElement>(form, "select option").forEach((option) => {
    if (option.value) options[option.value] = words(option);
  });
  all(form, "[data-left]").forEach((pair) => {
    left[pair.dataset["left"] || ""] = words(pair.querySelector(".pair-left"));
  });
  return { stem: words(stem ?? null), options, left };
}

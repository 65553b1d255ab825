/** The learner's record as sentences, and the answers as a table. */
import { fill, h } from "../dom";
import type { Setup, Told } from "./contract";

export function show(place: HTMLElement, { lines, answers }: Told, { findings, more }: Setup): void {
  const parts = answers.some(({ part }) => part);
  const head = [...(parts ? ["Part"] : []), "Question", "Answer", "Outcome"];
  fill(
    place,
    h("ul", { class: "lines" }, ...lines.map((line) => h("li", {}, ...marked(line)))),
    answers.length > 0 &&
      h(
        "div",
        { class: "wide", tabindex: "0", role: "region", "aria-label": "What was answered" },
        h(
          "table",
          {},
          h("caption", {}, `What was answered: ${answers.length}`),
          h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
          h(
            "tbody",
            {},
            ...answers.map(({ part, question, response, result }) =>
              h("tr", {}, parts && h("td", {}, part), h("td", {}, question), h("td", {}, response), h("td", { class: result === "right" || result === "wrong" ? result : "" }, result)),
            ),
          ),
        ),
      ),
    findings.length > 0 &&
      h(
        "details",
        { class: "findings" },
        h("summary", {}, `What karmakit verify finds in this bundle: ${findings.length + more}`),
        h("ul", {}, ...findings.map(({ code, severity, place: at, message }) => h("li", {}, h("b", {}, `${severity} ${code}`), ` ${at}: ${message}`))),
        more > 0 && h("p", { class: "soft" }, `and ${more} more`),
      ),
  );
}

/** Names in the record stand between backquotes. */
function marked(line: string): (Node | string)[] {
  return line.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));
}

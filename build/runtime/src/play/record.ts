/** The learner's record as sentences, and the answers as a table. */
import { fill, h } from "../dom";
import type { Setup, Told } from "./contract";
import type { Say } from "./words";

export function show(place: HTMLElement, { lines, answers }: Told, { findings, more }: Setup, say: Say): void {
  const parts = answers.some(({ part }) => part);
  const head = [...(parts ? [say("part")] : []), say("question"), say("answer"), say("outcome")];
  fill(
    place,
    h("ul", { class: "lines" }, ...lines.map((line) => h("li", {}, ...marked(line)))),
    answers.length > 0 &&
      h(
        "div",
        { class: "wide", tabindex: "0", role: "region", "aria-label": say("answered.name") },
        h(
          "table",
          {},
          h("caption", {}, say("answered", { n: answers.length })),
          h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
          h(
            "tbody",
            {},
            ...answers.map(({ part, question, response, result, judged }) =>
              h("tr", {}, parts && h("td", {}, part), h("td", {}, question), h("td", {}, response), h("td", { class: judged }, result)),
            ),
          ),
        ),
      ),
    findings.length > 0 &&
      h(
        "details",
        { class: "findings" },
        h("summary", {}, say("found", { n: findings.length + more })),
        h("ul", {}, ...findings.map(({ code, severity, place: at, message }) => h("li", {}, h("b", {}, `${severity} ${code}`), ` ${at}: ${message}`))),
        more > 0 && h("p", { class: "soft" }, say("more", { n: more })),
      ),
  );
}

/** Names in the record stand between backquotes. */
function marked(line: string): (Node | string)[] {
  return line.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));
}

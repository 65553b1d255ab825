/** Before a test starts: what it asks, and what happens to the score. */

import type { ModuleData, TestState } from "../contract";
import { h } from "../dom";
import { attemptsLeft } from "../standing";
import { number, say } from "../words";

export function intro(module: ModuleData, test: TestState, start: () => void): HTMLElement {
  const rules = module.test;
  const facts = h("dl", { class: "test-facts" });
  const fact = (name: string, text: string): void => facts.append(h("div", {}, h("dt", {}, say(name)), h("dd", {}, text)));
  const typed = module.questions.some(({ type }) => type === "fill-in" || type === "numeric");
  if (rules) {
    fact("fact-questions", number(Math.min(rules.draw || Infinity, module.questions.length)));
    fact("fact-time", rules.timeLimit === null ? say("no-limit") : say("minutes", { n: rules.timeLimit }));
    fact("fact-pass", say("percent", { n: rules.passMark }));
    const left = attemptsLeft(module, test);
    fact("fact-attempts", left === Infinity ? say("attempts-unlimited", { n: test.used }) : say("attempts-count", { used: test.used, left }));
    if (test.best !== null) fact("fact-best", say("percent", { n: test.best }));
  }
  return h(
    "div",
    { class: "test-start" },
    facts,
    h(
      "ul",
      { class: "test-rules" },
      h("li", {}, say("rule-held-back")),
      h("li", {}, say(rules?.final ? "rule-score-final" : "rule-score-other")),
      h("li", {}, say(typed ? "rule-saved-typed" : "rule-saved")),
      rules?.timeLimit !== null && h("li", {}, say("rule-more-time")),
    ),
    h("p", {}, h("button", { type: "button", class: "button primary", click: start }, say(test.open ? "test-resume" : test.used ? "test-again" : "test-start"))),
  );
}

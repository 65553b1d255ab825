/** The result of a test: the score, what is sure and what to look at again, the record, and the answers if they may be seen. */

import type { KeyData, QuestionState } from "../contract";
import { courseData, moduleById } from "../course";
import type { Drawn } from "../draw";
import { h, html } from "../dom";
import { icon } from "../icons";
import type { ModuleContext } from "../page/page";
import { FACES } from "../questions";
import { lock } from "../questions/face";
import { grade, type Grade } from "../questions/grade";
import { attemptsLeft } from "../standing";
import { say } from "../words";
import { answerOf, gradedBefore, testState } from "./paper";
import { sheet } from "./sheet";

function outcomeOf(context: ModuleContext, { question }: Drawn): QuestionState["outcome"] {
  return context.session.state().questions[question.id]?.outcome ?? "none";
}

export function result(context: ModuleContext, paper: readonly Drawn[], keys: Readonly<Record<string, KeyData>> | null, again: () => void): HTMLElement {
  const { session, module, course, main } = context;
  const test = testState(session.state(), module);
  const rules = module.test;
  const mark = rules?.passMark || 0;
  const last = test.last || 0;
  const passed = last >= mark;
  const left = attemptsLeft(module, test);
  const place = h("section", { class: "test-result", "data-outcome": passed ? "right" : "wrong" });
  place.append(
    h("h2", { class: "verdict" }, icon(passed ? "right" : "note"), say(passed ? "passed" : left ? "not-passed-yet" : "not-passed")),
    h("p", { class: "score" }, h("strong", {}, say("percent", { n: last })), " ", h("span", {}, say("pass-mark-is", { mark }))),
  );
  if (test.best !== null && test.best > last) place.append(h("p", {}, say("best-is", { best: test.best })));
  place.append(
    h(
      "p",
      { class: "actions" },
      left > 0 && h("button", { type: "button", class: passed ? "button quiet" : "button primary", click: again }, say("test-again")),
      h("span", { class: "left" }, left === Infinity ? "" : left ? say("attempts-left", { n: left }) : say("no-attempts-left")),
    ),
  );
  place.append(...objectives(context, paper), record(context));

  const open = rules?.review === "after-submit" || (rules?.review === "after-pass" && test.passed);
  if (!open || !keys) {
    if (rules?.review === "after-pass") place.append(h("p", { class: "review-note" }, say("review-after-pass")));
    return place;
  }
  const review = h("section", { class: "review" }, h("h2", {}, say("your-answers")));
  paper.forEach((drawn, index) => {
    const form = sheet(main, drawn, index);
    const key = keys[drawn.question.id];
    if (form && key) review.append(h("h3", {}, say("question-n", { n: index + 1 })), reviewed(form, drawn, key));
  });
  place.append(review);
  return place;

  function reviewed(form: HTMLFormElement, drawn: Drawn, key: KeyData): HTMLElement {
    const { question } = drawn;
    const answer = answerOf({ course, module, test }, session.state(), drawn);
    const outcome = question.type === "scale" ? "neutral" : outcomeOf(context, drawn) === "right" ? "right" : "wrong";
    const given = (session.state().questions[question.id]?.tries || 0) > 0;
    const forgotten = gradedBefore({ course, module, test }, session.state(), drawn) !== null;
    const judged: Grade = forgotten
      ? { outcome, parts: question.codes.reduce((parts, code) => ({ ...parts, [code]: outcome === "right" }), {}) }
      : grade(question, key, answer);
    FACES[question.type].show(form, answer);
    FACES[question.type].mark(form, { key, answer, grade: judged, reveal: true });
    lock(form);
    if (outcome === "neutral") return form;
    form.dataset["outcome"] = outcome;
    const own = outcome === "right" ? key.right : key.wrong;
    const words = h("div", { class: "result" }, h("p", { class: "verdict" }, icon(outcome), say(!given ? "verdict-none" : `verdict-${outcome}`)));
    if (forgotten) words.append(h("p", {}, say("typed-not-kept")));
    if (own) words.append(html(own));
    if (key.always) words.append(html(key.always));
    form.append(words);
    return form;
  }
}

/** By objective: an objective is sure where its points reach the pass mark. */
function objectives(context: ModuleContext, paper: readonly Drawn[]): HTMLElement[] {
  const { course, module, link } = context;
  const sure = h("ul", { class: "sure" });
  const revisit = h("ul", { class: "revisit" });
  // A module launched alone still knows what the others teach, but not the way to them.
  for (const home of (courseData() ?? course).modules) {
    for (const objective of home.objectives) {
      const asked = paper.filter(({ question }) => question.objective === objective.id && question.type !== "scale");
      const all = asked.reduce((sum, { question }) => sum + question.points, 0);
      const won = asked.filter((drawn) => outcomeOf(context, drawn) === "right").reduce((sum, { question }) => sum + question.points, 0);
      if (!asked.length) continue;
      if (100 * won >= (module.test?.passMark || 0) * all) sure.append(h("li", {}, icon("right"), objective.text));
      else revisit.append(h("li", {}, icon("note"), h("span", {}, objective.text, " ", moduleById(course, home.id) ? h("a", { href: link(home.id) }, say("go-to", { title: home.title })) : `(${home.title})`)));
    }
  }
  const parts: HTMLElement[] = [];
  if (revisit.children.length) parts.push(h("section", { class: "by-objective" }, h("h3", {}, say("revisit")), revisit));
  if (sure.children.length) parts.push(h("section", { class: "by-objective" }, h("h3", {}, say("sure")), sure));
  return parts;
}

/** What the platform has received, in words; it follows what becomes of the sending. */
function record({ session, module, additions }: ModuleContext): HTMLElement {
  const text = h("p", { role: "status" });
  const test = testState(session.state(), module);
  session.onTrouble((trouble) => {
    const kept = session.launch().mode === "normal" && session.launch().platform !== "none" && trouble !== "newer-state" && trouble !== "lost-session";
    if (!kept) text.textContent = say("record-none");
    else if (trouble === "not-saved" || trouble === "offline" || trouble === "sending") text.textContent = say("record-waiting");
    else if (module.test?.final) text.textContent = say(test.passed ? "record-passed" : "record-failed", { best: test.best || 0 });
    else text.textContent = say("record-answers");
  });
  return h("section", { class: "record" }, h("h3", {}, say("record")), text, additions.record?.());
}

/** A running attempt: one question a screen, and an overview before it is submitted. */

import type { Answer, QuestionState, TestState } from "../contract";
import type { Drawn } from "../draw";
import { h } from "../dom";
import { icon } from "../icons";
import type { ModuleContext } from "../page/page";
import { FACES } from "../questions";
import { say } from "../words";
import { answered, answerOf, gradedBefore, keepTexts, type Sitting } from "./paper";
import { sheet } from "./sheet";

export interface Attempt {
  readonly context: ModuleContext;
  readonly test: TestState;
  readonly paper: readonly Drawn[];
  /** Whole seconds spent in the attempt so far. */
  readonly spent: () => number;
  /** What a typed answer is worth: it is kept in place of the text. */
  readonly judge: (drawn: Drawn, answer: Answer) => QuestionState["outcome"];
}

function sitting({ context, test }: Attempt): Sitting {
  return { course: context.course, module: context.module, test };
}

/** Keep the answer that stands in the form; a change of nothing is none. `earlier` counts as long as nothing is typed; return whether it does. */
function keep(attempt: Attempt, drawn: Drawn, form: HTMLFormElement, earlier: QuestionState | null): boolean {
  const { session, module } = attempt.context;
  const { question } = drawn;
  const face = FACES[question.type];
  const answer = face.read(form);
  const ready = face.ready(answer);
  const stands = earlier !== null && (answer.texts || []).every((text) => text.trim() === "");
  const given: QuestionState = stands ? earlier : { outcome: ready && answer.texts ? attempt.judge(drawn, answer) : "none", tries: ready ? 1 : 0, response: answer.codes };
  keepTexts(sitting(attempt), question.id, answer);
  session.change((state) => {
    const before = state.questions[question.id];
    if (before && before.outcome === given.outcome && before.tries === given.tries && before.response.join() === given.response.join()) return state;
    const test = state.tests[module.id];
    return {
      ...state,
      questions: { ...state.questions, [question.id]: given },
      tests: test ? { ...state.tests, [module.id]: { ...test, spent: attempt.spent() } } : state.tests,
    };
  });
  return stands;
}

export function questionScreen(attempt: Attempt, index: number): HTMLElement {
  const { context, paper } = attempt;
  const { main, module, go, session } = context;
  const drawn = paper[index];
  const form = drawn && sheet(main, drawn, index);
  const screen = h("section", { class: "test-question" }, h("h2", {}, say("question-of", { n: index + 1, all: paper.length })));
  if (!drawn || !form) return screen;
  const answer = answerOf(sitting(attempt), session.state(), drawn);
  if (answer.codes.length || answer.texts?.length) FACES[drawn.question.type].show(form, answer);
  else if (drawn.question.type === "ordering") FACES.ordering.show(form, { codes: drawn.codes });

  const earlier = gradedBefore(sitting(attempt), session.state(), drawn) ? (session.state().questions[drawn.question.id] ?? null) : null;
  const note = h("p", { class: "instruction" }, say("answered-before"));
  if (earlier) form.querySelector("legend")?.after(note);
  const changed = (): void => {
    note.hidden = !keep(attempt, drawn, form, earlier);
  };
  const leave = (anchor: string): void => {
    // Who has read the items and moves on agrees with their order.
    if (drawn.question.type === "ordering") changed();
    go(module.id, anchor);
  };
  const next = index + 1 < paper.length ? `q-${index + 2}` : "check";
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(next);
  });
  form.append(
    h(
      "div",
      { class: "actions step" },
      h("button", { type: "submit", class: "button primary" }, say(next === "check" ? "to-overview" : "next")),
      index > 0 && h("button", { type: "button", class: "button quiet", click: () => leave(`q-${index}`) }, say("back")),
      next !== "check" && h("a", { class: "to-overview", href: context.link(module.id, "check") }, say("overview")),
    ),
  );
  screen.append(form);
  return screen;
}

export function overview(attempt: Attempt, submit: () => void): HTMLElement {
  const { context, paper } = attempt;
  const { module, session, link } = context;
  const list = h("ol", { class: "overview" });
  let open = 0;
  paper.forEach((drawn, index) => {
    const done = answered(sitting(attempt), session.state(), drawn);
    if (!done) open += 1;
    list.append(
      h(
        "li",
        { "data-answered": String(done) },
        h("a", { href: link(module.id, `q-${index + 1}`) }, say("question-n", { n: index + 1 })),
        h("span", { class: "overview-state" }, done && icon("right"), say(done ? "answered" : "not-answered")),
      ),
    );
  });
  return h(
    "section",
    { class: "test-overview" },
    h("h2", {}, say("overview")),
    list,
    h("p", { class: open ? "caution" : "" }, open ? say("open-count", { n: open }) : say("all-answered")),
    h(
      "div",
      { class: "actions step" },
      h("button", { type: "button", class: "button primary", click: submit }, say("submit")),
      h("button", { type: "button", class: "button quiet", click: () => context.go(module.id, `q-${paper.length}`) }, say("back")),
    ),
  );
}

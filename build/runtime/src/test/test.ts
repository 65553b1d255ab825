/** A test from its first word to its result; what is shown follows from the state and the step of the route. */

import type { KeyData, State, TestState } from "../contract";
import { drawPaper, newSeed, type Drawn } from "../draw";
import { fill, focusOn, h } from "../dom";
import type { LivePage, ModuleContext } from "../page/page";
import { FACES } from "../questions";
import { grade } from "../questions/grade";
import { unseal } from "../seal";
import { attemptsLeft } from "../standing";
import { say } from "../words";
import { overview, questionScreen, type Attempt } from "./attempt";
import { intro } from "./intro";
import { answerOf, gradedBefore, score, testState } from "./paper";
import { result } from "./result";
import { sheet } from "./sheet";
import { startTimer, type Timer } from "./timer";

export function testPage(context: ModuleContext): LivePage {
  const { course, session, main, module, data, go } = context;
  const stage = main.querySelector<HTMLElement>(".test-stage") ?? main.appendChild(h("div", { class: "test-stage" }));
  const opening = main.querySelector<HTMLElement>(".test-intro");
  const seconds = new Map<string, number>();
  let timer: Timer | null = null;
  let onScreen: { readonly id: string; readonly since: number } | null = null;

  const now = (): TestState => testState(session.state(), module);
  const put = (test: TestState, rest: (state: State) => Partial<State> = () => ({})): void =>
    session.change((state) => ({ ...state, ...rest(state), tests: { ...state.tests, [module.id]: test } }));

  let unsealed: Readonly<Record<string, KeyData>> | null = null;
  const keys = (): Readonly<Record<string, KeyData>> | null => {
    try {
      unsealed = unsealed ?? (JSON.parse(unseal(data?.sealed || "", `${course.id}/${module.id}`)) as Record<string, KeyData>);
    } catch {
      // A page that was damaged on its way: submitting says so.
    }
    return unsealed;
  };
  const judge: Attempt["judge"] = ({ question }, answer) => {
    const key = keys()?.[question.id];
    return key && grade(question, key, answer).outcome === "right" ? "right" : key ? "wrong" : "none";
  };

  const start = (): void => {
    if (!now().open) {
      const bank = new Set(module.questions.map(({ id }) => id));
      put({ ...now(), open: true, seed: newSeed(), spent: 0 }, (state) => ({
        questions: Object.keys(state.questions)
          .filter((id) => !bank.has(id))
          .reduce((kept, id) => ({ ...kept, [id]: state.questions[id] }), {}),
      }));
    }
    go(module.id, "q-1");
  };

  /** Count the time of the question that was on the screen. */
  const look = (id: string | null): void => {
    if (onScreen) seconds.set(onScreen.id, (seconds.get(onScreen.id) || 0) + (performance.now() - onScreen.since) / 1000);
    onScreen = id ? { id, since: performance.now() } : null;
  };

  const submit = (): void => {
    const test = now();
    const opened = keys();
    if (!test.open) return;
    if (!opened) {
      fill(stage, h("p", { role: "alert" }, say("test-broken")));
      return;
    }
    look(null);
    const paper = drawPaper(module, test.seed);
    const before = session.state();
    const graded = paper.map((drawn) => {
      const key = opened[drawn.question.id] ?? { key: [] };
      const sitting = { course, module, test };
      const answer = answerOf(sitting, before, drawn);
      const earlier = gradedBefore(sitting, before, drawn);
      if (earlier) return { drawn, key, answer, given: true, outcome: earlier };
      // An answer that was never given is wrong, even where the order on the screen happened to be right.
      const given = FACES[drawn.question.type].ready(answer);
      const judged = grade(drawn.question, key, answer);
      return { drawn, key, answer, given, outcome: given || judged.outcome === "neutral" ? judged.outcome : ("wrong" as const) };
    });
    const reached = score(paper, (drawn) => graded.some((one) => one.drawn === drawn && one.outcome === "right"), module.test?.passMark || 0);
    const at = new Date();
    graded.forEach(({ drawn, key, answer, outcome }) => {
      const spent = Math.round(seconds.get(drawn.question.id) || 0);
      session.record({ question: drawn.question, context: `${module.id}.${test.used + 1}`, answer, key, outcome, seconds: spent, at, form: () => sheet(main, drawn, 0) ?? main });
    });
    const after: TestState = {
      ...test,
      used: test.used + 1,
      best: Math.max(test.best || 0, reached.percent),
      last: reached.percent,
      passed: test.passed || reached.passed,
      open: false,
      spent: timer?.spent() ?? test.spent,
    };
    const done = after.passed || attemptsLeft(module, after) === 0;
    put(after, (state) => ({
      modules: done ? { ...state.modules, [module.id]: "done" } : state.modules,
      questions: graded.reduce<State["questions"]>(
        (all, { drawn, answer, given, outcome }) => ({
          ...all,
          [drawn.question.id]: { outcome: outcome === "neutral" ? "none" : outcome, tries: given ? 1 : 0, response: answer.codes },
        }),
        state.questions,
      ),
    }));
    session.flush();
    go(module.id, "result");
  };

  const running = (paper: readonly Drawn[]): Attempt => {
    const test = now();
    timer = timer ?? startTimer(module.test?.timeLimit ?? null, test.spent, `karmakit:${course.id}:${module.id}:${test.seed}:more`, submit);
    const clock = timer;
    return { context, test, paper, spent: () => clock.spent(), judge };
  };
  const halt = (): void => {
    const spent = timer?.spent();
    timer?.stop();
    timer = null;
    look(null);
    if (spent !== undefined && now().open) put({ ...now(), spent });
    document.documentElement.removeAttribute("data-testing");
  };

  const step = (anchor: string): boolean => {
    const test = now();
    const asked = /^q-(\d+)$/.exec(anchor);
    const paper = test.open || test.used ? drawPaper(module, test.seed) : [];
    const working = test.open && (asked !== null || anchor === "check");
    if (opening) opening.hidden = working || (!test.open && test.used > 0);
    document.documentElement.toggleAttribute("data-testing", working);
    if (!working) halt();

    if (working && asked) {
      const index = Math.min(Math.max(Number(asked[1]), 1), paper.length) - 1;
      const attempt = running(paper);
      look(paper[index]?.question.id ?? null);
      fill(stage, timer?.element, questionScreen(attempt, index));
    } else if (working) {
      const attempt = running(paper);
      look(null);
      fill(stage, timer?.element, overview(attempt, submit));
    } else if (!test.open && test.used > 0) fill(stage, result(context, paper, keys(), start));
    else fill(stage, intro(module, test, start));

    const heading = stage.querySelector<HTMLElement>("h2");
    if (anchor && heading) {
      focusOn(heading);
      window.scrollTo(0, 0);
    }
    return true;
  };

  step("");
  return { step, leave: halt };
}

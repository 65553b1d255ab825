/**
 * Where a learner stands, worked out from the state alone.
 *
 * A module is done when its page was read to the end (the end was seen, or *Next* was pressed there) and every practice
 * question on it was answered, right or wrong. A test is done when it is passed, or when no attempt is left. The course is
 * completed when every module is done; the final test alone says whether it is passed.
 */

import { inOrder, moduleById } from "./course";
import type { CourseData, ModuleData, ObjectiveResult, QuestionData, Standing, State, TestState } from "./contract";

export const NO_TEST: TestState = { used: 0, best: null, last: null, passed: false, open: false, seed: 0, spent: 0 };

export function isDone(state: State, module: ModuleData): boolean {
  return state.modules[module.id] === "done";
}

export function isAnswered(state: State, question: QuestionData): boolean {
  return (state.questions[question.id]?.tries || 0) > 0;
}

/** The practice questions of a module that still wait for an answer. */
export function unanswered(state: State, module: ModuleData): readonly QuestionData[] {
  return module.test ? [] : module.questions.filter((question) => !isAnswered(state, question));
}

export function attemptsLeft(module: ModuleData, test: TestState): number {
  return module.test?.attempts ? Math.max(0, module.test.attempts - test.used) : Infinity;
}

/** The modules that must be done before this one opens: those it requires, and where the order binds, all before it. */
export function missing(course: CourseData, state: State, module: ModuleData): readonly ModuleData[] {
  const modules = inOrder(course);
  const before = course.order === "in-order" ? modules.slice(0, modules.indexOf(module)) : [];
  const required = module.requires.map((id) => moduleById(course, id)).filter((other): other is ModuleData => other !== undefined);
  return modules.filter((other) => (before.includes(other) || required.includes(other)) && !isDone(state, other));
}

export function doneCount(course: CourseData, state: State): number {
  return course.modules.filter((module) => isDone(state, module)).length;
}

export function standing(course: CourseData, state: State): Standing {
  const done = doneCount(course, state);
  const final = course.modules.find((module) => module.test?.final);
  const test = (final && state.tests[final.id]) ?? NO_TEST;
  return {
    progress: course.modules.length ? done / course.modules.length : 0,
    completed: done === course.modules.length,
    passed: test.passed ? true : test.used > 0 ? false : null,
    score: test.best,
    exhausted: final !== undefined && !test.passed && attemptsLeft(final, test) === 0,
  };
}

/** Points won and points there were, over the questions of the last attempt that assess an objective. */
function marks(state: State, module: ModuleData, objective: string): readonly [number, number] {
  return module.questions
    .filter((question) => question.objective === objective && question.type !== "scale")
    .reduce<readonly [number, number]>(
      ([won, all], question) => {
        const outcome = state.questions[question.id]?.outcome ?? "none";
        if (outcome === "none") return [won, all];
        return [won + (outcome === "right" ? question.points : 0), all + question.points];
      },
      [0, 0],
    );
}

export function objectiveResults(course: CourseData, state: State): readonly ObjectiveResult[] {
  return inOrder(course).reduce<ObjectiveResult[]>(
    (results, module) => results.concat(module.objectives.map(({ id }) => objectiveResult(course, state, module, id))),
    [],
  );
}

function objectiveResult(course: CourseData, state: State, home: ModuleData, id: string): ObjectiveResult {
  let [won, all, mark] = [0, 0, 0];
  for (const module of course.modules) {
    const test = state.tests[module.id];
    // What is known of an attempt that is still running is told to nobody.
    if (!module.test || !test?.used || test.open) continue;
    const [points, of] = marks(state, module, id);
    [won, all] = [won + points, all + of];
    if (of) mark = Math.max(mark, module.test.passMark);
  }
  if (all > 0) return { id, score: Math.round((100 * won) / all), status: 100 * won >= mark * all ? "passed" : "failed" };
  const status = state.modules[home.id] ?? "new";
  return { id, score: null, status: status === "done" ? "completed" : status === "seen" ? "incomplete" : "not attempted" };
}

/** What has happened between two states, and what it comes to. */

import type { CourseData, ModuleData, Standing, State } from "../../contract";
import { attemptsLeft, NO_TEST } from "../../standing";

export interface News {
  readonly verb: "attempted" | "experienced" | "failed";
  readonly module: ModuleData;
  /** Score of the attempt in per cent. */
  readonly percent: number;
}

/** Return the module whose test decides: of a module launched alone its own, otherwise the final one. */
export function decider(course: CourseData): ModuleData | undefined {
  return course.modules.find(({ test }) => test && (test.final || course.target.perModule));
}

/** Return the course with the platform's word of what is a pass: the test that decides is held to that scaled score. */
export function passedAt(course: CourseData, mastery: number | null): CourseData {
  const decides = decider(course);
  if (mastery === null || !decides) return course;
  const test = { ...decides.test!, passMark: Math.round(mastery * 10_000) / 100 };
  return { ...course, modules: course.modules.map((module) => (module === decides ? { ...module, test } : module)) };
}

/** Return where a learner stands; a module launched alone is judged by its own test. */
export function judged(course: CourseData, state: State, standing: Standing): Standing {
  const module = decider(course);
  if (!module) return standing;
  const test = state.tests[module.id] || NO_TEST;
  return { ...standing, passed: test.used ? test.passed : null, score: test.best, exhausted: !test.passed && attemptsLeft(module, test) === 0 };
}

/** Return what a learner has done from `before` to `after`, in the order in which it is told. */
export function newsOf(course: CourseData, before: State, after: State): readonly News[] {
  const found: News[] = [];
  for (const module of course.modules) {
    const { test, id } = module;
    const [old, now] = [before.tests[id] || NO_TEST, after.tests[id] || NO_TEST];
    if (test && now.open && !old.open) found.push({ verb: "attempted", module, percent: 0 });
    if (module === decider(course) && now.used > old.used && now.last! < test!.passMark) found.push({ verb: "failed", module, percent: now.last! });
    if (!test && after.modules[id] === "done" && before.modules[id] !== "done") found.push({ verb: "experienced", module, percent: 0 });
  }
  return found;
}

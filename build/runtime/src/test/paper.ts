/** A test paper: its answers as they stand, and its score. */

import type { Answer, CourseData, ModuleData, State, TestState } from "../contract";
import type { Drawn } from "../draw";
import { recall, remember } from "../memory";
import { FACES } from "../questions";
import { NO_TEST } from "../standing";

export interface Sitting {
  readonly course: CourseData;
  readonly module: ModuleData;
  readonly test: TestState;
}

export function testState(state: State, module: ModuleData): TestState {
  return state.tests[module.id] ?? NO_TEST;
}

/** Typed texts do not stand in the state; they live as long as the tab. What stands there is whether they were right. */
function textKey({ course, module, test }: Sitting, id: string): string {
  return `karmakit:${course.id}:${module.id}:${test.seed}:${id}`;
}

export function keepTexts(sitting: Sitting, id: string, answer: Answer): void {
  if (answer.texts) remember(textKey(sitting, id), JSON.stringify(answer.texts));
}

export function answerOf(sitting: Sitting, state: State, { question }: Drawn): Answer {
  const codes = state.questions[question.id]?.response || [];
  if (question.type !== "fill-in" && question.type !== "numeric") return { codes };
  const kept = recall(textKey(sitting, question.id));
  const texts = kept ? (JSON.parse(kept) as string[]) : [];
  return { codes, texts: texts.some((text) => text.trim() !== "") ? texts : [] };
}

/** How an answer was graded whose text is gone with the tab it was typed in; null where there is none, or its text is at hand. */
export function gradedBefore(sitting: Sitting, state: State, drawn: Drawn): "right" | "wrong" | null {
  const before = state.questions[drawn.question.id];
  if (!before?.tries || before.outcome === "none") return null;
  return answerOf(sitting, state, drawn).texts?.length === 0 ? before.outcome : null;
}

export function answered(sitting: Sitting, state: State, drawn: Drawn): boolean {
  if (gradedBefore(sitting, state, drawn)) return true;
  return (state.questions[drawn.question.id]?.tries || 0) > 0 && FACES[drawn.question.type].ready(answerOf(sitting, state, drawn));
}

export interface Score {
  readonly won: number;
  readonly points: number;
  /** 0 to 100, whole; on the same side of the pass mark as the exact share, since a platform compares this figure. */
  readonly percent: number;
  readonly passed: boolean;
}

export function score(paper: readonly Drawn[], right: (drawn: Drawn) => boolean, passMark: number): Score {
  const scored = paper.filter(({ question }) => question.type !== "scale");
  const sum = (some: readonly Drawn[]): number => some.reduce((total, { question }) => total + question.points, 0);
  const points = sum(scored);
  const won = sum(scored.filter(right));
  const share = points ? (100 * won) / points : 100;
  const passed = share >= passMark;
  const nearest = Math.round(share);
  const percent = passed ? Math.max(nearest, Math.min(100, Math.ceil(passMark))) : nearest >= passMark ? Math.floor(share) : nearest;
  return { won, points, percent, passed };
}

/** The learner's record as a file, and back: described for those who read it in `authoring/guide/web.md`. */

import type { CourseData } from "../contract";
import { inOrder } from "../course";
import { objectiveResults, standing } from "../standing";
import { decode } from "../state";
import { type Kept, keptOf } from "./kept";

const FORMAT = "karmakit-record";
const VERSION = 1;

/** Return the record in words that people and programs read, with the state that this player reads again. */
export function recordOf(course: CourseData, kept: Kept, now: string): unknown {
  const { state } = decode(kept.state, course);
  const { progress, ...reached } = standing(course, state);
  const results = new Map(objectiveResults(course, state).map((result) => [result.id, result]));
  const { id, title, version, language, iri } = course;
  return {
    format: FORMAT,
    formatVersion: VERSION,
    written: now,
    course: { id, title, version, language, iri },
    begun: kept.begun || null,
    changed: kept.changed || null,
    progress: Math.round(progress * 100),
    completed: reached.completed,
    passed: reached.passed,
    score: reached.score,
    modules: inOrder(course).map((module) => ({
      id: module.id,
      title: module.title,
      kind: module.kind,
      status: state.modules[module.id] ?? "new",
      done: kept.done[module.id] ?? null,
      objectives: module.objectives.map((objective) => ({ ...objective, score: results.get(objective.id)?.score ?? null, status: results.get(objective.id)?.status })),
    })),
    tests: inOrder(course).filter(({ test }) => test).map(({ id: module, title: name, test }) => {
      const taken = state.tests[module];
      return {
        module,
        title: name,
        final: test?.final,
        passMark: test?.passMark,
        attempts: taken?.used ?? 0,
        best: taken?.best ?? null,
        last: taken?.last ?? null,
        passed: taken?.passed ?? false,
        results: kept.attempts[module] ?? [],
      };
    }),
    kept,
  };
}

/** Return what a file keeps of this course; "foreign" if it is no record of it, "newer" if a later player wrote it. */
export function readRecord(text: string, course: CourseData): Kept | "foreign" | "newer" {
  let found: { format?: unknown; formatVersion?: unknown; course?: { id?: unknown; iri?: unknown }; kept?: unknown } | null;
  try {
    found = JSON.parse(text) as typeof found;
  } catch {
    return "foreign";
  }
  if (found?.format !== FORMAT || found.course?.iri !== course.iri) return "foreign";
  if (typeof found.formatVersion !== "number" || found.formatVersion > VERSION) return "newer";
  const kept = keptOf(found.kept);
  const verdict = kept ? decode(kept.state, course).verdict : "foreign";
  if (verdict === "newer") return "newer";
  return kept && verdict === "ok" ? kept : "foreign";
}

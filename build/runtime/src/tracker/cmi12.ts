/** What the SCORM 1.2 data model wants to hear, as pure functions: statuses, times, interactions. */

import type { Interaction, QuestionType, Standing } from "../contract";
import { latinDigits } from "../questions/decimal";

/**
 * When the platform hears which status (authoring/guide/scorm12.md tells authors the same):
 *
 * | the course has      | the learner                        | status     | score.raw        |
 * |---------------------|------------------------------------|------------|------------------|
 * | a final test        | has not passed, may try (again)    | incomplete | once submitted   |
 * |                     | passed, whatever else is left      | passed     | the best attempt |
 * |                     | has no attempt left                | failed     | the best attempt |
 * | no final test       | has not done every module          | incomplete | never            |
 * |                     | has done every module              | completed  | never            |
 *
 * `passed` and `completed` are never taken back; `completed` may become `passed`.
 */
export function statusOf(standing: Standing, tested: boolean): string {
  if (!tested) return standing.completed ? "completed" : "incomplete";
  if (standing.passed) return "passed";
  return standing.exhausted ? "failed" : "incomplete";
}

/** Return whether `next` may stand where the platform holds `held`. */
export function mayReplace(held: string, next: string): boolean {
  return held !== next && held !== "passed" && (held !== "completed" || next === "passed");
}

/** Return seconds as `HHHH:MM:SS.SS`. */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(Math.round(seconds * 100) || 0, 0), 9999 * 360_000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, "0")}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** Return the time of day as `HH:MM:SS`. */
export function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((value) => String(value || 0).padStart(2, "0")).join(":");
}

const TYPES: Record<QuestionType, string> = {
  single: "choice",
  multiple: "choice",
  "true-false": "true-false",
  matching: "matching",
  ordering: "sequencing",
  "fill-in": "fill-in",
  numeric: "numeric",
  scale: "likert",
};

const RESULTS = { right: "correct", wrong: "wrong", neutral: "neutral" } as const;

const LONGEST = 255;

/** Return the elements of one interaction below `cmi.interactions.<n>.`, in the order in which a platform wants them. */
export function interactionRows(interaction: Interaction): readonly (readonly [string, string])[] {
  const { question, context, answer, key, outcome, seconds, at } = interaction;
  const attempt = /\.(\d+)$/.exec(context)?.[1];
  const several = question.type === "numeric" && question.codes.length > 1;
  const typed = question.type === "fill-in" || several;
  const rows: [string, string][] = [
    ["id", identifier(attempt ? `${question.id}.${attempt}` : question.id)],
    ["type", several ? "fill-in" : TYPES[question.type]],
  ];
  if (question.objective) rows.push(["objectives.0.id", identifier(question.objective)]);
  rows.push(["time", timeOfDay(at)]);
  const pattern = typed ? "1" : written(question.type, key.key, question.left, key.numbers?.[0]?.value);
  if (pattern) rows.push(["correct_responses.0.pattern", pattern]);
  rows.push(["weighting", String(question.points)]);
  // what a learner typed never leaves the page: 1 is an accepted text, 0 another
  const response = typed ? (outcome === "right" ? "1" : "0") : written(question.type, answer.codes, question.left, answer.texts?.[0]);
  if (response) rows.push(["student_response", response]);
  rows.push(["result", RESULTS[outcome]], ["latency", timespan(seconds)]);
  return rows;
}

/** Return a name as ASCII that every platform takes as an identifier. */
export function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, LONGEST);
}

function written(type: QuestionType, codes: readonly string[], left: readonly string[] = [], typed = ""): string {
  if (type === "numeric") return number(typed);
  if (type === "matching") return list(left.map((side, index) => codes[index] && `${side}.${codes[index]}`));
  return list(type === "multiple" ? [...codes].sort() : codes);
}

function list(parts: readonly (string | undefined)[]): string {
  let text = "";
  for (const part of parts) {
    if (part && text.length + part.length < LONGEST) text += text ? `,${part}` : part;
  }
  return text;
}

/** Return the number in a typed text in Latin digits with a point, or "" if it holds none. */
function number(text: string): string {
  const found = /-?\d[\d, ]*(\.\d+)?|-?\.\d+/.exec(latinDigits(text))?.[0] ?? "";
  return found.replace(/[, ]/g, "").replace(/^(-?)\./, "$10.").slice(0, LONGEST);
}

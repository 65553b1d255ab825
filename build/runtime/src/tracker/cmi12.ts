/** SCORM 1.2: what its data model wants to hear, as pure functions. */

import type { Standing } from "../contract";
import type { Dialect } from "./dialect";

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

/** Return seconds as `HHHH:MM:SS.SS`. */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(Math.round(seconds * 100) || 0, 0), 9999 * 360_000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, "0")}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** Return the time of day as `HH:MM:SS`. */
function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((value) => String(value || 0).padStart(2, "0")).join(":");
}

/** SCORM 1.2 Run-Time Environment, October 2001. */
export const SCORM12: Dialect = {
  platform: "scorm12",
  api: "API",
  calls: {
    initialize: "LMSInitialize",
    terminate: "LMSFinish",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    error: "LMSGetLastError",
  },
  // 103 is of 2004; some platforms say it here too
  errors: { open: [101, 103], closed: [301], never: [201, 202, 203, 401, 402, 403, 404, 405] },
  room: 4096,
  elements: {
    learner: "cmi.core.student_id",
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    place: "cmi.core.lesson_location",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    completion: "cmi.core.lesson_status",
  },
  results: "cmi.core.",
  forms: {
    time: "time",
    response: "student_response",
    wrong: "wrong",
    attempt: ".",
    and: ",",
    to: ".",
    longest: 255,
    when: timeOfDay,
    timespan,
    truth: (code) => code,
    range: (value) => value,
  },
  isIgot: (opened, get) => opened === true && get("cmi.core.student_id") === "",
  statuses: (standing, tested) => [["cmi.core.lesson_status", statusOf(standing, tested)]],
  measures: () => [],
  score: (percent) => [
    ["score.raw", String(percent)],
    ["score.min", "0"],
    ["score.max", "100"],
  ],
  objective: ({ status }) => [["status", status]],
  farewell: () => [],
};

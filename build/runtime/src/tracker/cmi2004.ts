/** SCORM 2004: what its data model wants to hear, as pure functions; the same in the 3rd and the 4th edition. */

import type { ObjectiveResult, Standing } from "../contract";
import type { Dialect, Rows } from "./dialect";

/**
 * When the platform hears which status (authoring/guide/scorm2004.md tells authors the same). Whether all is done and whether the
 * test is passed are told apart:
 *
 * | the learner                              | completion_status | success_status |
 * |------------------------------------------|-------------------|----------------|
 * | has not done every module                | incomplete        |                |
 * | has done every module                    | completed         |                |
 * | has not taken the final test, or may try again |             | not said       |
 * | passed it                                |                   | passed         |
 * | has no attempt left                      |                   | failed         |
 */
function statuses(standing: Standing, tested: boolean): Rows {
  const success = !tested ? "" : standing.passed ? "passed" : standing.exhausted ? "failed" : "";
  const completion = ["cmi.completion_status", standing.completed ? "completed" : "incomplete"] as const;
  return success ? [completion, ["cmi.success_status", success]] : [completion];
}

/** Return seconds as a duration with at most two decimals: `PT1H2M3.04S` (RTE 4.1.1.7). */
export function duration(seconds: number): string {
  const hundredths = Math.max(Math.round(seconds * 100) || 0, 0);
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60];
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${(hundredths % 6000) / 100}S`;
}

/** Return a moment in UTC to the hundredth of a second: `YYYY-MM-DDThh:mm:ss.ccZ` (RTE 4.1.1.7). */
export function timestamp(at: Date): string {
  return `${new Date(at.getTime() || 0).toISOString().slice(0, -2)}Z`;
}

/** Return a measure from 0 to 1 with at most four decimals. */
function measure(share: number): string {
  return String(Math.round(Math.min(Math.max(share || 0, 0), 1) * 10_000) / 10_000);
}

/** Return the numbers from `value - tolerance` to `value + tolerance` as `min[:]max`, or "" where they are too large to be written. */
function range(value: string, tolerance: string): string {
  const [middle, off] = [Number(value), Math.abs(Number(tolerance) || 0)];
  const ends = [middle - off, middle + off].map((end) => end.toFixed(7).replace(/\.?0+$/, "").replace(/^-0$/, "0"));
  return ends.every((end) => /^-?\d+(\.\d+)?$/.test(end)) ? ends.join("[:]") : "";
}

function objective({ status }: ObjectiveResult): Rows {
  if (status === "failed") return [["success_status", status]];
  const completion = ["completion_status", status === "passed" ? "completed" : status] as const;
  return status === "passed" ? [["success_status", status], completion] : [completion];
}

/** SCORM 2004 Run-Time Environment, 3rd and 4th edition. */
export const SCORM2004: Dialect = {
  platform: "scorm2004",
  api: "API_1484_11",
  calls: {
    initialize: "Initialize",
    terminate: "Terminate",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    error: "GetLastError",
  },
  // 351, a general failure, is what platforms say to a place or an identifier that they do not like: asking again helps nothing
  errors: { open: [103], closed: [104, 122, 123, 132, 133, 142, 143], never: [201, 351, 401, 402, 403, 404, 405, 406, 407, 408] },
  room: 64_000,
  elements: {
    learner: "cmi.learner_id",
    mode: "cmi.mode",
    credit: "cmi.credit",
    place: "cmi.location",
    exit: "cmi.exit",
    time: "cmi.session_time",
    completion: "cmi.completion_status",
  },
  results: "cmi.",
  // no objective of a course has an underscore in its id
  done: "module_done",
  forms: {
    time: "timestamp",
    response: "learner_response",
    wrong: "incorrect",
    // a dot is refused by strict platforms
    attempt: "_",
    and: "[,]",
    to: "[.]",
    longest: 4000,
    when: timestamp,
    timespan: duration,
    truth: (code) => (code && (code === "t" ? "true" : "false")),
    range,
  },
  // its player keeps what it is given in a flat store, and does not know the one element that every platform knows
  isIgot: (_, get) => get("cmi.learner_id") === "" && get("cmi._version") === "",
  statuses,
  measures: (standing) => [["cmi.progress_measure", measure(standing.completed ? 1 : standing.progress)]],
  score: (percent) => [
    ["score.raw", String(percent)],
    ["score.scaled", measure(percent / 100)],
    ["score.min", "0"],
    ["score.max", "100"],
  ],
  objective,
  farewell: (on, get) => [["adl.nav.request", on && get("adl.nav.request_valid.continue") === "true" ? "continue" : "suspendAll"]],
};

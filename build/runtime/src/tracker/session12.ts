/** One session with a SCORM 1.2 platform: its calls, with the odd return values of the platforms that there are. */

import type { Api } from "./find-api";
import { quiet } from "./quiet";

/** What a refused call was about: no session any more, an element that this platform will never take, or a fault that may pass. */
export type Refusal = "lost" | "never" | "now";

export interface Session {
  /** iGOT's API, known by its boolean answers and its nameless learner: what Set and Commit return says nothing, and Finish would throw the place away. */
  readonly igot: boolean;
  /** The session was open before: another page of this course, or a platform that restored it. */
  readonly joined: boolean;
  get(element: string): string;
  /** Null: taken. */
  set(element: string, value: string): Refusal | null;
  commit(): Refusal | null;
  finish(): boolean;
}

const ALREADY_RUNNING = [101, 103];
const NOT_RUNNING = 301;
/** Unknown or unsupported element, a keyword, read-only, or a value outside its space. */
const NEVER = [201, 202, 203, 401, 402, 403, 404, 405];

/** Open the session, or join one that is already open; null if the platform refuses. */
export function openSession(api: Api): Session | null {
  const opened = quiet(() => api.LMSInitialize(""), "false");
  const joined = no(opened);
  if (joined && !ALREADY_RUNNING.includes(lastError(api))) return null;
  const igot = opened === true && quiet(() => api.LMSGetValue("cmi.core.student_id"), "") === "";
  return sessionOf(api, igot, joined);
}

function sessionOf(api: Api, igot: boolean, joined: boolean): Session {
  const tell = (call: () => unknown): Refusal | null => {
    let answer: unknown;
    try {
      answer = call();
    } catch {
      return "lost";
    }
    if (igot || yes(answer)) return null;
    const code = lastError(api);
    // some platforms answer nothing at all when all is well
    if (!no(answer) && !code) return null;
    return code === NOT_RUNNING ? "lost" : NEVER.includes(code) ? "never" : "now";
  };
  return {
    igot,
    joined,
    get(element) {
      const value = quiet(() => api.LMSGetValue(element), "");
      return value === false || value === null || value === undefined ? "" : String(value);
    },
    set: (element, value) => tell(() => api.LMSSetValue(element, value)),
    commit: () => tell(() => api.LMSCommit("")),
    finish: () => quiet(() => yes(api.LMSFinish("")), false),
  };
}

function yes(answer: unknown): boolean {
  return answer === true || String(answer) === "true" || String(answer) === "1";
}

function no(answer: unknown): boolean {
  return answer === false || /^(false|0)$/i.test(String(answer));
}

function lastError(api: Api): number {
  // iGOT answers "" when there is no error
  return quiet(() => Number(api.LMSGetLastError()) || 0, 0);
}

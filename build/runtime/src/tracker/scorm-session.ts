/** One session with a SCORM platform: its calls, with the odd return values of the platforms that there are. */

import type { Dialect } from "./dialect";
import type { Api } from "./find-api";
import { quiet } from "./quiet";

/** What a refused call was about: no session any more, an element that this platform will never take, or a fault that may pass. */
export type Refusal = "lost" | "never" | "now";

export interface Session {
  /** iGOT's API: what setting and committing return says nothing, and finishing would throw the place away. */
  readonly igot: boolean;
  /** The session was open before: another page of this course, or a platform that restored it. */
  readonly joined: boolean;
  get(element: string): string;
  /** Null: taken. */
  set(element: string, value: string): Refusal | null;
  commit(): Refusal | null;
  finish(): boolean;
}

/** Open the session, or join one that is already open; null if the platform refuses. */
export function openSession(api: Api, dialect: Dialect): Session | null {
  const { calls, errors } = dialect;
  const call = (name: keyof Dialect["calls"], ...texts: string[]): unknown => api[calls[name]]!(...texts);
  // iGOT answers "" when there is no error
  const lastError = (): number => quiet(() => Number(call("error")) || 0, 0);

  const opened = quiet(() => call("initialize", ""), "false");
  const joined = no(opened);
  if (joined && !errors.open.includes(lastError())) return null;

  const get = (element: string): string => {
    const value = quiet(() => call("get", element), "");
    return value === false || value === null || value === undefined ? "" : String(value);
  };
  const igot = dialect.isIgot(opened, get);
  const tell = (name: keyof Dialect["calls"], ...texts: string[]): Refusal | null => {
    let answer: unknown;
    try {
      answer = call(name, ...texts);
    } catch {
      return "lost";
    }
    if (igot || yes(answer)) return null;
    const code = lastError();
    // some platforms answer nothing at all when all is well
    if (!no(answer) && !code) return null;
    return errors.closed.includes(code) ? "lost" : errors.never.includes(code) ? "never" : "now";
  };
  return {
    igot,
    joined,
    get,
    set: (element, value) => tell("set", element, value),
    commit: () => tell("commit", ""),
    finish: () => quiet(() => yes(call("terminate", "")), false),
  };
}

function yes(answer: unknown): boolean {
  return answer === true || String(answer) === "true" || String(answer) === "1";
}

function no(answer: unknown): boolean {
  return answer === false || /^(false|0)$/i.test(String(answer));
}

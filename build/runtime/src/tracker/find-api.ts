/** Find the platform's SCORM 1.2 API: in this window, its parents, its opener and the opener's parents. */

import { quiet } from "./quiet";

export interface Api {
  LMSInitialize(empty: string): unknown;
  LMSFinish(empty: string): unknown;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): unknown;
  LMSCommit(empty: string): unknown;
  LMSGetLastError(): unknown;
}

/** Deep enough for any frameset, and an end where windows lie about their parents. */
const DEPTH = 500;

/** Return the API, or null; a window of another origin is passed over, since an API may stand above it. */
export function findApi(start: Window): Api | null {
  return above(start) ?? quiet(() => start.opener && above(start.opener as Window), null) ?? quiet(() => start.top?.opener && above(start.top.opener as Window), null);
}

function above(start: Window): Api | null {
  let window = start;
  for (let level = 0; level < DEPTH; level++) {
    const found = quiet(() => (window as unknown as { API?: Api }).API, undefined);
    // an element with the id "API" is found by that name as well
    if (found && quiet(() => "LMSInitialize" in found, false)) return found;
    const parent = quiet(() => window.parent, window);
    if (!parent || parent === window) break;
    window = parent;
  }
  return null;
}

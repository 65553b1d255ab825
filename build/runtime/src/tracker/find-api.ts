/** Find the platform's API: in this window, its parents, its opener and the opener's parents. */

import type { Dialect } from "./dialect";
import { quiet } from "./quiet";

/** The API object: functions by their names, that take texts. */
export type Api = Readonly<Record<string, (...texts: string[]) => unknown>>;

/** Deep enough for any frameset, and an end where windows lie about their parents. */
const DEPTH = 500;

/** Return the API, or null; a window of another origin is passed over, since an API may stand above it. */
export function findApi(start: Window, { api, calls }: Dialect): Api | null {
  const at = (window: Window | null | undefined): Api | null => (window ? above(window, api, calls.initialize) : null);
  return at(start) ?? quiet(() => at(start.opener as Window), null) ?? quiet(() => at(start.top?.opener as Window), null);
}

function above(start: Window, name: string, initialize: string): Api | null {
  let window = start;
  for (let level = 0; level < DEPTH; level++) {
    const found = quiet(() => (window as unknown as Record<string, Api | undefined>)[name], undefined);
    // an element with the id "API" is found by that name as well
    if (found && quiet(() => initialize in found, false)) return found;
    const parent = quiet(() => window.parent, window);
    if (!parent || parent === window) break;
    window = parent;
  }
  return null;
}

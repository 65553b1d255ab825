/** What the device keeps of a learner: the state, and when what was reached. */

import type { CourseData, State } from "../contract";
import { quiet } from "../tracker/quiet";

export interface Attempt {
  readonly at: string;
  /** Per cent. */
  readonly score: number;
}

/** Times are ISO 8601 in UTC. */
export interface Kept {
  readonly state: string;
  readonly begun: string;
  readonly changed: string;
  /** When each module was done, by its id. */
  readonly done: Readonly<Record<string, string>>;
  /** The submitted attempts of each test, by its module's id. */
  readonly attempts: Readonly<Record<string, readonly Attempt[]>>;
}

export interface Shelf {
  /** The name under which other windows of this browser hear of changes. */
  readonly key: string;
  read(): Kept | null;
  /** Return whether it will be there at the next visit. */
  write(kept: Kept): boolean;
  /** Return whether this browser keeps anything. */
  works(): boolean;
  /** Delete everything that this browser keeps of the course, whatever tab wrote it. */
  erase(): void;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const MOST_ATTEMPTS = 100;

export function shelfOf(course: CourseData): Shelf {
  const key = `karmakit:${course.iri}:device`;
  // storage may be missing, full or forbidden: then the tab remembers, as long as it is open
  const stores = [() => localStorage, () => sessionStorage];
  return {
    key,
    read: () => stores.map((place) => quiet(() => keptOf(JSON.parse(place().getItem(key) ?? "null")), null)).find(Boolean) ?? null,
    write: (kept) => stores.findIndex((place) => quiet(() => (place().setItem(key, JSON.stringify(kept)), true), false)) === 0,
    works: () => quiet(() => (localStorage.setItem(`${key}?`, ""), localStorage.removeItem(`${key}?`), true), false),
    erase() {
      quiet(() => localStorage.removeItem(key), undefined);
      // typed texts and reflections too
      quiet(() => Object.keys(sessionStorage).filter((name) => name.startsWith("karmakit:")).forEach((name) => sessionStorage.removeItem(name)), undefined);
    },
  };
}

/** Return what a stranger's value says, its dates dropped where they are none; null if it is nothing of ours. */
export function keptOf(value: unknown): Kept | null {
  const found = value as Partial<Kept> | null;
  if (typeof found?.state !== "string") return null;
  const done: Record<string, string> = {};
  const attempts: Record<string, Attempt[]> = {};
  for (const [id, at] of pairs(found.done)) if (isTime(at)) done[id] = at;
  for (const [id, list] of pairs(found.attempts)) {
    if (Array.isArray(list)) attempts[id] = (list as Attempt[]).filter((one) => isTime(one?.at) && one.score >= 0 && one.score <= 100).map(({ at, score }) => ({ at, score })).slice(-MOST_ATTEMPTS);
  }
  return { state: found.state, begun: isTime(found.begun) ? found.begun : "", changed: isTime(found.changed) ? found.changed : "", done, attempts };
}

function pairs(value: unknown): [string, unknown][] {
  return value && typeof value === "object" ? Object.entries(value) : [];
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && TIME.test(value);
}

/** Return what is to be kept now that the state has become another; `before` is what was kept up to now. */
export function advanced(before: Kept | null, text: string, old: State, state: State, now: string): Kept {
  const done = { ...before?.done };
  const attempts = { ...before?.attempts };
  for (const id of Object.keys(state.modules)) if (state.modules[id] === "done" && !done[id]) done[id] = now;
  for (const [id, test] of Object.entries(state.tests)) {
    if (test.used > (old.tests[id]?.used ?? 0) && test.last !== null) attempts[id] = [...(attempts[id] ?? []), { at: now, score: test.last }].slice(-MOST_ATTEMPTS);
  }
  return { state: text, begun: before?.begun || now, changed: now, done, attempts };
}

/** Return both in one, each time the earlier; `newer` has the last word on the state, which is the caller's to merge. */
export function together(older: Kept, newer: Kept, state: string): Kept {
  const done = { ...older.done };
  for (const [id, at] of Object.entries(newer.done)) done[id] = earlier(done[id], at);
  const attempts = { ...older.attempts };
  for (const [id, list] of Object.entries(newer.attempts)) {
    const all = [...(attempts[id] ?? []), ...list].sort((one, two) => (one.at < two.at ? -1 : 1));
    attempts[id] = all.filter(({ at }, index) => at !== all[index - 1]?.at).slice(-MOST_ATTEMPTS);
  }
  return { state, begun: earlier(older.begun, newer.begun), changed: newer.changed, done, attempts };
}

function earlier(one: string | undefined, two: string): string {
  return one && (!two || one < two) ? one : two;
}

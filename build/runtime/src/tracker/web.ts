/** No platform, but a browser that remembers: the record stays on this device. */

import type { CourseData, Launch, State, Tracker, Trouble } from "../contract";
import { decode, encode, merge } from "../state";
import { advanced, type Kept, shelfOf, together } from "../web/kept";
import { claim, type Lock } from "./lock";
import { quiet } from "./quiet";

/** A tracker whose record can be looked at, added to and deleted. */
export interface DeviceTracker extends Tracker {
  /** What is kept now, null before the learner has begun. */
  kept(): Kept | null;
  /** Whether this browser keeps it beyond this tab. */
  lasting(): boolean;
  /** Whether another window holds the session. */
  elsewhere(): boolean;
  /** Put what a file holds together with what is kept here. */
  adopt(found: Kept): void;
  /** Delete the record, and open the course anew. */
  erase(): void;
}

export function web(course: CourseData): DeviceTracker {
  const shelf = shelfOf(course);
  let kept: Kept | null = null;
  let lock: Lock | null = null;
  let lasting = true;
  let closed = false;
  let late: (state: string) => void = () => undefined;
  let told: Trouble = "none";
  const listeners: ((trouble: Trouble) => void)[] = [];

  const read = (text: string): State => decode(text, course).state;
  const elsewhere = (): boolean => lock?.held() === false;
  const tell = (): void => {
    const now: Trouble = closed ? "none" : elsewhere() ? "read-only" : lasting ? "none" : "not-saved";
    if (now === told) return;
    told = now;
    listeners.forEach((listener) => quiet(() => listener(now), undefined));
  };
  const write = (next: Kept): void => {
    kept = next;
    lasting = shelf.write(next);
    tell();
  };
  /** Another window, or this one before it was put aside, may have written since. */
  const catchUp = (): void => {
    const found = shelf.read();
    if (!found || found.state === kept?.state) return;
    kept = found;
    quiet(() => late(found.state), undefined);
  };
  const reopen = (): void => {
    location.hash = "#/";
    location.reload();
  };
  const listen = (): void => {
    const on = (type: string, act: (event: Event) => void): void => addEventListener(type, (event) => quiet(() => act(event), undefined));
    on("pagehide", (event) => {
      lock?.release();
      closed = closed || !(event as PageTransitionEvent).persisted;
    });
    on("pageshow", (event) => {
      if (!(event as PageTransitionEvent).persisted || closed) return;
      lock?.resume();
      catchUp();
    });
    // deleted in another window: what this one remembers must not bring it back
    on("storage", (event) => {
      const { key, newValue } = event as StorageEvent;
      if ((key !== shelf.key && key !== null) || newValue !== null || closed) return;
      closed = true;
      reopen();
    });
  };

  return {
    async start(whenLate): Promise<Launch> {
      late = whenLate;
      quiet(listen, undefined);
      lock = await claim(
        course.iri,
        () => ({ learner: "", state: "", interactions: 0 }),
        (held) => {
          if (held) catchUp();
          tell();
        },
      ).catch(() => null);
      kept = shelf.read();
      lasting = shelf.works();
      tell();
      return {
        platform: "device",
        // a second tab that takes over records from then on
        get mode() {
          return elsewhere() ? "read-only" : "normal";
        },
        state: kept?.state ?? "",
        learner: false,
      };
    },
    save(text) {
      quiet(() => {
        if (closed || elsewhere()) return;
        write(advanced(kept, text, read(kept?.state ?? ""), read(text), new Date().toISOString()));
      }, undefined);
    },
    record: () => undefined,
    flush: () =>
      quiet(() => {
        if (kept && !closed && !elsewhere()) write(kept);
        return lasting;
      }, false),
    exit: () =>
      quiet(() => {
        if (kept && !closed && !elsewhere()) write(kept);
        closed = true;
        lock?.release();
        return lasting;
      }, false),
    onTrouble: (listener) => void listeners.push(listener),
    kept: () => kept,
    lasting: () => lasting,
    elsewhere,
    adopt(found) {
      const state = encode(merge(read(found.state), read(kept?.state ?? ""), course), course);
      write(kept ? together(found, kept, state) : { ...found, state });
      quiet(() => late(state), undefined);
    },
    erase() {
      closed = true;
      shelf.erase();
      reopen();
    },
  };
}

/** The way to one platform: found, lost, found again, and never mistaken for another person's. */

import type { CourseData, Launch } from "../contract";
import { stopwatch, type Stopwatch } from "./clock";
import type { Dialect } from "./dialect";
import { findApi } from "./find-api";
import { nameless } from "./journal";
import type { Handed } from "./leaving";
import { quiet } from "./quiet";
import { type Recorder, recorderOf } from "./scorm-recorder";
import { openSession, type Session } from "./scorm-session";

const LOOK_AGAIN = 250;
/** A platform that refused is asked less often. */
const ASK_AGAIN = 2000;

export interface Platform {
  /** Null while there is none, or while it is lost. */
  readonly session: Session | null;
  readonly recorder: Recorder | null;
  /** Who learns, as a name that says nothing; "" where the platform names nobody; null while it was never reached. */
  readonly learner: string | null;
  readonly mode: Exclude<Launch["mode"], "read-only">;
  /** There is a platform, and it does not let us begin. */
  readonly refused: boolean;
  readonly watch: Stopwatch;
  /** Open a session; false where there is none, or where it belongs to another person than before. */
  connect(): boolean;
  /** Look for a platform, for so many milliseconds. */
  look(patience: number): Promise<boolean>;
  /** Record on from another tab, which has told so many interactions. */
  takeOver(interactions: number): void;
}

/** Return the platform of a course, spoken to in a dialect; `handed` is what the page before this one left of its session. */
export function platformOf(course: CourseData, dialect: Dialect, handed: Handed): Platform {
  // a course that is one module of many is judged by that module's own test
  const tested = course.modules.some(({ test }) => test && (test.final || course.target.perModule));

  const platform = {
    session: null as Session | null,
    recorder: null as Recorder | null,
    learner: null as string | null,
    mode: "normal" as Platform["mode"],
    refused: false,
    watch: stopwatch(),

    connect(): boolean {
      platform.session = null;
      const api = findApi(window, dialect);
      const opened = api && openSession(api, dialect);
      platform.refused = Boolean(api) && !opened;
      if (!opened) return false;
      const learner = nameless(opened.get(dialect.elements.learner));
      if (platform.learner === null) {
        const mode = opened.get(dialect.elements.mode);
        if (mode === "browse" || mode === "review") platform.mode = mode;
        platform.watch = stopwatch(opened.joined ? handed.seconds : 0);
      } else if (platform.learner !== learner) return false;
      const taken = platform.recorder?.count() ?? null;
      platform.session = opened;
      platform.learner = learner;
      // after a lost session the platform may still hold answers that were never committed: they are said again in their places
      const first = (held: number | null): number => (taken === null ? (held ?? (opened.joined ? handed.count : 0)) : Math.min(held ?? taken, taken));
      platform.recorder = recorderOf(opened, dialect, tested, first);
      return true;
    },

    async look(patience: number): Promise<boolean> {
      const started = performance.now();
      while (!quiet(platform.connect, false)) {
        const pause = platform.refused ? ASK_AGAIN : LOOK_AGAIN;
        if (performance.now() - started + pause > patience) return false;
        await new Promise((done) => setTimeout(done, pause));
      }
      return true;
    },

    takeOver(interactions: number): void {
      // this tab's platform page was loaded before the last answers were given
      if (platform.session) platform.recorder = recorderOf(platform.session, dialect, tested, (held) => Math.max(held ?? 0, interactions));
    },
  };
  return platform;
}

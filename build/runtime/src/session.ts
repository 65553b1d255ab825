/** The session: it alone holds the state, changes it, and hands it to the tracker. */

import type { CourseData, Interaction, Launch, State, Tracker, Trouble } from "./contract";
import { objectiveResults, standing } from "./standing";
import { decode, EMPTY, encode, merge } from "./state";

export interface Session {
  state(): State;
  launch(): Launch;
  trouble(): Trouble;
  /** Whether the state came from an earlier visit. */
  returned(): boolean;
  /** Put a change over the state; it is kept unless nothing is recorded here. */
  change(update: (state: State) => State): void;
  record(interaction: Interaction): void;
  flush(): boolean;
  exit(): boolean | Promise<boolean>;
  /** Called after every change of the state. */
  onChange(listener: () => void): void;
  /** Called when a state from the platform takes the place of the one shown. */
  onArrival(listener: () => void): void;
  onTrouble(listener: (trouble: Trouble) => void): void;
}

export async function openSession(course: CourseData, tracker: Tracker): Promise<Session> {
  let state = EMPTY;
  let trouble: Trouble = "none";
  let newer = false;
  let returned = false;
  const changed: (() => void)[] = [];
  const arrived: (() => void)[] = [];
  const troubled: ((trouble: Trouble) => void)[] = [];

  const tell = (next: Trouble): void => {
    trouble = newer ? "newer-state" : next;
    troubled.forEach((listener) => listener(trouble));
  };
  const read = (text: string): void => {
    const found = decode(text, course);
    if (found.verdict === "newer") {
      newer = true;
      tell("newer-state");
      return;
    }
    returned = returned || found.state.place !== "" || Object.keys(found.state.modules).length > 0;
    state = merge(found.state, state, course);
  };

  tracker.onTrouble(tell);
  const launch = await tracker.start((text) => {
    read(text);
    arrived.forEach((listener) => listener());
    changed.forEach((listener) => listener());
  });
  read(launch.state);

  const recording = (): boolean => launch.mode === "normal" && !newer;
  return {
    state: () => state,
    launch: () => launch,
    trouble: () => trouble,
    returned: () => returned,
    change(update) {
      const next = update(state);
      if (next === state) return;
      state = next;
      if (recording()) tracker.save(encode(state, course), standing(course, state), objectiveResults(course, state));
      changed.forEach((listener) => listener());
    },
    record(interaction) {
      if (recording()) tracker.record(interaction);
    },
    flush: () => tracker.flush(),
    exit: () => tracker.exit(),
    onChange: (listener) => void changed.push(listener),
    onArrival: (listener) => void arrived.push(listener),
    onTrouble(listener) {
      troubled.push(listener);
      listener(trouble);
    },
  };
}

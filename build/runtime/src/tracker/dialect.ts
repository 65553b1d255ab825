/** How one edition of SCORM says what a course has to say; what is said, and when, is the same in all of them. */

import type { ObjectiveResult, Standing } from "../contract";

/** Elements and their values, in the order in which a platform wants them. */
export type Rows = readonly (readonly [element: string, value: string])[];

export interface Dialect {
  readonly platform: "scorm12" | "scorm2004";
  /** Name of the API object in the platform's window. */
  readonly api: string;
  /** Names of its functions. */
  readonly calls: Readonly<Record<"initialize" | "terminate" | "get" | "set" | "commit" | "error", string>>;
  /** Error codes: the session is open already; there is none (any more); an element or a value that is never taken here. */
  readonly errors: Readonly<Record<"open" | "closed" | "never", readonly number[]>>;
  /** Characters that every platform keeps of `cmi.suspend_data`. */
  readonly room: number;
  readonly elements: Readonly<Record<"learner" | "mode" | "credit" | "place" | "exit" | "time" | "completion", string>>;
  /** What stands before `score.raw` of the whole course. */
  readonly results: string;
  readonly forms: Forms;
  /** Where modules are launched one by one: the objective that says of each whether it is done, since those after it may wait for that. */
  readonly done?: string;
  /** Whether the API is iGOT's: `opened` is what opening the session returned. */
  isIgot(opened: unknown, get: (element: string) => string): boolean;
  /** The statuses of the whole course; `tested` tells whether a test decides. */
  statuses(standing: Standing, tested: boolean): Rows;
  /** What else is said of a standing. */
  measures(standing: Standing): Rows;
  /** A score in whole per cent, below an objective or `results`; the first row is the one that counts. */
  score(percent: number): Rows;
  /** What an objective has come to, without its score. */
  objective(result: ObjectiveResult): Rows;
  /** What is said before the learner leaves by the course's own exit; `on`: from a module that was launched alone to the next. */
  farewell(on: boolean, get: (element: string) => string): Rows;
}

/** The forms in which interactions are told. */
export interface Forms {
  readonly time: string;
  readonly response: string;
  readonly wrong: string;
  /** Between the id of a question and the number of the attempt. */
  readonly attempt: string;
  /** Between the parts of a response, and between the sides of a pair. */
  readonly and: string;
  readonly to: string;
  /** Longest identifier and response. */
  readonly longest: number;
  when(at: Date): string;
  timespan(seconds: number): string;
  /** `t` or `f` in the words of the standard. */
  truth(code: string): string;
  /** The right numbers: those within a tolerance of a value. */
  range(value: string, tolerance: string): string;
}

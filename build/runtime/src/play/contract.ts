/** What the server of play tells the page, and what happens at a platform. */

export type Kind = "scorm12" | "scorm2004" | "cmi5" | "xapi" | "web";

export interface Unit {
  readonly id: string;
  readonly title: string;
  readonly mark: string;
  /** What the platform hands to the content as it stands (`launch_data`). */
  readonly data: string;
  /** False: an asset, which reports nothing. */
  readonly tracked: boolean;
}

export interface Setup {
  readonly name: string;
  readonly title: string;
  readonly kind: Kind;
  readonly standard: string;
  readonly learner: string;
  /** Address of the page that takes the content's place; with `?clear` it clears what the content kept. */
  readonly leave: string;
  readonly units: readonly Unit[];
  /** The order of several parts of SCORM 2004, as scorm-again reads it; null where there is none. */
  readonly tree: unknown;
  /** The parts have prerequisites that this platform does not follow. */
  readonly unfollowed: boolean;
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly place: string; readonly message: string }[];
  /** How many findings are not told here. */
  readonly more: number;
  /** What the page says as things happen, by key. */
  readonly words: Readonly<Record<string, string>>;
}

export type Mode = "Normal" | "Browse" | "Review";
/** How a unit stands: the last part of its word, `say.state.begun`. */
export type State = "new" | "begun" | "done" | "passed" | "failed";

/** A call of SCORM's API. */
export interface Call {
  readonly kind: "call";
  readonly unit: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly answer: unknown;
  /** The platform's error code after the call. */
  readonly error: string;
  /** Whether the failure was switched on. */
  readonly injected: boolean;
}

export interface Statement {
  readonly id: string;
  readonly verb: { readonly id: string; readonly display?: Readonly<Record<string, string>> };
  readonly object: { readonly id?: string; readonly definition?: { readonly name?: Readonly<Record<string, string>> } };
  readonly result?: { readonly success?: boolean; readonly score?: { readonly raw?: number; readonly max?: number; readonly scaled?: number } };
}

/** What the server tells: a statement that is kept, a request to the record store, a file that was asked for in vain. */
export type News =
  | { readonly kind: "statement"; readonly statement: Statement }
  | { readonly kind: "request"; readonly name: string; readonly status: number; readonly why: string; readonly body?: string }
  | { readonly kind: "missing"; readonly name: string };

/** A line of the page's own: a launch, a farewell, a switch. */
export interface Note {
  readonly kind: "note";
  readonly text: string;
}

export type Happening = (Call | News | Note) & { readonly at: number };

export interface Answer {
  readonly part: string;
  readonly question: string;
  readonly response: string;
  readonly result: string;
  /** `right`, `wrong` or empty, in every language. */
  readonly judged: string;
}

/** A learner's record in words, and how each unit stands. */
export interface Told {
  readonly states: Readonly<Record<string, State>>;
  readonly lines: readonly string[];
  readonly shown: string;
  readonly answers: readonly Answer[];
}

/** What the platform holds of a unit: elements and their values, none of them empty. */
export type Values = Readonly<Record<string, string>>;

export interface Held {
  values: Values;
  /** Values set since the last commit that was kept. */
  unsaved: number;
  ended: "open" | "finished" | "left";
}

export interface Switches {
  offline: boolean;
  failing: boolean;
  igot: boolean;
  shared: boolean;
}

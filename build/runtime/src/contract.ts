/** What the compiler hands to the player, and what the parts of the player hand to each other. */

export type QuestionType =
  | "single" | "multiple" | "true-false" | "matching" | "ordering" | "fill-in" | "numeric" | "scale";

/** The whole course, as `self.karmakit`, written by the packager as the first line of `assets/player.js`. */
export interface CourseData {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly language: string;
  readonly dir: "ltr" | "rtl";
  /** Shown in the player's bar. */
  readonly name: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string; readonly url?: string };
  /** Root of the course's activity IRIs, without a final slash: `https://<publisher.domain>/<course id>`. */
  readonly iri: string;
  readonly order: "free" | "in-order";
  readonly units: readonly { readonly id: string; readonly title: string; readonly modules: readonly string[] }[];
  readonly modules: readonly ModuleData[];
  /** Terms by id, as HTML. */
  readonly glossary: Readonly<Record<string, { readonly name: string; readonly meaning: string }>>;
  readonly strings: Readonly<Record<string, string>>;
  /** How the bundle is tracked. `perModule`: each module's page is a SCO of its own, with a state of its own. `print`: path of the print edition. `competencies`: what each module serves, by its id. */
  readonly target: { readonly tracker: "none" | "scorm12" | "scorm2004" | "cmi5" | "xapi" | "web"; readonly perModule?: boolean; readonly print?: string; readonly competencies?: Readonly<Record<string, readonly object[]>> };
  /** Vetting mark, e.g. shown as "not vetted"; empty: nothing is shown. */
  readonly notice?: string;
}

export interface ModuleData {
  readonly id: string;
  /** 4-character code (see codes.py): the name of the module in the state string. */
  readonly code: string;
  readonly title: string;
  readonly kind: "watch" | "think" | "do" | "explore" | "test";
  readonly minutes: number;
  /** Path of its page, relative to the bundle's root. */
  readonly page: string;
  readonly requires: readonly string[];
  readonly objectives: readonly { readonly id: string; readonly text: string }[];
  readonly questions: readonly QuestionData[];
  readonly test: TestData | null;
}

/** What is known of a question before it is answered. */
export interface QuestionData {
  readonly id: string;
  readonly code: string;
  readonly type: QuestionType;
  readonly points: number;
  /** 0: without limit. Practice only. */
  readonly attempts: number;
  readonly objective: string | null;
  /** The codes a learner can choose from: options, right-hand sides, items, or one `1`, `2`, ... a blank. */
  readonly codes: readonly string[];
  /** Matching only: the codes of the left-hand sides. */
  readonly left?: readonly string[];
  readonly shuffle: boolean;
}

export interface TestData {
  readonly passMark: number;
  /** 0: without limit. */
  readonly attempts: number;
  readonly draw: number;
  readonly shuffle: boolean;
  readonly review: "after-submit" | "after-pass" | "score";
  /** Minutes, or null. */
  readonly timeLimit: number | null;
  readonly final: boolean;
}

/** `<script type="application/json" id="karmakit-page">` of every module page. */
export interface PageData {
  readonly module: string;
  /** Practice: keys by question id. Absent in a test. */
  readonly keys?: Readonly<Record<string, KeyData>>;
  /** Test: the same object as JSON, sealed (seal.ts / seal.py). */
  readonly sealed?: string;
}

/** The key and the feedback of one question; all feedback is HTML made by the compiler. */
export interface KeyData {
  /**
   * single, true-false: one code; multiple: all right codes; ordering: all codes in the right order; matching: the right code for
   * each code of `left`, in the order of `left`; scale: empty.
   */
  readonly key: readonly string[];
  /** fill-in: the accepted texts of each blank. */
  readonly texts?: readonly (readonly string[])[];
  readonly case?: boolean;
  /** numeric: one entry a blank; decimals as strings. */
  readonly numbers?: readonly { readonly value: string; readonly tolerance: string; readonly units: readonly string[] }[];
  /** By option code (matching: by left code). */
  readonly feedback?: Readonly<Record<string, string>>;
  readonly hints?: readonly string[];
  readonly right?: string;
  readonly wrong?: string;
  readonly always?: string;
}

/** A learner's answer: codes as in KeyData.key (matching: "" where nothing is chosen), or typed texts a blank. */
export interface Answer {
  readonly codes: readonly string[];
  readonly texts?: readonly string[];
}

// ---- state: what is kept of a learner ------------------------------------------------------------------------------------

export type ModuleStatus = "new" | "seen" | "done";

/** One question in practice, or in the running or last test attempt. */
export interface QuestionState {
  /** In a running attempt "none", but of a typed answer what it is worth, since its text is not kept. */
  readonly outcome: "none" | "right" | "wrong";
  readonly tries: number;
  /** Codes only, never typed text; empty for fill-in and numeric. */
  readonly response: readonly string[];
}

export interface TestState {
  /** Attempts submitted. */
  readonly used: number;
  /** 0..100, rounded; null before the first submission. */
  readonly best: number | null;
  readonly last: number | null;
  readonly passed: boolean;
  /** An attempt is open: its seed draws and shuffles (test.ts), so that a return finds the same paper. */
  readonly open: boolean;
  readonly seed: number;
  /** Seconds spent in the open attempt. */
  readonly spent: number;
}

export interface State {
  /** Id of the module the learner is in, or "" for the cover. */
  readonly place: string;
  readonly modules: Readonly<Record<string, ModuleStatus>>;
  readonly questions: Readonly<Record<string, QuestionState>>;
  readonly tests: Readonly<Record<string, TestState>>;
}

// ---- tracking: what the platform is told ---------------------------------------------------------------------------------

/** Where a learner stands, worked out from the state by progress.ts. */
export interface Standing {
  /** Share of modules done, 0..1. */
  readonly progress: number;
  readonly completed: boolean;
  /** null: there is no final test, or it was not submitted. */
  readonly passed: boolean | null;
  /** Best score of the final test in per cent, or null. */
  readonly score: number | null;
  /** No attempt is left and the test is not passed. */
  readonly exhausted: boolean;
}

export interface Interaction {
  readonly question: QuestionData;
  /** `<module id>` or `<module id>.<attempt>`: tells attempts apart. */
  readonly context: string;
  readonly answer: Answer;
  readonly key: KeyData;
  readonly outcome: "right" | "wrong" | "neutral";
  readonly seconds: number;
  readonly at: Date;
  /** The question as it stands on the page, for platforms that keep its words. */
  readonly form: () => ParentNode;
}

export interface ObjectiveResult {
  readonly id: string;
  readonly score: number | null;
  readonly status: "not attempted" | "incomplete" | "completed" | "passed" | "failed";
}

/** What the platform said at the start. */
export interface Launch {
  /** "none": there is no platform, nothing is recorded. */
  readonly platform: string;
  /** "browse" and "review" record nothing. "read-only": another tab holds the session; turns "normal" when this tab takes over. */
  readonly mode: "normal" | "browse" | "review" | "read-only";
  /** The state string as found, "" if none. */
  readonly state: string;
  /** False where the platform names no learner: nothing may outlive the tab. */
  readonly learner: boolean;
  /** Where to go after the exit, if the platform says so. */
  readonly returnTo?: string;
  /** The course as the platform wants it taken, if it has a word in that (of the pass mark). */
  readonly course?: CourseData;
}

/** "sending": what is due is on its way, and nothing is wrong. "refused": the platform will never take some of the record. */
export type Trouble = "none" | "sending" | "refused" | "not-saved" | "offline" | "no-platform" | "read-only" | "lost-session" | "newer-state";

export interface Tracker {
  /** Find the platform and open or join its session. Never rejects. `late` is called if the platform delivers a state afterwards. */
  start(late: (state: string) => void): Promise<Launch>;
  /** Keep the state and the standing; sent soon (at most 2 s), in one go with what else is due. */
  save(state: string, standing: Standing, objectives: readonly ObjectiveResult[]): void;
  record(interaction: Interaction): void;
  /** Send what is due now; true if nothing is left unsent. */
  flush(): boolean;
  /** Send what is due, end the session and tell whether all was saved. Further calls do nothing. */
  exit(): boolean | Promise<boolean>;
  /** Called whenever the trouble changes. */
  onTrouble(listener: (trouble: Trouble) => void): void;
}

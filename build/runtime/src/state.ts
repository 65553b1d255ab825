/** The state string (PAGES.md): what is kept of a learner in at most 4,096 ASCII characters. */

import type { CourseData, ModuleData, ModuleStatus, QuestionData, QuestionState, State, TestState } from "./contract";

/** What `decode` thinks of a text: ours, none at all, somebody else's, or ours from a later edition of the player. */
export type Verdict = "ok" | "none" | "foreign" | "newer";

export const EMPTY: State = { place: "", modules: {}, questions: {}, tests: {} };

const VERSION = 1;
const OURS = /^1(;[a-z][\w.-]*)*$/;
const NEWER = /^(\d{1,3});[a-z][!-~]*$/;
const OUTCOMES = ["none", "right", "wrong"] as const;
const STATUSES: readonly ModuleStatus[] = ["new", "seen", "done"];

/** Return the state as text; what the course does not know is left out. */
export function encode(state: State, course: CourseData): string {
  let place = "";
  let modules = "";
  let questions = "";
  let tests = "";
  for (const module of course.modules) {
    if (module.id === state.place) place = module.code;
    const status = STATUSES.indexOf(state.modules[module.id] ?? "new");
    if (status > 0) modules += module.code + status;
    for (const question of module.questions) {
      const answered = state.questions[question.id];
      if (answered) questions += question.code + OUTCOMES.indexOf(answered.outcome) + b36(answered.tries, 1) + response(answered, question) + ".";
    }
    const test = state.tests[module.id];
    if (module.test && test) tests += module.code + written(test);
  }
  return String(VERSION) + section("p", place) + section("m", modules) + section("q", questions) + section("t", tests);
}

/** Return the state that a text holds, or an empty one and the reason; unknown sections and codes are dropped. */
export function decode(text: string, course: CourseData): { state: State; verdict: Verdict } {
  if (!text) return { state: EMPTY, verdict: "none" };
  if (!OURS.test(text)) {
    const newer = NEWER.exec(text);
    return { state: EMPTY, verdict: newer && Number(newer[1]) > VERSION ? "newer" : "foreign" };
  }
  const sections = new Map(text.split(";").slice(1).map((part) => [part.charAt(0), part.slice(1)]));
  const modules: Record<string, ModuleStatus> = {};
  const questions: Record<string, QuestionState> = {};
  const tests: Record<string, TestState> = {};
  const moduleOf = new Map<string, ModuleData>(course.modules.map((module) => [module.code, module]));
  const questionOf = new Map<string, QuestionData>(course.modules.flatMap((module) => module.questions.map((question) => [question.code, question] as const)));

  for (const [, code, status] of all(sections.get("m"), /(.{4})(.)/y)) {
    const module = moduleOf.get(code!);
    if (module && /[12]/.test(status!)) modules[module.id] = STATUSES[Number(status)]!;
  }
  for (const [, code, outcome, tries, chosen] of all(sections.get("q"), /(.{4})([012])([0-9a-z])([^.]*)\./y)) {
    const question = questionOf.get(code!);
    if (question) questions[question.id] = { outcome: OUTCOMES[Number(outcome) as 0 | 1 | 2], tries: parseInt(tries!, 36), response: answer(chosen!, question) };
  }
  for (const [, code, rest] of all(sections.get("t"), /(.{4})(.{16})/y)) {
    const module = moduleOf.get(code!);
    const test = module?.test ? read(rest!) : null;
    if (module && test) tests[module.id] = test;
  }
  return { state: { place: moduleOf.get(sections.get("p") || "")?.id || "", modules, questions, tests }, verdict: "ok" };
}

/** Return both states in one: nothing that either holds is lost; where they disagree, `newer` has the last word. */
export function merge(older: State, newer: State, course: CourseData): State {
  const modules: Record<string, ModuleStatus> = {};
  const questions: Record<string, QuestionState> = {};
  const tests: Record<string, TestState> = {};
  for (const module of course.modules) {
    const status = STATUSES[Math.max(STATUSES.indexOf(older.modules[module.id] ?? "new"), STATUSES.indexOf(newer.modules[module.id] ?? "new"))]!;
    if (status !== "new") modules[module.id] = status;
    const [before, after] = [older.tests[module.id], newer.tests[module.id]];
    const lead = before && (!after || ahead(before, after)) ? older : newer;
    if (before || after) tests[module.id] = together(lead.tests[module.id]!, before, after);
    for (const { id } of module.questions) {
      // the answers of a test belong to one attempt: never mix two
      const found = module.test ? lead.questions[id] : (newer.questions[id] ?? older.questions[id]);
      if (found) questions[id] = found;
    }
  }
  return { place: newer.place || older.place, modules, questions, tests };
}

function ahead(before: TestState, after: TestState): boolean {
  if (before.used !== after.used) return before.used > after.used;
  return before.open && (!after.open || before.spent > after.spent);
}

function together(lead: TestState, before?: TestState, after?: TestState): TestState {
  const scores = [before?.best, after?.best].filter((score) => typeof score === "number");
  return { ...lead, best: scores.length ? Math.max(...scores) : null, passed: Boolean(before?.passed || after?.passed) };
}

function all(text: string | undefined, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let match = pattern.exec(text || ""); match; match = pattern.exec(text || "")) found.push(match);
  return found;
}

function section(letter: string, text: string): string {
  return text && `;${letter}${text}`;
}

function b36(value: number, width: number): string {
  const whole = Math.min(Math.max(Math.round(value) || 0, 0), 36 ** width - 1);
  return whole.toString(36).padStart(width, "0");
}

/** A code stands for itself if all codes of the question are one letter or digit: then it survives a reordering. */
function marks(question: QuestionData): readonly string[] {
  return question.codes.every((code) => /^[a-z0-9]$/.test(code)) ? question.codes : question.codes.map((_, index) => index.toString(36).slice(0, 1));
}

function response(answered: QuestionState, question: QuestionData): string {
  if (question.type === "fill-in" || question.type === "numeric") return "";
  const signs = marks(question);
  return answered.response.map((code) => signs[question.codes.indexOf(code)] ?? "-").join("");
}

/** What no longer exists is dropped: a choice alone, an order as a whole, since an order with a gap is none. */
function answer(chosen: string, question: QuestionData): readonly string[] {
  const signs = marks(question);
  const codes = [...chosen].map((sign) => question.codes[signs.indexOf(sign)] || "");
  if (question.type === "matching") return codes.length === (question.left?.length || 0) ? codes : [];
  if (question.type === "ordering" && (codes.includes("") || codes.length !== question.codes.length)) return [];
  return codes.filter(Boolean);
}

function written(test: TestState): string {
  const mark = (score: number | null): string => (score === null ? "--" : b36(score, 2));
  return b36(test.used, 1) + mark(test.best) + mark(test.last) + ((test.open ? 1 : 0) + (test.passed ? 2 : 0)) + b36(test.seed, 6) + b36(test.spent, 4);
}

function read(text: string): TestState | null {
  const parts = /^([0-9a-z])([0-9a-z]{2}|--)([0-9a-z]{2}|--)([0-3])([0-9a-z]{6})([0-9a-z]{4})$/.exec(text);
  if (!parts) return null;
  const mark = (score: string): number | null => (score === "--" ? null : Math.min(parseInt(score, 36), 100));
  const flags = Number(parts[4]);
  return {
    used: parseInt(parts[1]!, 36),
    best: mark(parts[2]!),
    last: mark(parts[3]!),
    open: (flags & 1) > 0,
    passed: (flags & 2) > 0,
    seed: parseInt(parts[5]!, 36),
    spent: parseInt(parts[6]!, 36),
  };
}

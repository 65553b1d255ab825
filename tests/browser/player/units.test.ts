/** What an answer is worth, and where a learner stands: the pure parts of the player. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData, KeyData, ModuleData, QuestionData, State } from "../../../build/runtime/src/contract";
import { EMPTY } from "../../../build/runtime/src/state";
import { decimal, latinDigits, within } from "../../../build/runtime/src/questions/decimal";
import { grade, typedNumber } from "../../../build/runtime/src/questions/grade";
import { plain } from "../../../build/runtime/src/questions/spelling";
import { missing, objectiveResults, standing } from "../../../build/runtime/src/standing";
import { score } from "../../../build/runtime/src/test/paper";

const QUESTION: QuestionData = { id: "q", code: "qqqq", type: "single", points: 1, attempts: 0, objective: "o", codes: ["a", "b", "c"], shuffle: true };
const of = (type: QuestionData["type"], rest: Partial<QuestionData> = {}): QuestionData => ({ ...QUESTION, type, ...rest });
const numeric = (text: string, value: string, tolerance = "0", units: readonly string[] = []): string =>
  grade(of("numeric", { codes: ["1"] }), { key: [], numbers: [{ value, tolerance, units }] }, { codes: [], texts: [text] }).outcome;
const filled = (text: string, accepted: readonly string[], rest: Partial<KeyData> = {}): string =>
  grade(of("fill-in", { codes: ["1"] }), { key: [], texts: [accepted], ...rest }, { codes: [], texts: [text] }).outcome;
const near = (value: string, target: string, tolerance: string): boolean => within(decimal(value)!, decimal(target)!, decimal(tolerance)!);

test("a number may be typed with Indian or Latin digits, and with either style of commas", () => {
  for (const typed of ["100000", "1,00,000", "100,000", "१,००,०००", "১০০০০০", "௧௦௦௦௦௦", "۱۰۰۰۰۰", "1 00 000", " 100000.00 ", "+100000"]) {
    assert.equal(numeric(typed, "100000"), "right", typed);
  }
});

test("commas where no number has them are no number, and so is a decimal comma", () => {
  for (const typed of ["10,00", "1,2,3", "1,0000", "3,5", "1..2", "", "-", ".", "twelve", "1.2.3"]) assert.equal(decimal(typed), null, typed);
});

test("a comparison of decimals has no rounding: 0.3 is within 0.1 of 0.2 and of 0.4, and 0.31 is not", () => {
  assert.ok(near("0.3", "0.2", "0.1"));
  assert.ok(near("0.3", "0.4", "0.1"));
  assert.ok(!near("0.31", "0.2", "0.1"));
  assert.ok(near("1.005", "1", "0.005"));
  assert.ok(!near("1.0050000000000000000000001", "1", "0.005"));
  assert.ok(near("12345678901234567890.1", "12345678901234567890.1", "0"));
  assert.ok(!near("12345678901234567891", "12345678901234567890", "0.5"));
});

test("signs and noughts do not matter where they say nothing", () => {
  assert.ok(near("-0", "0", "0"));
  assert.ok(near("007.50", "7.5", "0"));
  assert.ok(near("-1", "1", "2"));
  assert.ok(!near("-1", "1", "1.99"));
  assert.ok(near(".5", "0.50", "0"));
  assert.ok(near("\u22122.5".replace("\u2212", "-"), "-2.5", "0"));
  assert.equal(latinDigits("\u2212२\u066b५"), "-2.5");
});

test("a unit may be left out, or spelt in any accepted way, before or behind the number", () => {
  const units = ["days", "day", "दिन"];
  for (const typed of ["30", "30 days", "30days", "30 Days.", "३० दिन", "30  DAY"]) assert.equal(numeric(typed, "30", "0", units), "right", typed);
  assert.equal(numeric("30 hours", "30", "0", units), "wrong");
  for (const typed of ["Rs. 500", "Rs.500", "₹500", "₹ 500.00", "500 rs"]) assert.equal(numeric(typed, "500", "0", ["₹", "Rs"]), "right", typed);
});

test("what holds no number is known before it costs a try", () => {
  for (const typed of ["thirty", "", "days", "3,5 days"]) assert.equal(typedNumber(typed), null, typed);
  assert.deepEqual(typedNumber("30 days"), { number: "30 ", unit: "days" });
});

test("a word is compared after normalisation, without case, outer spaces or joiners", () => {
  assert.equal(filled("  Public   information\u00a0officer ", ["public information officer"]), "right");
  assert.equal(filled("ज़िला", ["ज\u093cिला"]), "right");
  assert.equal(filled("क्\u200dष", ["क्ष"]), "right");
  assert.equal(filled("applicant’s", ["applicant's"]), "right");
  assert.equal(filled("pio", ["PIO"], { case: true }), "wrong");
  assert.equal(filled("PIO", ["PIO"], { case: true }), "right");
  assert.equal(filled("", ["PIO"]), "wrong");
  assert.notEqual(plain("कि"), plain("की"));
});

test("of several right options all must be chosen and no other", () => {
  const key: KeyData = { key: ["a", "b"] };
  const outcome = (...codes: string[]): string => grade(of("multiple"), key, { codes }).outcome;
  assert.equal(outcome("a", "b"), "right");
  assert.equal(outcome("b", "a"), "right");
  assert.equal(outcome("a"), "wrong");
  assert.equal(outcome("a", "b", "c"), "wrong");
  assert.equal(outcome(), "wrong");
});

test("matching and ordering say of each part whether it is right", () => {
  const matched = grade(of("matching", { left: ["1", "2"] }), { key: ["x", "y"] }, { codes: ["x", ""] });
  assert.deepEqual(matched, { outcome: "wrong", parts: { 1: true, 2: false } });
  const ordered = grade(of("ordering"), { key: ["a", "b", "c"] }, { codes: ["a", "c", "b"] });
  assert.deepEqual(ordered, { outcome: "wrong", parts: { a: true, b: false, c: false } });
  assert.equal(grade(of("ordering"), { key: ["a", "b", "c"] }, { codes: [] }).outcome, "wrong");
});

test("a rating is neither right nor wrong", () => {
  assert.equal(grade(of("scale"), { key: [] }, { codes: ["a"] }).outcome, "neutral");
});

const drawn = (points: readonly number[]) => points.map((each, index) => ({ question: of("single", { id: String(index), points: each }), codes: [] }));

test("the score that is shown lies on the same side of the pass mark as the exact one", () => {
  const first = (right: number, all: number, mark: number) => score(drawn(Array<number>(all).fill(1)), ({ question }) => Number(question.id) < right, mark);
  assert.deepEqual(first(7, 10, 70), { won: 7, points: 10, percent: 70, passed: true });
  assert.deepEqual(first(16, 23, 70), { won: 16, points: 23, percent: 69, passed: false }); // 69.57
  assert.deepEqual(first(2, 3, 66.5), { won: 2, points: 3, percent: 67, passed: true });
  assert.deepEqual(first(1, 3, 33.4), { won: 1, points: 3, percent: 33, passed: false });
  assert.deepEqual(first(29, 100, 29), { won: 29, points: 100, percent: 29, passed: true });
});

const module = (id: string, rest: Partial<ModuleData> = {}): ModuleData => ({
  id, code: id, title: id, kind: "do", minutes: 3, page: `pages/${id}.html`, requires: [], objectives: [], questions: [], test: null, ...rest,
});
const TEST = { passMark: 50, attempts: 2, draw: 1, shuffle: false, review: "after-submit", timeLimit: null, final: true } as const;
const COURSE: CourseData = {
  id: "c", version: "1.0.0", title: "C", language: "en", dir: "ltr", name: "C", contact: { name: "n", email: "e" }, iri: "https://x/c", order: "in-order",
  units: [{ id: "u", title: "U", modules: ["one", "two", "exam"] }],
  modules: [module("exam", { kind: "test", test: TEST, questions: [of("single", { id: "t1" })] }), module("two", { requires: ["one"] }), module("one", { objectives: [{ id: "o", text: "O" }] })],
  glossary: {}, strings: {}, target: { tracker: "none" },
};
const taken = (used: number, best: number, passed: boolean) => ({ exam: { used, best, last: best, passed, open: false, seed: 1, spent: 0 } });

test("nothing done is nothing completed, and a course is completed when its last module is", () => {
  assert.deepEqual(standing(COURSE, EMPTY), { progress: 0, completed: false, passed: null, score: null, exhausted: false });
  const done: State = { ...EMPTY, modules: { one: "done", two: "done", exam: "done" }, tests: taken(1, 80, true) };
  assert.deepEqual(standing(COURSE, done), { progress: 1, completed: true, passed: true, score: 80, exhausted: false });
});

test("a test that is failed with no attempt left is told from one that can be taken again", () => {
  assert.deepEqual(standing(COURSE, { ...EMPTY, tests: taken(1, 20, false) }).exhausted, false);
  assert.deepEqual(standing(COURSE, { ...EMPTY, tests: taken(2, 20, false) }).exhausted, true);
  assert.equal(standing(COURSE, { ...EMPTY, tests: taken(2, 20, false) }).passed, false);
});

test("where the order binds, a module opens when all before it are done", () => {
  const two = COURSE.modules[1]!;
  assert.deepEqual(missing(COURSE, EMPTY, two).map(({ id }) => id), ["one"]);
  assert.deepEqual(missing(COURSE, { ...EMPTY, modules: { one: "done" } }, two), []);
  assert.deepEqual(missing({ ...COURSE, order: "free" }, EMPTY, COURSE.modules[0]!), []);
});

test("an objective is passed by the questions that assess it, and else completed with its module", () => {
  const first = (state: State) => objectiveResults(COURSE, state)[0];
  assert.deepEqual(first(EMPTY), { id: "o", score: null, status: "not attempted" });
  assert.deepEqual(first({ ...EMPTY, modules: { one: "done" } }), { id: "o", score: null, status: "completed" });
  const asked = (outcome: "right" | "wrong"): State => ({ ...EMPTY, tests: taken(1, 0, false), questions: { t1: { outcome, tries: 1, response: ["a"] } } });
  assert.deepEqual(first(asked("wrong")), { id: "o", score: 0, status: "failed" });
  assert.deepEqual(first(asked("right")), { id: "o", score: 100, status: "passed" });
  const running = asked("right");
  const open: State = { ...running, tests: { exam: { ...running.tests["exam"]!, open: true } } };
  assert.deepEqual(first(open), { id: "o", score: null, status: "not attempted" });
});

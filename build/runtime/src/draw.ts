/** The paper of a test attempt: which questions, and in which order, made from one number (PAGES.md, "Draw and shuffle"). */

import type { ModuleData, QuestionData } from "./contract";

/** A drawn question and the order in which its codes are shown. */
export interface Drawn {
  readonly question: QuestionData;
  readonly codes: readonly string[];
}

const SHUFFLED: readonly string[] = ["single", "multiple", "matching", "ordering"];

/** Return a new random 31-bit number. `Math.random` will do: nothing is secret about it. */
export function newSeed(): number {
  return Math.floor(Math.random() * 0x80000000);
}

/** Return the questions of an attempt: the same seed gives the same paper, in every browser and whatever the order of the source. */
export function drawPaper(module: ModuleData, seed: number): readonly Drawn[] {
  const random = mulberry32(seed);
  const bank = [...module.questions].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const drawn = shuffled(bank, random).slice(0, module.test?.draw || bank.length);
  if (!module.test?.shuffle) {
    return module.questions.filter((question) => drawn.includes(question)).map((question) => ({ question, codes: question.codes }));
  }
  return drawn.map((question) => ({ question, codes: shuffles(question) ? shuffled(question.codes, random) : question.codes }));
}

function shuffles(question: QuestionData): boolean {
  return question.shuffle && SHUFFLED.includes(question.type);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** The generator mulberry32, public domain, by Tommy Ettinger: 32 bits of state, the same in every engine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What an answer is worth: pure functions over a question, its key and the answer. */

import type { Answer, KeyData, QuestionData } from "../contract";
import { decimal, latinDigits, within } from "./decimal";
import { plain } from "./spelling";

/** `outcome` of the whole; `parts` says of each chosen option, left side, item or blank whether it is right, by its code. */
export interface Grade {
  readonly outcome: "right" | "wrong" | "neutral";
  readonly parts: Readonly<Record<string, boolean>>;
}

type NumberKey = NonNullable<KeyData["numbers"]>[number];

/** A typed number and what stands before or behind it; null where there is no number to read. */
export function typedNumber(text: string): { readonly number: string; readonly unit: string } | null {
  const match = /^((?:\D*[^\d\s.,+-]\.?)?\s*)([+-]?\s*(?:\.\d|\d)[\d,. ]*)(.*)$/s.exec(latinDigits(plain(text)));
  if (!match || decimal(match[2] || "") === null) return null;
  return { number: match[2] || "", unit: `${match[1] || ""}${match[3] || ""}`.trim() };
}

function sameUnit(unit: string, key: NumberKey): boolean {
  const bare = (text: string): string => latinDigits(plain(text)).replace(/[.\s]/g, "");
  return unit === "" || key.units.some((accepted) => bare(accepted) === bare(unit));
}

function rightNumber(text: string, key: NumberKey): boolean {
  const typed = typedNumber(text);
  const value = typed && decimal(typed.number);
  const target = decimal(key.value);
  const tolerance = decimal(key.tolerance);
  return !!(typed && value && target && tolerance) && sameUnit(typed.unit, key) && within(value, target, tolerance);
}

function judged(codes: readonly string[], right: (code: string, index: number) => boolean): Grade {
  const parts: Record<string, boolean> = {};
  codes.forEach((code, index) => {
    parts[code] = right(code, index);
  });
  return { outcome: codes.every((code) => parts[code]) ? "right" : "wrong", parts };
}

export function grade(question: QuestionData, key: KeyData, answer: Answer): Grade {
  switch (question.type) {
    case "scale":
      return { outcome: "neutral", parts: {} };
    case "matching":
      return judged(question.left || [], (_left, index) => answer.codes[index] === key.key[index]);
    case "ordering":
      return judged(key.key, (code, index) => answer.codes[index] === code);
    case "fill-in":
      return judged(question.codes, (_code, index) => {
        const typed = plain(answer.texts?.[index] || "", key.case);
        return (key.texts?.[index] || []).some((accepted) => plain(accepted, key.case) === typed);
      });
    case "numeric":
      return judged(question.codes, (_code, index) => {
        const number = key.numbers?.[index];
        return number !== undefined && rightNumber(answer.texts?.[index] || "", number);
      });
    default: {
      const graded = judged(answer.codes, (code) => key.key.includes(code));
      const complete = key.key.every((code) => answer.codes.includes(code));
      return { ...graded, outcome: complete && graded.outcome === "right" ? "right" : "wrong" };
    }
  }
}

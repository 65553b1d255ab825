/** Interactions as rows of element and value, in the forms of a dialect. */

import type { Interaction, QuestionType } from "../contract";
import { latinDigits } from "../questions/decimal";
import type { Forms, Rows } from "./dialect";

const TYPES: Record<QuestionType, string> = {
  single: "choice",
  multiple: "choice",
  "true-false": "true-false",
  matching: "matching",
  ordering: "sequencing",
  "fill-in": "fill-in",
  numeric: "numeric",
  scale: "likert",
};

/** Return the elements of one interaction below `cmi.interactions.<n>.`, in the order in which a platform wants them. */
export function interactionRows(interaction: Interaction, forms: Forms): Rows {
  const { question, context, answer, key, outcome, seconds, at } = interaction;
  const attempt = /\.(\d+)$/.exec(context)?.[1];
  const several = question.type === "numeric" && question.codes.length > 1;
  const typed = question.type === "fill-in" || several;
  const rows: [string, string][] = [
    ["id", identifier(attempt ? question.id + forms.attempt + attempt : question.id, forms.longest)],
    ["type", several ? "fill-in" : TYPES[question.type]],
  ];
  if (question.objective) rows.push(["objectives.0.id", identifier(question.objective, forms.longest)]);
  rows.push([forms.time, forms.when(at)]);
  const pattern = typed ? "1" : question.type === "numeric" ? range(interaction, forms) : written(question.type, key.key, forms, question.left);
  if (pattern) rows.push(["correct_responses.0.pattern", pattern]);
  rows.push(["weighting", String(question.points)]);
  // what a learner typed never leaves the page: 1 is an accepted text, 0 another
  const response = typed ? (outcome === "right" ? "1" : "0") : question.type === "numeric" ? number(answer.texts?.[0], forms) : written(question.type, answer.codes, forms, question.left);
  if (response) rows.push([forms.response, response]);
  rows.push(["result", outcome === "right" ? "correct" : outcome === "wrong" ? forms.wrong : outcome], ["latency", forms.timespan(seconds)]);
  return rows;
}

/** Return a name as ASCII that every platform takes as an identifier. */
export function identifier(name: string, longest: number): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, longest);
}

function written(type: QuestionType, codes: readonly string[], forms: Forms, left: readonly string[] = []): string {
  if (type === "matching") return list(left.map((side, index) => codes[index] && side + forms.to + codes[index]), forms);
  if (type === "true-false") return forms.truth(codes[0] ?? "");
  return list(type === "multiple" ? [...codes].sort() : codes, forms);
}

function list(parts: readonly (string | undefined)[], { and, longest }: Forms): string {
  let text = "";
  for (const part of parts) {
    if (part && text.length + and.length + part.length <= longest) text += text ? and + part : part;
  }
  return text;
}

function range({ key }: Interaction, forms: Forms): string {
  const [wanted] = key.numbers ?? [];
  const value = number(wanted?.value, forms);
  return value && forms.range(value, wanted?.tolerance ?? "0");
}

/** Return the number in a typed text in Latin digits with a point, or "" if it holds none. */
function number(text = "", { longest }: Forms): string {
  const found = /-?\d[\d, ]*(\.\d+)?|-?\.\d+/.exec(latinDigits(text))?.[0] ?? "";
  return found.replace(/[, ]/g, "").replace(/^(-?)\./, "$10.").slice(0, longest);
}

/** An answer as xAPI tells it: the question with its words and its key, and what was answered (xAPI 1.0.3, Data, appendix C). */

import type { CourseData, Interaction, QuestionType } from "../../contract";
import { describe } from "../../questions/describe";
import { typedNumber } from "../../questions/grade";
import type { Activities } from "./activities";
import { type Draft, duration } from "./statements";
import { typeIri } from "./vocabulary";

const TYPES: Partial<Record<QuestionType, string>> = { single: "choice", multiple: "choice", ordering: "sequencing", scale: "likert" };

/** Return what is said of an answer. Of what is typed into a blank only a single number is told. */
export function answered(interaction: Interaction, course: CourseData, activities: Activities): Pick<Draft, "object" | "result" | "context"> {
  const { question, answer, key, outcome } = interaction;
  const { codes, type: form } = question;
  const left = question.left || [];
  const type = form === "numeric" && codes.length > 1 ? "fill-in" : TYPES[form] || form;
  const found = describe(interaction.form());
  const module = course.modules.find(({ questions }) => questions.includes(question))!;
  const about = activities.module(module);

  const written = (given: readonly string[]): string => {
    if (type === "true-false") return String(given[0] === "t");
    if (type === "matching") return left.map((side, index) => given[index] && `${side}[.]${given[index]}`).filter(Boolean).join("[,]");
    return (form === "multiple" ? [...given].sort() : given).join("[,]");
  };
  const parts = (ids: readonly string[], words: Readonly<Record<string, string>>): unknown => ids.map((id) => ({ id, description: activities.words(words[id] || "") }));
  const options = parts(codes, found.options);
  const components = {
    choice: { choices: options },
    sequencing: { choices: options },
    likert: { scale: options },
    matching: { source: parts(left, found.left), target: options },
  }[type];
  const [number] = key.numbers || [];
  const response = type === "numeric" ? numberOf((answer.texts || [])[0] || "") : type === "fill-in" ? "" : written(answer.codes);
  const pattern = type === "numeric" ? number && range(number.value, number.tolerance) : type === "fill-in" ? "" : written(key.key);

  return {
    object: {
      id: `${about.id}/${question.id}`,
      definition: {
        type: typeIri("cmi.interaction"),
        name: activities.words(found.stem || question.id),
        description: activities.words(found.stem),
        interactionType: type,
        correctResponsesPattern: pattern ? [pattern] : undefined,
        ...components,
      },
    },
    result: { success: outcome === "neutral" ? undefined : outcome === "right", response: response || undefined, duration: duration(interaction.seconds) },
    context: activities.around(module, about, question.objective ? activities.objective(question.objective) : undefined),
  };
}

/** Return a typed number in Latin digits, with a point and nothing else. */
function numberOf(text: string): string {
  const typed = typedNumber(text);
  return typed ? String(Number(typed.number.replace(/[, ]/g, ""))) : "";
}

function range(value: string, tolerance: string): string {
  const [middle, off] = [Number(value), Number(tolerance) || 0];
  return [middle - off, middle + off].map((end) => Number(end.toFixed(7))).join("[:]");
}

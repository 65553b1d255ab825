/** The types of questions and their faces. */

import type { QuestionType } from "../contract";
import { choice } from "./choice";
import type { Face } from "./face";
import { matching } from "./matching";
import { ordering } from "./ordering";
import { typed } from "./typed";

export const FACES: Readonly<Record<QuestionType, Face>> = {
  single: choice,
  multiple: choice,
  "true-false": choice,
  scale: choice,
  matching,
  ordering,
  "fill-in": typed,
  numeric: typed,
};

/** The names that statements are made of: ADL's, cmi5's and those of our own profile (`karmakit/profile.jsonld`). */

const ADL = "http://adlnet.gov/expapi/";
const W3ID = "https://w3id.org/xapi/";
const CMI5 = `${W3ID}cmi5/context/`;

export type Verb = "initialized" | "experienced" | "attempted" | "answered" | "progressed" | "completed" | "passed" | "failed" | "terminated";

/** Return the IRI of a verb; all of them are ADL's. */
export function verbIri(verb: Verb): string {
  return `${ADL}verbs/${verb}`;
}

/** Return the IRI of one of ADL's types of activities. */
export function typeIri(type: "course" | "lesson" | "assessment" | "objective" | "cmi.interaction"): string {
  return `${ADL}activities/${type}`;
}

/** Categories of what cmi5 defines, of what bears on moving on, and of everything else that we say. */
export const DEFINED = `${CMI5}categories/cmi5`;
export const MOVE_ON = `${CMI5}categories/moveon`;
export const OURS = `${W3ID}karmakit/v1`;

export const SESSION = `${CMI5}extensions/sessionid`;
export const MASTERY = `${CMI5}extensions/masteryscore`;
export const PROGRESS = `${W3ID}cmi5/result/extensions/progress`;
export const COMPETENCIES = `${W3ID}karmakit/extensions/competencies`;

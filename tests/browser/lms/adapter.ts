/** What the tests of the tracker drive, without the player around it. */

import type { CourseData, Interaction, Tracker } from "../../../build/runtime/src/contract";
import { SCORM12, timespan } from "../../../build/runtime/src/tracker/cmi12";
import { duration, SCORM2004, timestamp } from "../../../build/runtime/src/tracker/cmi2004";
import { identifier as identifierUpTo, interactionRows as interactionRowsIn } from "../../../build/runtime/src/tracker/interactions";
import { scorm } from "../../../build/runtime/src/tracker/scorm";

export { drawPaper, newSeed } from "../../../build/runtime/src/draw";
export { fnv1a, unseal } from "../../../build/runtime/src/seal";
export { decode, EMPTY, encode, merge } from "../../../build/runtime/src/state";
export { statusOf } from "../../../build/runtime/src/tracker/cmi12";
export { leavingWithin } from "../../../build/runtime/src/tracker/index";
export { mayReplace } from "../../../build/runtime/src/tracker/scorm-recorder";
export { duration, timespan, timestamp };

const DIALECTS = { scorm12: SCORM12, scorm2004: SCORM2004 } as const;

/** The tracker that the course's target names. */
export function createTracker(course: CourseData): Tracker {
  return scorm(course, dialectOf(course.target.tracker));
}

export const identifier = (name: string): string => identifierUpTo(name, SCORM12.forms.longest);

export const interactionRows = (interaction: Interaction, tracker = "scorm12"): unknown => interactionRowsIn(interaction, dialectOf(tracker).forms);

function dialectOf(tracker: string): (typeof DIALECTS)[keyof typeof DIALECTS] {
  return DIALECTS[tracker as keyof typeof DIALECTS];
}

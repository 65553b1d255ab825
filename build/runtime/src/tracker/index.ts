/** The way to the platform: one tracker for whatever the target names. */

import type { CourseData, Tracker } from "../contract";
import { noTracker } from "./none";
import { scorm12 } from "./scorm12";

export { leavingWithin } from "./leaving";

/** Return the tracker of the course's target. */
export function createTracker(course: CourseData): Tracker {
  return course.target.tracker === "scorm12" ? scorm12(course) : noTracker(course);
}

/** What the player needs of a tracker, whichever platform it speaks to; each bundle carries one (`src/players/`). */

import type { CourseData, Tracker } from "../contract";

export { leavingWithin } from "./leaving";
export { noTracker } from "./none";

/** Makes the tracker of a course. */
export type Launcher = (course: CourseData) => Tracker;

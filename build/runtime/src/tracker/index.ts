/** What the player needs of a tracker, whichever platform it speaks to; each bundle carries one (`src/players/`). */

export { leavingWithin } from "./leaving";
export { noTracker } from "./none";

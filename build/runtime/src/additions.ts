/** What a kind of platform adds to the player's pages, each part made when its place is shown. */

import type { Trouble } from "./contract";

export interface Additions {
  /** A section of the cover. */
  readonly cover?: () => HTMLElement;
  /** What can be done with the learner's record, where it is spoken of. */
  readonly record?: () => HTMLElement;
  /** What can be done about a trouble, in the bar that tells it. */
  readonly trouble?: (trouble: Trouble) => HTMLElement | null;
  /** Parts of the settings; `cover` is the way to a place on the cover. */
  readonly settings?: (cover: (anchor: string) => string) => readonly HTMLElement[];
}

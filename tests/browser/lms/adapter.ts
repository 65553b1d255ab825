/** What the tests of the tracker drive, without the player around it. */

export { drawPaper, newSeed } from "../../../build/runtime/src/draw";
export { fnv1a, unseal } from "../../../build/runtime/src/seal";
export { decode, EMPTY, encode, merge } from "../../../build/runtime/src/state";
export { identifier, interactionRows, mayReplace, statusOf, timespan } from "../../../build/runtime/src/tracker/cmi12";
export { leavingWithin } from "../../../build/runtime/src/tracker/index";
export { scorm12 as createTracker } from "../../../build/runtime/src/tracker/scorm12";

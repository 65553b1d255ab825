/** Names for statements, given before the first try, so that what is sent twice is stored once. */

import { fnv1a } from "../../seal";

/** Return an id that nothing else has. */
export function newId(): string {
  return idOf(String(crypto.getRandomValues(new Uint32Array(4))));
}

/** Return the id that belongs to a name, the same on every device: for what may be said only once (RFC 9562, in the form of version 5). */
export function idOf(...name: readonly string[]): string {
  const hex = [0, 1, 2, 3].map((part) => fnv1a(JSON.stringify([part, name, part])).toString(16).padStart(8, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-5$3-a$4-$5");
}

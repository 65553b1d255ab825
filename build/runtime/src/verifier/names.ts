/** Names of people, as they are compared: who is on the roster may write a name otherwise in Git. */
import type { Person } from "./models";

/** Return a name as it is compared, letter by letter: `Asha` is `asha`, and `ß` is `SS`. */
export function folded(name: string): string {
  return Array.from(name, (letter) => letter.toUpperCase().toLowerCase()).join("");
}

/** Say whether a person, under any of their names, is one of those; `folded` names. */
export function isOneOf(person: Person, names: ReadonlySet<string>): boolean {
  return [person.id, ...person.known_as].some((name) => names.has(folded(name)));
}

/** The journal: what the platform has not taken yet, kept on the device until it has. */

import type { ObjectiveResult, Standing } from "../contract";
import { fnv1a } from "../seal";
import { quiet } from "./quiet";

/** An interaction, as rows of element and value. */
export type Entry = readonly (readonly [string, string])[];

export interface Unsent {
  readonly state: string;
  readonly standing: Standing | null;
  readonly objectives: readonly ObjectiveResult[];
  readonly entries: readonly Entry[];
}

export interface Journal {
  read(): Unsent | null;
  write(unsent: Unsent): void;
  clear(): void;
}

/** Return a name for a learner that says nothing about the person. */
export function nameless(learner: string): string {
  return learner && fnv1a(learner).toString(36) + fnv1a(learner, 0x9747b28c).toString(36);
}

/**
 * Return the journal of one course and learner. With a learner it outlives the tab; where the platform names nobody it must not:
 * on a shared computer it would credit the next person.
 */
export function journalOf(iri: string, learner: string): Journal {
  const key = `karmakit:${iri}:${learner}`;
  // either may be missing, full or forbidden: then the next one, and memory at last
  const stores = [() => (learner ? localStorage : sessionStorage), () => sessionStorage];
  return {
    read: () => quiet(() => parsed(stores.map((store) => quiet(() => store().getItem(key), null)).find(Boolean)), null),
    write(unsent) {
      const text = JSON.stringify(unsent);
      stores.some((store) => quiet(() => (store().setItem(key, text), true), false));
    },
    clear: () => stores.forEach((store) => quiet(() => store().removeItem(key), undefined)),
  };
}

function parsed(text: string | null | undefined): Unsent | null {
  const found = JSON.parse(text ?? "null") as Unsent | null;
  return found && typeof found.state === "string" && Array.isArray(found.entries) && Array.isArray(found.objectives) ? found : null;
}

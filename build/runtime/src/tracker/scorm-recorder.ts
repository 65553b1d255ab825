/** Writes what changed into a SCORM session, in one go, and commits it. */

import type { ObjectiveResult, Standing } from "../contract";
import type { Dialect } from "./dialect";
import { identifier } from "./interactions";
import type { Entry, Unsent } from "./journal";
import type { Refusal, Session } from "./scorm-session";

export interface Facts extends Unsent {
  /** Id of the module the learner is in. */
  readonly place: string;
}

export interface Recorder {
  /** Say that the learner has begun. */
  begin(): void;
  /** Write and commit; null if the platform has taken everything that counts. */
  write(facts: Facts, seconds: number): Refusal | null;
  /** Say where the learner goes from here, right before the session ends; `on`: from a module that was launched alone to the next. */
  farewell(on: boolean): void;
  /** How many interactions the platform has taken for good; null if it was not asked yet. */
  count(): number | null;
}

/** What a platform says of somebody who has not begun. */
const NOT_BEGUN = ["", "not attempted", "unknown"];

/** Return whether the status `next` may stand where the platform holds `held`: nothing that was achieved is taken back. */
export function mayReplace(held: string, next: string): boolean {
  return held !== next && held !== "passed" && (held !== "completed" || next === "passed");
}

/**
 * Return a recorder: `tested` tells whether a test decides, `first` the place of the next interaction where the platform says that
 * it holds so many (null: it does not say).
 */
export function recorderOf(session: Session, dialect: Dialect, tested: boolean, first: (held: number | null) => number): Recorder {
  const { elements, results } = dialect;
  const credit = session.get(elements.credit) !== "no-credit";
  const sent = new Map<string, string>();
  const places = new Map<Entry, number>();
  const held = new Map<string, string>();
  let heldScore: number | null = null;
  let listens = credit && !session.igot;
  let next = -1;
  let objectives: Map<string, number> | null = null;
  let worst: Refusal | null = null;
  let uncommitted = false;

  /** The status that the platform holds; iGOT may change it at any time. */
  const holds = (element: string): string => {
    if (session.igot || !held.has(element)) held.set(element, session.get(element));
    return held.get(element) ?? "";
  };
  const blame = (refusal: Refusal): void => {
    if (worst !== "lost") worst = refusal === "lost" ? refusal : "now";
  };
  const put = (element: string, value: string): Refusal | null => {
    if (sent.get(element) === value) return null;
    if (worst === "lost") return worst;
    let refusal = session.set(element, value);
    if (refusal === "now") refusal = session.set(element, value);
    if (refusal === "lost") blame(refusal);
    if (!refusal) {
      sent.set(element, value);
      uncommitted = true;
    }
    return refusal;
  };
  /** What a learner would miss: a refusal is told. */
  const must = (element: string, value: string): boolean => {
    const refusal = put(element, value);
    if (refusal) blame(refusal);
    return !refusal;
  };

  /** Return false where the rest must wait, so that the answers stand in their order. */
  const putEntry = (entry: Entry): boolean => {
    if (next < 0) next = first(counted(session.get("cmi.interactions._count")));
    const n = places.get(entry) ?? next;
    for (const [name, value] of entry) {
      const refusal = put(`cmi.interactions.${n}.${name}`, value);
      if (name === "id" && refusal === "never") {
        // no interactions here, or none of this kind: the state holds the answer all the same
        listens = listens && n > 0;
        return true;
      }
      if (refusal && refusal !== "never") blame(refusal);
      if (name === "id" && refusal) return false;
      // what follows is understood by its type
      if (name === "type" && refusal) return true;
      if (name === "id" && !places.has(entry)) {
        places.set(entry, n);
        next = n + 1;
      }
    }
    return true;
  };

  const putObjectives = (told: readonly ObjectiveResult[]): void => {
    objectives = objectives ?? knownObjectives(session);
    if (!objectives) return;
    for (const result of told) {
      if (result.status === "not attempted") continue;
      const name = identifier(result.id, dialect.forms.longest);
      const n = objectives.get(name) ?? objectives.size;
      const at = `cmi.objectives.${n}.`;
      if (!objectives.has(name)) {
        if (put(`${at}id`, name)) return;
        objectives.set(name, n);
      }
      for (const [element, value] of dialect.objective(result)) put(at + element, value);
      if (result.score !== null) putScore(at, result.score);
    }
  };

  const putScore = (at: string, score: number): boolean => {
    const refusals = dialect.score(Math.min(Math.max(Math.round(score), 0), 100)).map(([element, value]) => put(at + element, value));
    return !refusals[0];
  };

  const putStanding = (standing: Standing): void => {
    if (tested && credit && standing.score !== null) {
      heldScore = heldScore ?? counted(session.get(`${results}score.raw`)) ?? -1;
      // a platform takes the score as the grade: it never falls
      if (standing.score > heldScore && !putScore(results, standing.score)) blame("now");
    }
    for (const [element, value] of dialect.measures(standing)) put(element, value);
    for (const [element, status] of dialect.statuses(standing, tested)) {
      if (mayReplace(holds(element), status) && must(element, status)) held.set(element, status);
    }
  };

  return {
    begin() {
      if (session.igot) return;
      if (NOT_BEGUN.includes(holds(elements.completion)) && !put(elements.completion, "incomplete")) held.set(elements.completion, "incomplete");
      put(elements.exit, "suspend");
    },
    write({ state, place, standing, objectives: told, entries }, seconds) {
      worst = null;
      entries.every((entry) => listens && putEntry(entry));
      if (listens) putObjectives(told);
      if (standing) putStanding(standing);
      if (state.length > dialect.room) blame("now");
      else if (state) must("cmi.suspend_data", state);
      if (place && !session.igot) put(elements.place, place);
      put(elements.exit, "suspend");
      put(elements.time, dialect.forms.timespan(seconds));
      const outcome = worst as Refusal | null;
      if (outcome === "lost") return outcome;
      const refusal = uncommitted ? session.commit() : null;
      if (refusal) {
        // what a platform dropped with the commit must be said again
        sent.clear();
        return refusal === "lost" ? refusal : "now";
      }
      uncommitted = false;
      if (!outcome) {
        places.clear();
        sent.forEach((_, element) => element.startsWith("cmi.interactions.") && sent.delete(element));
      }
      return outcome;
    },
    farewell(on) {
      if (!session.igot) for (const [element, value] of dialect.farewell(on, session.get)) put(element, value);
    },
    count: () => (next < 0 ? null : next - places.size),
  };
}

function counted(text: string): number | null {
  const value = Number(text);
  return text !== "" && value >= 0 ? Math.round(value) : null;
}

/** Return the objectives that the platform holds already, or null if it keeps none. */
function knownObjectives(session: Session): Map<string, number> | null {
  if (!session.get("cmi.objectives._children").includes("status")) return null;
  const known = new Map<string, number>();
  const count = counted(session.get("cmi.objectives._count")) ?? 0;
  for (let n = 0; n < count; n++) known.set(session.get(`cmi.objectives.${n}.id`) || `?${n}`, n);
  return known;
}

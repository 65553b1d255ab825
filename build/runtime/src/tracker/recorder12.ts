/** Writes what changed into a SCORM 1.2 session, in one go, and commits it. */

import type { ObjectiveResult, Standing } from "../contract";
import { identifier, mayReplace, statusOf, timespan } from "./cmi12";
import type { Entry, Unsent } from "./journal";
import type { Refusal, Session } from "./session12";

/** SCORM 1.2 promises no more room for `cmi.suspend_data`. */
export const ROOM = 4096;

export interface Facts extends Unsent {
  /** Id of the module the learner is in. */
  readonly place: string;
}

export interface Recorder {
  /** Say that the learner has begun. */
  begin(): void;
  /** Write and commit; null if the platform has taken everything that counts. */
  write(facts: Facts, seconds: number): Refusal | null;
  /** How many interactions the platform has taken for good; null if it was not asked yet. */
  count(): number | null;
}

/**
 * Return a recorder: `tested` tells whether a test decides, `first` the place of the next interaction where the platform says that
 * it holds so many (null: it does not say).
 */
export function recorderOf(session: Session, tested: boolean, first: (held: number | null) => number): Recorder {
  const credit = session.get("cmi.core.credit") !== "no-credit";
  const sent = new Map<string, string>();
  const places = new Map<Entry, number>();
  let held = session.get("cmi.core.lesson_status");
  let heldScore: number | null = null;
  let listens = credit && !session.igot;
  let next = -1;
  let objectives: Map<string, number> | null = null;
  let worst: Refusal | null = null;
  let uncommitted = false;

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
      if (name === "id" && !places.has(entry)) {
        places.set(entry, n);
        next = n + 1;
      }
    }
    return true;
  };

  const putObjectives = (results: readonly ObjectiveResult[]): void => {
    objectives = objectives ?? knownObjectives(session);
    if (!objectives) return;
    for (const { id, score, status } of results) {
      if (status === "not attempted") continue;
      const name = identifier(id);
      const n = objectives.get(name) ?? objectives.size;
      const at = `cmi.objectives.${n}.`;
      if (!objectives.has(name)) {
        if (put(`${at}id`, name)) return;
        objectives.set(name, n);
      }
      put(`${at}status`, status);
      if (score !== null) putScore(at, score);
    }
  };

  const putScore = (at: string, score: number): boolean => {
    const refusal = put(`${at}score.raw`, String(Math.min(Math.max(Math.round(score), 0), 100)));
    put(`${at}score.min`, "0");
    put(`${at}score.max`, "100");
    return !refusal;
  };

  const putStanding = (standing: Standing): void => {
    if (tested && credit && standing.score !== null) {
      heldScore = heldScore ?? counted(session.get("cmi.core.score.raw")) ?? -1;
      // a platform takes the score as the grade: it never falls
      if (standing.score > heldScore && !putScore("cmi.core.", standing.score)) blame("now");
    }
    if (session.igot) held = session.get("cmi.core.lesson_status");
    const status = statusOf(standing, tested);
    if (mayReplace(held, status) && must("cmi.core.lesson_status", status)) held = status;
  };

  return {
    begin() {
      if (session.igot) return;
      if ((held === "" || held === "not attempted") && !put("cmi.core.lesson_status", "incomplete")) held = "incomplete";
      put("cmi.core.exit", "suspend");
    },
    write({ state, place, standing, objectives: results, entries }, seconds) {
      worst = null;
      entries.every((entry) => listens && putEntry(entry));
      if (listens) putObjectives(results);
      if (standing) putStanding(standing);
      if (state.length > ROOM) blame("now");
      else if (state) must("cmi.suspend_data", state);
      if (place && !session.igot) put("cmi.core.lesson_location", place);
      put("cmi.core.exit", "suspend");
      put("cmi.core.session_time", timespan(seconds));
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

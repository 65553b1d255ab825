/** Statements, as pure functions: what is said first as a draft, and in full once the session is known. */

import type { CourseData } from "../../contract";
import type { Address, LaunchData } from "./launch";
import { DEFINED, MASTERY, MOVE_ON, OURS, type Verb, verbIri } from "./vocabulary";

export type Words = Readonly<Record<string, string>>;

export interface Activity {
  readonly objectType?: "Activity";
  readonly id: string;
  readonly definition?: { readonly type: string; readonly name: Words | undefined; readonly description?: Words | undefined; readonly [more: string]: unknown };
}

export interface Result {
  readonly score?: undefined | { readonly scaled: number; readonly raw: number; readonly min: 0; readonly max: 100 };
  readonly success?: boolean | undefined;
  readonly completion?: true | undefined;
  readonly response?: string | undefined;
  readonly duration?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

type Place = "parent" | "grouping" | "category" | "other";

export interface Context {
  readonly contextActivities?: { readonly [place in Place]?: Activity | readonly Activity[] | undefined };
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly [more: string]: unknown;
}

/** A statement before its session is known. `kind`: what cmi5 defines, of that what bears on moving on, or what it allows. */
export interface Draft {
  readonly id: string;
  readonly verb: Verb;
  readonly kind: "defined" | "moveon" | "allowed";
  readonly object: Activity;
  readonly result?: Result | undefined;
  readonly context?: Context | undefined;
  readonly timestamp: string;
}

export interface Statement {
  readonly id: string;
  readonly actor: Address["actor"];
  readonly verb: { readonly id: string; readonly display: Words };
  readonly object: Activity;
  readonly result?: Result | undefined;
  readonly context: Context;
  readonly timestamp: string;
}

/** Return seconds as a duration with two decimals. */
export function duration(seconds: number): string {
  return `PT${seconds.toFixed(2)}S`;
}

/** Return the score that stands for a share in per cent. */
export function scoreOf(percent: number): NonNullable<Result["score"]> {
  return { scaled: Math.round(percent * 100) / 10_000, raw: percent, min: 0, max: 100 };
}

/**
 * Return a statement in full. What the platform's template says of the context stays as it is (cmi5, clause 10.2.1).
 */
export function complete(draft: Draft, address: Address, { contextTemplate, mastery }: Pick<LaunchData, "contextTemplate" | "mastery">, course: Pick<CourseData, "version" | "language">): Statement {
  const { id, verb, kind, object, result, context = {}, timestamp } = draft;
  const given = contextTemplate.contextActivities || {};
  const ours = { ...context.contextActivities, category: (kind === "allowed" ? [OURS] : kind === "moveon" ? [DEFINED, MOVE_ON] : [DEFINED]).map((category) => ({ id: category })) };
  const activities: Partial<Record<Place, readonly Activity[]>> = {};
  for (const place of ["parent", "grouping", "category", "other"] as const) {
    const all = list(given[place]);
    for (const own of list(ours[place])) if (own.id !== object.id && !all.some((one) => one.id === own.id)) all.push(own);
    if (all.length) activities[place] = all;
  }
  const judged = kind === "moveon" && verb !== "completed" && mastery !== null;
  const extensions = { ...context.extensions, ...(judged && { [MASTERY]: mastery }), ...contextTemplate.extensions };
  return {
    id,
    actor: address.actor,
    verb: { id: verbIri(verb), display: { en: verb } },
    object: { objectType: "Activity", ...object },
    result,
    context: {
      revision: course.version,
      language: course.language,
      ...contextTemplate,
      registration: address.registration,
      contextActivities: activities,
      extensions: Object.keys(extensions).length ? extensions : undefined,
    },
    timestamp,
  };
}

function list(activities: Activity | readonly Activity[] | undefined): Activity[] {
  return activities ? ([] as Activity[]).concat(activities) : [];
}

/** What a platform says at the launch: where the record is kept, who learns, and what of. */

import type { CourseData } from "../../contract";
import { nameless } from "../journal";
import { quiet } from "../quiet";
import { idOf } from "./ids";
import type { Context } from "./statements";

export interface Address {
  /** Ends with a slash. */
  readonly endpoint: string;
  /** cmi5: where the credentials are fetched, once. */
  readonly fetch: string;
  /** The `Authorization` header, where the launch names it. */
  readonly auth: string;
  /** As the platform wrote it: every request repeats it letter by letter. */
  readonly actor: Readonly<Record<string, unknown>>;
  readonly registration: string;
  readonly activity: string;
  /** A name for actor, registration and endpoint that tells none of them. */
  readonly owner: string;
}

/** `LMS.LaunchData` (cmi5, clause 10.2), as far as it matters here. */
export interface LaunchData {
  readonly contextTemplate: Context;
  readonly mode: "normal" | "browse" | "review";
  /** Least scaled score that is a pass, or null. */
  readonly mastery: number | null;
  readonly returnTo: string;
}

/** Return what the query of the launch says, or null if it is none. */
export function addressOf(query: string, course: CourseData): Address | null {
  const found = new URLSearchParams(query);
  const cmi5 = course.target.tracker === "cmi5";
  const text = (name: string): string => found.get(name) || "";
  const [endpoint, fetch, auth] = [web(text("endpoint")).replace(/\/*$/, "/"), web(text("fetch")), text("auth")];
  const actor = agent(quiet(() => JSON.parse(text("actor")) as unknown, null), cmi5);
  const activity = text(cmi5 ? "activityId" : "activity_id") || (cmi5 ? "" : course.iri);
  if (endpoint === "/" || !actor || !activity || !(cmi5 ? fetch : auth)) return null;
  const who = JSON.stringify(actor);
  // a registration is all that holds a learner's visits together: without one, actor and activity make it
  const registration = text("registration") || idOf(who, activity);
  return { endpoint, fetch, auth, actor, activity, registration, owner: nameless(JSON.stringify([who, registration, endpoint])) };
}

/** Return launch data with everything in it checked. */
export function launchDataOf(text: string): LaunchData {
  const found = quiet(() => (JSON.parse(text) || {}) as Partial<Record<"launchMode" | "masteryScore" | "contextTemplate" | "returnURL", unknown>>, {});
  const { launchMode, masteryScore, contextTemplate, returnURL } = found;
  return {
    contextTemplate: (contextTemplate && typeof contextTemplate === "object" ? contextTemplate : {}) as Context,
    mode: launchMode === "Browse" ? "browse" : launchMode === "Review" ? "review" : "normal",
    mastery: typeof masteryScore === "number" ? masteryScore : null,
    returnTo: web(String(returnURL)),
  };
}

/** Return an address of the web, or "": nothing else is ever followed. */
function web(text: string): string {
  const address = quiet(() => new URL(text).href, "");
  return /^https?:/.test(address) ? address : "";
}

/** Return the actor of a launch, or null. */
function agent(found: unknown, cmi5: boolean): Address["actor"] | null {
  if (!found || typeof found !== "object" || Array.isArray(found)) return null;
  if (cmi5) return found as Address["actor"];
  // xAPI 0.9 wrote lists, and accounts under longer names
  const text = JSON.stringify(found).replace(/"accountServiceHomePage":/, '"homePage":').replace(/"accountName":/, '"name":');
  return JSON.parse(text, (name, value: unknown) => (Array.isArray(value) && name !== "member" ? (value[0] as unknown) : value)) as Address["actor"];
}

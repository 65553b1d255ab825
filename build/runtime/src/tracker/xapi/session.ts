/** Opening a session: credentials, launch data, the learner's preferences; each asked for once, and in this order (cmi5, clauses 8 to 11). */

import { quiet } from "../quiet";
import { type Address, type LaunchData, launchDataOf } from "./launch";
import { documentOf } from "./shelf";
import { isLater, isTaken, type Transport } from "./transport";
import { SESSION } from "./vocabulary";

export interface Opening {
  /** Take the next steps; "later": the platform did not answer, "lost": it refuses. */
  open(): Promise<"open" | "later" | "lost">;
  launch(): LaunchData;
  /** Name of the session, "" where there is none. */
  session(): string;
}

export function openingOf(address: Address, transport: Transport): Opening {
  let data = launchDataOf("{}");
  let authorized = !address.fetch;
  return {
    launch: () => data,
    session: () => String((data.contextTemplate.extensions || {})[SESSION] || ""),
    async open() {
      if (!address.fetch) return "open";
      if (!authorized) {
        const token = await transport.authorize(address.fetch);
        if (!isTaken(token)) return isLater(token) ? "later" : "lost";
        authorized = true;
      }
      const found = await transport.ask({ method: "GET", path: "activities/state", query: documentOf(address, "LMS.LaunchData") });
      if (!isTaken(found)) return isLater(found) ? "later" : "lost";
      data = launchDataOf(found.text);
      const liked = await transport.ask({ method: "GET", path: "agents/profile", query: { agent: JSON.stringify(address.actor), profileId: "cmi5LearnerPreferences" } });
      if (isLater(liked)) return "later";
      if (quiet(() => (JSON.parse(liked.text) as Record<string, unknown>)["audioPreference"], "") === "off") silence();
      return "open";
    },
  };
}

/** Every recording begins without sound; who wants it turns it on. */
function silence(): void {
  const mute = ({ target }: Event): void => void ((target as HTMLMediaElement).muted = true);
  document.addEventListener("loadedmetadata", mute, true);
}

/** The course's own document at the platform (xAPI State Resource): the state string, and what was said for good. */

import { quiet } from "../quiet";
import type { Address } from "./launch";
import { isTaken, NOTHING, type Reply, type Request, type Transport } from "./transport";

export interface Kept {
  readonly state: string;
  /** Verbs that are said once in a registration, and have been. */
  readonly told: readonly string[];
}

export interface Shelf {
  read(): Promise<Reply & { readonly kept: Kept }>;
  /** Put a document in the place of the one that was read; 409 or 412: another one stands there by now, read it first. */
  write(kept: Kept): Promise<Reply>;
  /** The request of the next `write`, or null while it is not known what stands there. */
  request(kept: Kept): Request | null;
}

/** Return the query that names a document of a launch. */
export function documentOf({ activity, actor, registration }: Address, stateId: string): Readonly<Record<string, string>> {
  return { activityId: activity, agent: JSON.stringify(actor), registration, stateId };
}

export function shelfOf(transport: Transport, address: Address): Shelf {
  const place = { path: "activities/state", query: documentOf(address, "karmakit") };
  /** "": nothing stands there; null: not known. A store that hides the version from us may at least know that there is one. */
  let version: string | null = null;
  const shelf: Shelf = {
    async read() {
      const reply = await transport.ask({ method: "GET", ...place });
      version = reply.status === 200 ? reply.etag || "*" : "";
      return { ...reply, kept: reply.status === 200 ? keptOf(reply.text) : { state: "", told: [] } };
    },
    request: (kept) => (version === null ? null : { method: "PUT", ...place, body: kept, headers: version ? { "If-Match": version } : { "If-None-Match": "*" } }),
    async write(kept) {
      const request = shelf.request(kept);
      if (!request) return { ...NOTHING, status: 412 };
      // until it has answered, nobody knows what stands there
      version = null;
      const reply = await transport.ask(request);
      if (isTaken(reply)) version = reply.etag;
      return reply;
    },
  };
  return shelf;
}

function keptOf(text: string): Kept {
  const found = quiet(() => (JSON.parse(text) || {}) as { state?: unknown; told?: unknown }, {});
  return { state: String(found.state || ""), told: ([] as unknown[]).concat(found.told || []).map(String) };
}

/** Sending what waits: in order, once each, and what becomes of each answer. */

import type { Entry, Queue } from "./queue";
import type { Statement } from "./statements";
import { isLater, isTaken, type Request, type Transport } from "./transport";
import { DEFINED } from "./vocabulary";

/** Null: nothing is left. A number: try again after so many milliseconds, 0 if the store does not say. "lost": the credentials are worth nothing any more. */
export type Delivery = number | "lost" | null;

const MOST = 25;
/** Characters of one request: a page that goes may send no more. */
const ROOM = 18_000;

/** Return the statements that fit in one request, and the request: many in one, or one by its id. */
export function batchOf(entries: readonly Entry[], most = MOST): readonly [readonly Entry[], Request] {
  let room = ROOM;
  const fits = entries.slice(0, most).findIndex(({ statement }, index) => (room -= JSON.stringify(statement).length) < 0 && index > 0);
  const batch = entries.slice(0, fits < 0 ? most : fits);
  const body = batch.map(({ statement }) => statement);
  return [batch, body.length === 1 ? { method: "PUT", ...byId(body[0]!), body: body[0] } : { method: "POST", path: "statements", body }];
}

/** Send what waits. `arrived` is called with what the store holds now; statements of an earlier session that the platform has closed are looked up before they are given up. */
export async function deliver(queue: Queue, transport: Transport, session: string, arrived: (statement: Statement) => void): Promise<Delivery> {
  const settle = (entries: readonly Entry[]): void => {
    queue.drop(entries);
    entries.forEach(({ statement }) => arrived(statement));
  };
  let alone = 0;
  for (;;) {
    const waiting = queue.waiting();
    const [first] = waiting;
    if (!first) return null;
    const [batch, request] = batchOf(waiting, alone > 0 ? 1 : MOST);
    const reply = await transport.ask(request);
    // a statement that the store holds already came from a try whose answer was lost
    if (isTaken(reply) || (reply.status === 409 && batch.length === 1)) {
      settle(batch);
      alone -= batch.length;
    } else if (isLater(reply)) return reply.wait;
    else if (batch.length > 1) alone = batch.length;
    else if (first.session !== session && (reply.status === 401 || reply.status === 403)) {
      for (const entry of waiting.filter((one) => one.session === first.session)) {
        const held = await transport.ask({ method: "GET", ...byId(entry.statement) });
        if (isLater(held)) return held.wait;
        if (isTaken(held)) settle([entry]);
        else if (isDefined(entry.statement)) queue.drop([entry]);
        else queue.setAside(entry, reply.status);
      }
    } else if (reply.status === 401) return "lost";
    else {
      queue.setAside(first, reply.status);
      alone--;
    }
  }
}

/** Return whether cmi5 defines a statement: of an earlier session it is said again in the new one, or means nothing any more. */
function isDefined({ context }: Statement): boolean {
  return JSON.stringify(context.contextActivities).includes(`"${DEFINED}"`);
}

function byId({ id }: Statement): Pick<Request, "path" | "query"> {
  return { path: "statements", query: { statementId: id } };
}

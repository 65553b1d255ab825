/** Statements that wait to be sent, in order: on the device, so that they outlive the tab; in memory where nothing can be kept. */

import { quiet } from "../quiet";
import type { Address } from "./launch";
import type { Statement } from "./statements";

export interface Entry {
  /** Owner, activity and number. */
  readonly key: readonly [string, string, number];
  /** Session of the platform in which it was said. */
  readonly session: string;
  readonly statement: Statement;
  /** Refused for good, with this status. */
  readonly refused?: number;
}

export interface Queue {
  waiting(): readonly Entry[];
  refused(): readonly Entry[];
  add(statement: Statement, session: string): void;
  /** They have arrived, or need not be kept. */
  drop(entries: readonly Entry[]): void;
  setAside(entry: Entry, status: number): void;
}

const STORE = "statements";
/** A browser that says nothing about its storage has none. */
const PATIENCE = 2000;

/** Return the queue of one actor, registration, endpoint and activity, with what earlier visits left in it; `kept`: on the device. */
export async function queueOf({ owner, activity, actor, registration }: Address, kept: boolean): Promise<Queue> {
  const { act, found } = kept ? await opened(owner, activity) : NOWHERE;
  const who = JSON.stringify(actor);
  let next = found.reduce((most, { key }) => Math.max(most, key[2]), 0) + 1;
  // the name of an owner is short: what it finds must be the owner's own
  let entries = found.filter(({ statement }) => JSON.stringify(statement.actor) === who && statement.context["registration"] === registration);
  const put = (entry: Entry): Entry => {
    act((all) => all.put(entry));
    return entry;
  };
  return {
    waiting: () => entries.filter(({ refused }) => !refused),
    refused: () => entries.filter(({ refused }) => refused),
    add: (statement, session) => void (entries = entries.concat(put({ key: [owner, activity, next++], session, statement }))),
    drop(gone) {
      entries = entries.filter((entry) => !gone.includes(entry));
      gone.forEach(({ key }) => act((all) => all.delete(key as unknown as IDBValidKey)));
    },
    setAside: (entry, status) => void (entries = entries.map((one) => (one === entry ? put({ ...entry, refused: status }) : one))),
  };
}

interface Device {
  act(change: (all: IDBObjectStore) => unknown): void;
  readonly found: readonly Entry[];
}

const NOWHERE: Device = { act: () => undefined, found: [] };

/** Open what the device keeps of an owner and an activity. */
function opened(owner: string, activity: string): Promise<Device> {
  const device = new Promise<Device>((done, fail) => {
    const opening = indexedDB.open("karmakit-statements", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
    opening.onerror = opening.onblocked = fail;
    opening.onsuccess = () => {
      const store = (): IDBObjectStore => opening.result.transaction(STORE, "readwrite").objectStore(STORE);
      const reading = store().getAll(IDBKeyRange.bound([owner, activity], [owner, activity, []]));
      reading.onsuccess = () => done({ act: (change) => quiet(() => void change(store()), undefined), found: reading.result as Entry[] });
      reading.onerror = fail;
    };
  });
  return Promise.race([device, new Promise<Device>((done) => setTimeout(() => done(NOWHERE), PATIENCE))]).catch(() => NOWHERE);
}

/** Whether a person of the roster signed a file of the log, with a key that held on the day. */
import { same, type Bytes } from "./bytes";
import { VET, type Moment, type Person, type SigningKey } from "./models";
import { BadSignatureError, fingerprint, keyBlob, read, verify } from "./sshsig";

export interface Unsigned {
  readonly why: "missing" | "broken" | "foreign" | "expired" | "revoked";
  readonly message: string;
}

interface File {
  readonly data: Bytes;
  readonly signature: Bytes | null;
  readonly closed: Moment;
}

/** Return what is wrong with the signature on a file of the log; null where it holds. */
export async function check(file: File, person: Person, today: string): Promise<Unsigned | null> {
  if (!file.signature) return { why: "missing", message: "it is not signed" };
  try {
    const signature = read(file.signature);
    const key = person.keys.find((each) => isThis(each, signature.key));
    if (!key) return { why: "foreign", message: `the key ${await fingerprint(signature.key)} is not one of ${person.id}` };
    await verify(file.data, signature, VET);
    return onTheDay(key, file.closed.day, today);
  } catch (error) {
    if (!(error instanceof BadSignatureError)) throw error;
    return { why: "broken", message: `the signature does not hold: ${error.message}` };
  }
}

function onTheDay(key: SigningKey, closed: string, today: string): Unsigned | null {
  if (key.revoked) return { why: "revoked", message: `the key was revoked on ${key.revoked}` };
  if (closed < key.since || closed > key.until) {
    return { why: "expired", message: `the key holds from ${key.since} to ${key.until}, and it was closed on ${closed}` };
  }
  // somewhere it is tomorrow already
  if (daysBetween(today, closed) > 1) return { why: "expired", message: `it was closed on ${closed}, which is still to come` };
  return null;
}

/** Return the blob of a key of the roster; null for one of a kind that is not taken, which stands with the policy as a flaw. */
export function blobOf(key: SigningKey): Bytes | null {
  try {
    return keyBlob(key.key);
  } catch {
    return null;
  }
}

/** Say whether a key of the roster has this blob. */
export function isThis(key: SigningKey, blob: Bytes): boolean {
  const own = blobOf(key);
  return own !== null && same(own, blob);
}

/** Return how many days lie between two days, as `2026-11-22`. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** The records and heads of a course: what lies in its `.vetting` folder, read as something that a stranger may have written. */
import { sha256, type Bytes } from "./bytes";
import { flaw, type Flaw } from "./flaw";
import { readCanonical } from "./json";
import { head as headShape, statement as shape, type Head, type Predicate, type Statement } from "./models";

export interface Record {
  readonly path: string;
  readonly digest: string;
  readonly data: Bytes;
  /** The digest of the content that was decided on. */
  readonly content: string;
  readonly subject: string;
  readonly predicate: Predicate;
  /** The signature beside it; null if there is none. */
  readonly signature: Bytes | null;
}

/** One of a person's heads of the log, as it lies in the folder. */
export interface SignedHead {
  readonly path: string;
  readonly data: Bytes;
  readonly head: Head;
  readonly signature: Bytes | null;
}

export interface Log {
  /** The records that could be read, by digest. */
  readonly records: ReadonlyMap<string, Record>;
  /** The heads that could be read, in the order of their paths. */
  readonly heads: readonly SignedHead[];
  readonly flaws: readonly Flaw[];
}

export const BROKEN = "VET014";
export const HEADS = "_heads/";
const LARGEST = 1024 ** 2;
const MOST = 20_000;
const SUFFIX = ".json";

/** Return the records and heads among the files of a course's `.vetting` folder. */
export async function readLog(files: ReadonlyMap<string, Bytes>): Promise<Log> {
  const paths = [...files.keys()].filter((path) => path.endsWith(SUFFIX) && path.includes("/")).sort();
  const records = new Map<string, Record>();
  const heads: SignedHead[] = [];
  if (paths.length > MOST) return { records, heads, flaws: [flaw(BROKEN, "", `more than ${MOST} records`)] };
  const flaws: Flaw[] = [];
  for (const path of paths) {
    const one = path.startsWith(HEADS) ? await readHead(path, files) : await readRecord(path, files);
    if ("code" in one) flaws.push(one);
    else if ("head" in one) heads.push(one);
    else records.set(one.digest, one);
  }
  return { records, heads, flaws: [...flaws, ...brokenChain(records)] };
}

async function readRecord(path: string, files: ReadonlyMap<string, Bytes>): Promise<Record | Flaw> {
  const data = files.get(path) ?? new Uint8Array();
  if (data.length > LARGEST) return flaw(BROKEN, path, "the record is larger than any record can be");
  let said: Statement<Predicate>;
  try {
    said = shape(readCanonical(data), "");
  } catch (error) {
    return flaw(BROKEN, path, `this is no record of a decision: ${(error as Error).message}`);
  }
  const digest = await sha256(data);
  const place = `${said.predicate.scope.subject}/${digest.slice(0, 16)}${SUFFIX}`;
  if (path !== place) return flaw(BROKEN, path, `the record belongs at ${place}, and does not lie there`);
  const [subject] = said.subject;
  return {
    path,
    digest,
    data,
    content: subject?.digest.get("sha256") ?? "",
    subject: subject?.name ?? "",
    predicate: said.predicate,
    signature: signatureOf(path, files),
  };
}

async function readHead(path: string, files: ReadonlyMap<string, Bytes>): Promise<SignedHead | Flaw> {
  const data = files.get(path) ?? new Uint8Array();
  if (data.length > LARGEST) return flaw(BROKEN, path, "the head is larger than any head can be");
  try {
    const head = headShape(readCanonical(data), "");
    const place = `${HEADS}${head.person}-${(await sha256(data)).slice(0, 16)}${SUFFIX}`;
    if (path !== place) return flaw(BROKEN, path, `the head is one of ${head.person}, and does not bear that name`);
    return { path, data, head, signature: signatureOf(path, files) };
  } catch (error) {
    return flaw(BROKEN, path, `this is no head of a log: ${(error as Error).message}`);
  }
}

function signatureOf(path: string, files: ReadonlyMap<string, Bytes>): Bytes | null {
  const signature = files.get(`${path}.sig`);
  return signature?.length ? signature : null;
}

/** Return the digests of all that these tips follow, themselves included; what is not there is left out. */
export function reachable(records: ReadonlyMap<string, Record>, tips: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...tips];
  for (let digest = waiting.pop(); digest !== undefined; digest = waiting.pop()) {
    const record = records.get(digest);
    if (!record || found.has(digest)) continue;
    found.add(digest);
    waiting.push(...record.predicate.previous);
  }
  return found;
}

/** Return the digests of those of some records that none of them follows, sorted. */
export function tipsOf(records: ReadonlyMap<string, Record>): string[] {
  const followed = new Set([...records.values()].flatMap((record) => record.predicate.previous));
  return [...records.keys()].filter((digest) => !followed.has(digest)).sort();
}

/** Return a flaw for each record that follows one that is not there, or that is older than what it follows. */
function brokenChain(records: ReadonlyMap<string, Record>): Flaw[] {
  const flaws: Flaw[] = [];
  for (const { path, predicate } of records.values()) {
    for (const digest of predicate.previous) {
      const earlier = records.get(digest);
      const name = digest.slice(0, 16);
      if (!earlier) flaws.push(flaw(BROKEN, path, `the record follows ${name}, which is not there`));
      else if (earlier.predicate.closed.micros > predicate.closed.micros) {
        flaws.push(flaw(BROKEN, path, `the record says that it is older than ${name}, which it follows`));
      }
    }
  }
  return flaws;
}

/** Return the records in the order in which they were made: by their clocks, and within a second by what follows what. */
export function inOrder(records: ReadonlyMap<string, Record>): Record[] {
  const depths = depthsOf(records);
  const depth = (one: Record): number => depths.get(one.digest) ?? 0;
  return [...records.values()].sort(
    (one, other) =>
      one.predicate.closed.micros - other.predicate.closed.micros || depth(one) - depth(other) || (one.digest < other.digest ? -1 : 1),
  );
}

/** Return how many records each one follows, one after another; none can follow itself, since it names digests. */
function depthsOf(records: ReadonlyMap<string, Record>): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const waiting = [...records.values()];
  for (let one = waiting[waiting.length - 1]; one; one = waiting[waiting.length - 1]) {
    const before = one.predicate.previous.flatMap((digest) => records.get(digest) ?? []);
    const unmeasured = before.filter((earlier) => !depths.has(earlier.digest));
    if (unmeasured.length) waiting.push(...unmeasured);
    else {
      depths.set(one.digest, 1 + Math.max(0, ...before.map((earlier) => depths.get(earlier.digest) ?? 0)));
      waiting.pop();
    }
  }
  return depths;
}

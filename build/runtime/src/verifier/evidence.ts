/** The proof that a bundle carries, read as something that a stranger may have written. */
import { sha256, type Bytes } from "./bytes";
import { flaw, type Flaw } from "./flaw";
import { isList, isObject, read as readJson, readCanonical, type Json } from "./json";
import { build, report, type Built, type Report, type Statement } from "./models";
import { readLog, type Log } from "./records";
import type { Shape } from "./shapes";

export const BUILD_FILE = "karmakit/build.json";
export const REPORT_FILE = "karmakit/report.json";
export const COURSE_FILE = "karmakit/course.json";
export const PROVENANCE_FILE = "karmakit/provenance.json";
const VETTING = "karmakit/vetting/";
const POLICIES = `${VETTING}policy/`;
const RECORDS = `${VETTING}records/`;
const LARGEST = 16 * 1024 ** 2;

export interface Payload {
  readonly files: ReadonlyMap<string, Bytes>;
  readonly digests: ReadonlyMap<string, string>;
  /** What the bundle says of its course and of its making; nothing where that cannot be read. */
  readonly course: ReadonlyMap<string, Json>;
  readonly provenance: ReadonlyMap<string, Json>;
}

export interface Evidence {
  readonly data: Bytes;
  readonly statement: Statement<Built>;
  readonly built: Built;
  readonly report: Report;
  readonly policies: ReadonlyMap<string, Bytes>;
  readonly log: Log;
}

export async function payloadOf(files: ReadonlyMap<string, Bytes>): Promise<Payload> {
  const digests = new Map<string, string>();
  for (const [path, data] of files) digests.set(path, await sha256(data));
  return { files, digests, course: objectIn(files.get(COURSE_FILE)), provenance: objectIn(files.get(PROVENANCE_FILE)) };
}

/** Return what the bundle says of each module, by id. */
export function modulesOf(payload: Payload): ReadonlyMap<string, ReadonlyMap<string, Json>> {
  const listed = payload.course.get("modules") ?? null;
  const rows = isList(listed) ? listed.map((row) => (isObject(row) ? row : new Map<string, Json>())) : [];
  return new Map(rows.map((row) => [String(row.get("id") ?? ""), row]));
}

/** Say whether a bundle claims to prove its vetting. */
export function carriesProof({ files }: Payload): boolean {
  return [...files.keys()].some((path) => path === BUILD_FILE || path === REPORT_FILE || path.startsWith(VETTING));
}

/** Return the evidence in a bundle, or why it is none. */
export async function readEvidence(payload: Payload): Promise<Evidence | readonly Flaw[]> {
  const statement = readAs(payload, BUILD_FILE, build);
  const told = readAs(payload, REPORT_FILE, report);
  const flaws = [statement, told].filter(isFlaw);
  if (isFlaw(statement) || isFlaw(told)) return flaws;
  const data = payload.files.get(BUILD_FILE) ?? new Uint8Array();
  const log = await readLog(below(payload, RECORDS));
  return { data, statement, built: statement.predicate, report: told, policies: below(payload, POLICIES), log };
}

function readAs<T extends object>(payload: Payload, path: string, shape: Shape<T>): T | Flaw {
  const data = payload.files.get(path);
  if (!data) return flaw("PKG018", path, "it is missing, and the rest of the proof rests on it");
  if (data.length > LARGEST) return flaw("PKG018", path, "it is larger than any such file can be");
  try {
    return shape(readCanonical(data), "");
  } catch (error) {
    return flaw("PKG018", path, `it cannot be read: ${(error as Error).message}`);
  }
}

function isFlaw(value: object): value is Flaw {
  return "code" in value;
}

function below(payload: Payload, folder: string): ReadonlyMap<string, Bytes> {
  const found = [...payload.files].filter(([path]) => path.startsWith(folder));
  return new Map(found.map(([path, data]) => [path.slice(folder.length), data]));
}

function objectIn(data: Bytes | undefined): ReadonlyMap<string, Json> {
  try {
    const value = data ? readJson(data) : null;
    return isObject(value) ? value : new Map();
  } catch {
    return new Map();
  }
}

/** Whether a bundle is what a builder made: its files, what it says of itself, and the signature on the statement of its build. */
import { manifestDigest, type Bytes } from "./bytes";
import { BUILD_FILE, COURSE_FILE, PROVENANCE_FILE, REPORT_FILE, type Evidence, type Payload } from "./evidence";
import { flaw, type Flaw } from "./flaw";
import { isList, isObject, type Json } from "./json";
import { BUILD, personOf, type Policy, type SigningKey } from "./models";
import type { Chain } from "./policies";
import { tipsOf } from "./records";
import { isThis } from "./signers";
import { fingerprint, read, verify } from "./sshsig";

const CODE = "PKG018";

export interface Signed {
  /** The person of the policy who signed; null if nobody did. */
  readonly builder: string | null;
  readonly flaws: readonly Flaw[];
}

/** Return each file that is not the one that was built, by the record in `karmakit/provenance.json` (PKG026). */
export function changedFiles(payload: Payload): Flaw[] {
  const listed = payload.provenance.get("files") ?? null;
  const rows = (isList(listed) ? listed : []).filter(isObject);
  const recorded = new Map(rows.map((row) => [row.get("path"), row.get("sha256")]));
  const flaws: Flaw[] = [];
  for (const [path, digest] of payload.digests) {
    if (path === PROVENANCE_FILE || path === BUILD_FILE) continue; // they speak of all others, and were made after these
    if (!recorded.has(path)) flaws.push(flaw("PKG026", path, "it was added after the build: the record does not know it"));
    else if (recorded.get(path) !== digest) flaws.push(flaw("PKG026", path, "it was changed after the build"));
  }
  for (const path of recorded.keys()) {
    if (typeof path === "string" && !payload.digests.has(path)) flaws.push(flaw("PKG026", path, "it was taken out after the build"));
  }
  return flaws;
}

/** Return where the statement of the build does not fit the files, or says other things than the rest of the bundle. */
export async function disagreements(payload: Payload, { statement, built, report, log }: Evidence, chain: Chain): Promise<Flaw[]> {
  const others = new Map([...payload.digests].filter(([path]) => path !== BUILD_FILE));
  const flaws: Flaw[] = [];
  if (statement.subject[0]?.digest.get("sha256") !== (await manifestDigest(others))) {
    flaws.push(flaw(CODE, BUILD_FILE, "the files of the bundle are not those that the statement of its build was made for"));
  }
  const { course, provenance } = payload;
  const recorded = provenance.get("course") ?? null;
  const recordedOf = (key: string): Json | undefined => (isObject(recorded) ? recorded.get(key) : undefined);
  const pairs: readonly [string, string, unknown, unknown][] = [
    ["report", REPORT_FILE, built.report, payload.digests.get(REPORT_FILE)],
    ["policy", "the policy in it", built.policy, chain.digests[0]],
    ["source", PROVENANCE_FILE, built.source, textIn(provenance.get("source"), "sha256")],
    ["source", REPORT_FILE, built.source, report.source],
    ["tool", PROVENANCE_FILE, `${built.tool.name} ${built.tool.version}`, textIn(provenance.get("tool"), "name", "version")],
    ["tool", REPORT_FILE, built.tool.version, report.tool],
    ["target", PROVENANCE_FILE, built.target, provenance.get("target")],
    ["target", COURSE_FILE, built.target, course.get("target")],
    ["edition", PROVENANCE_FILE, built.edition, provenance.get("edition") ?? null],
    ["edition", COURSE_FILE, built.edition, course.get("edition") ?? null],
    ["course", PROVENANCE_FILE, built.course, recordedOf("id")],
    ["version", PROVENANCE_FILE, built.version, recordedOf("version")],
    ["course", COURSE_FILE, built.course, course.get("id")],
    ["version", COURSE_FILE, built.version, course.get("version")],
    ["language", COURSE_FILE, built.language, course.get("language")],
    ["number of records", "the log", built.records, log.records.size],
    ["last records", "the log", [...built.tips].sort().join(), tipsOf(log.records).join()],
  ];
  for (const [what, where, stated, there] of pairs) {
    if (stated !== there) flaws.push(flaw(CODE, BUILD_FILE, `${BUILD_FILE} and ${where} do not agree on the ${what}`));
  }
  return flaws;
}

/** Return the text, or the texts under these keys with a space between them. */
function textIn(value: Json | undefined, ...keys: readonly string[]): string {
  if (typeof value === "string") return value;
  return value && isObject(value) ? keys.map((key) => String(value.get(key) ?? "")).join(" ") : "";
}

/** Return which builder signed the statement of the build, and what is wrong with the signature. */
export async function builderOf(statement: Bytes, armoured: Bytes | null, policy: Policy | null): Promise<Signed> {
  const wrong = (message: string): Signed => ({ builder: null, flaws: [flaw(CODE, BUILD_FILE, message)] });
  if (!armoured) return wrong("nobody has signed the statement of its build: the file .sig is not there");
  try {
    const signature = read(armoured);
    await verify(statement, signature, BUILD);
    const found = policy && keyOf(policy, signature.key);
    if (!found) return wrong(`it is signed with the key ${await fingerprint(signature.key)}, which is no builder's`);
    if (found.key.revoked) return wrong(`the key of ${found.name} that signed it was revoked on ${found.key.revoked}`);
    return { builder: found.name, flaws: [] };
  } catch (error) {
    return wrong(`the signature on the statement of its build does not hold: ${(error as Error).message}`);
  }
}

/** Return the builder (an owner, where the policy names none) who has a key, and the key. */
function keyOf(policy: Policy, blob: Bytes): { name: string; key: SigningKey } | null {
  for (const name of policy.builders.length ? policy.builders : policy.owners.persons) {
    for (const key of personOf(policy, name)?.keys ?? []) if (isThis(key, blob)) return { name, key };
  }
  return null;
}

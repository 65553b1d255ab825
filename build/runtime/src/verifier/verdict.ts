/** The answer on a bundle in its three parts: integrity, quorum and conformance. */
import { manifestDigest, sha256, type Bytes } from "./bytes";
import { conformance } from "./conformance";
import { carriesProof, payloadOf, readEvidence, REPORT_FILE, type Payload } from "./evidence";
import { flaw, type Flaw } from "./flaw";
import type { Form, Framework } from "./form";
import { builderOf, changedFiles, disagreements } from "./integrity";
import { judge, type Standing } from "./judge";
import type { Built, BuiltSubject, Policy, Report } from "./models";
import { chain } from "./policies";
import { gatesOf, type Rules } from "./rules";
import { checkSubjects } from "./subjects";
import { unzip } from "./zip";

/** What a reader gives: the bundle, the signature beside it if there is one, the blobs of the root keys, and the day. */
export interface Given {
  readonly bundle: Bytes;
  readonly signature: Bytes | null;
  readonly roots: readonly Bytes[];
  readonly today: string;
}

/** One part: what is wrong; null where the part could not be asked, because an earlier one is not there. */
export type Part = readonly Flaw[] | null;

export interface Verdict {
  readonly integrity: Part;
  readonly quorum: Part;
  readonly conformance: Part;
  readonly standings: readonly Standing[];
  readonly facts: Facts;
}

export interface Facts {
  readonly digest: string;
  readonly size: number;
  readonly files: number;
  readonly title: string;
  readonly built: Built | null;
  readonly builder: string | null;
  readonly policy: Policy | null;
  readonly policyDigest: string;
  readonly report: Report | null;
  readonly form: Form | null;
  readonly framework: Framework | null;
}

/** Return the verdict over a bundle; without a root key only its integrity is asked. */
export async function verdictOn(given: Given, rules: Rules): Promise<Verdict> {
  const zip = await unzip(given.bundle);
  const payload = await payloadOf(zip.files);
  const facts = await basicFacts(given, payload);
  if (zip.flaws.length) return { integrity: zip.flaws, quorum: null, conformance: null, standings: [], facts };
  if (!carriesProof(payload)) {
    const none = [flaw("PKG019", "", "the bundle carries no proof that it was vetted")];
    return { integrity: null, quorum: none, conformance: null, standings: [], facts };
  }
  const changed = changedFiles(payload);
  const evidence = await readEvidence(payload);
  if (!("built" in evidence)) return { integrity: [...changed, ...evidence], quorum: null, conformance: null, standings: [], facts };
  const { built, report, log } = evidence;
  const policies = await chain(evidence.policies, given.roots);
  const { policy } = policies;
  // a bundle is signed after it was built: that nobody has is a fault only for who judges by a root key
  const isAsked = given.signature !== null || given.roots.length > 0;
  const signed = isAsked ? await builderOf(evidence.data, given.signature, policy) : { builder: null, flaws: [] };
  const integrity = [...changed, ...(await disagreements(payload, evidence, policies)), ...signed.flaws];
  const known = { ...facts, built, builder: signed.builder, policy, policyDigest: policies.digests[0] ?? "", report };
  if (!given.roots.length) return { integrity, quorum: null, conformance: null, standings: [], facts: known };
  if (!policy) return { integrity, quorum: policies.flaws.map(asPartOfTheLog), conformance: null, standings: [], facts: known };
  const standings = await judge({
    ...built,
    subjects: await Promise.all(built.subjects.map(asItsFilesSay)),
    log: { ...log, flaws: [...log.flaws, ...policies.flaws] },
    policy,
    policies: policies.digests,
    today: given.today,
    report: { said: report, digest: payload.digests.get(REPORT_FILE) ?? "" },
    gates: gatesOf(rules),
  });
  const quorum = [...(await checkSubjects(payload, built)), ...standings.flatMap(unvetted)];
  const conforming = conformance(report, policy, standings, rules);
  const oddities = [...new Set([...zip.repacked, ...changed].map(({ code }) => code))];
  const unfit = oddities.length ? [...zip.repacked, flaw("PKG019", "", `the bundle itself is not fit: ${oddities.join(", ")}`)] : [];
  const framework = rules.frameworks.find((one) => one.id === policy.framework) ?? null;
  return {
    integrity,
    quorum,
    conformance: [...conforming.flaws, ...unfit],
    standings,
    facts: { ...known, form: conforming.form, framework },
  };
}

async function basicFacts({ bundle }: Given, { files, course }: Payload): Promise<Facts> {
  const title = course.get("title");
  return {
    digest: await sha256(bundle),
    size: bundle.length,
    files: files.size,
    title: typeof title === "string" ? title : "",
    built: null,
    builder: null,
    policy: null,
    policyDigest: "",
    report: null,
    form: null,
    framework: null,
  };
}

/** Return a subject with the digest of its files, whatever the builder says that it is. */
async function asItsFilesSay(subject: BuiltSubject): Promise<BuiltSubject> {
  return { ...subject, digest: await manifestDigest(subject.files) };
}

/** Return why a subject is not vetted, in one flaw. */
function unvetted({ subject, flaws }: Standing): Flaw[] {
  const [first, ...more] = flaws;
  if (!first) return [];
  const others = [...new Set(more.map(({ code }) => code))].sort();
  const besides = others.length ? `; and besides ${others.join(", ")}` : "";
  return [flaw("PKG019", first.path, `${subject.name} is not vetted: ${first.code} ${first.message}${besides}`)];
}

function asPartOfTheLog({ code, path, message }: Flaw): Flaw {
  return flaw("PKG019", path, `the log of decisions does not hold: ${code} ${message}`);
}

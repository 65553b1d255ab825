/** The policy in force, and the way to it: each one signed by the owners of the one before, back to the root. */
import { same, sha256, type Bytes } from "./bytes";
import { flaw, type Flaw } from "./flaw";
import { readCanonical } from "./json";
import { personOf, POLICY, policy as shape, type Person, type Policy } from "./models";
import { blobOf } from "./signers";
import { fingerprint, read, verify } from "./sshsig";

export interface Chain {
  /** The policy in force; null if it cannot be read. */
  readonly policy: Policy | null;
  /** The digests of it and of those it follows, the newest first. */
  readonly digests: readonly string[];
  readonly flaws: readonly Flaw[];
}

interface Signed {
  readonly path: string;
  readonly data: Bytes;
  readonly digest: string;
  readonly policy: Policy;
  readonly signatures: readonly Bytes[];
}

const NEWEST = "policy.json";
const EARLIER = "earlier/";
const CODE = "VET013";

/** Return the policy among the files of a `.vetting` folder; `roots` are blobs of keys that the first policy must be signed with. */
export async function chain(files: ReadonlyMap<string, Bytes>, roots: readonly Bytes[]): Promise<Chain> {
  const signed: Signed[] = [];
  const faulty: Flaw[] = [];
  for (const path of paths(files)) {
    const one = await readOne(path, files);
    if ("code" in one) faulty.push(one);
    else signed.push(one);
  }
  const [newest] = signed;
  const first = signed[signed.length - 1];
  if (faulty.length || !newest || !first) {
    return { policy: null, digests: [], flaws: faulty.length ? faulty : [flaw(CODE, NEWEST, "there is no policy")] };
  }
  const flaws = [...links(signed), ...unusableKeys(newest), ...(await unsigned(signed)), ...(await unrooted(first, roots))];
  return { policy: newest.policy, digests: signed.map((one) => one.digest), flaws };
}

/** Return the paths of the policies, the newest first. */
function paths(files: ReadonlyMap<string, Bytes>): string[] {
  const earlier = [...files.keys()].filter((path) => path.startsWith(EARLIER) && path.endsWith(".json") && /^[0-9]+$/.test(number(path)));
  earlier.sort((one, other) => Number(number(other)) - Number(number(one)));
  return files.has(NEWEST) ? [NEWEST, ...earlier] : earlier;
}

function number(path: string): string {
  return path.slice(EARLIER.length, -".json".length).slice(0, 6);
}

async function readOne(path: string, files: ReadonlyMap<string, Bytes>): Promise<Signed | Flaw> {
  const data = files.get(path) ?? new Uint8Array();
  try {
    const policy = shape(readCanonical(data), "");
    const signatures = [...files].filter(([name]) => name.startsWith(`${path}.`) && name.endsWith(".sig")).map(([, each]) => each);
    return { path, data, digest: await sha256(data), policy, signatures };
  } catch (error) {
    return flaw(CODE, path, `this is no policy: ${(error as Error).message}`);
  }
}

/** Return what is wrong with the order of the policies. */
function links(signed: readonly Signed[]): Flaw[] {
  const flaws: Flaw[] = [];
  signed.forEach(({ path, policy }, index) => {
    const before = signed[index + 1];
    if (policy.number !== (before ? before.policy.number + 1 : 1) || policy.previous !== (before ? before.digest : null)) {
      flaws.push(flaw(CODE, path, before ? `policy ${policy.number} does not follow policy ${before.policy.number}` : "the first policy is missing"));
    }
    const owners = policy.owners.persons;
    if (owners.some((name) => !personOf(policy, name)) || new Set(owners).size < policy.owners.quorum) {
      flaws.push(flaw(CODE, path, "its owners are not on its roster, or fewer than their quorum"));
    }
  });
  return flaws;
}

/** Return each policy that the owners of the one before it, or of the first its own, have not signed in their number. */
async function unsigned(signed: readonly Signed[]): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const [index, one] of signed.entries()) {
    const before = (signed[index + 1] ?? one).policy;
    const there = new Set<string>();
    for (const name of before.owners.persons) {
      const person = personOf(before, name);
      if (person && (await hasSigned(person, one))) there.add(name);
    }
    const wanted = before.owners.quorum;
    if (there.size < wanted) {
      flaws.push(flaw(CODE, one.path, `policy ${one.policy.number} wants the signatures of ${wanted} owners, and has ${there.size}`));
    }
  }
  return flaws;
}

async function hasSigned(person: Person, one: Signed): Promise<boolean> {
  for (const key of person.keys) {
    const blob = key.revoked === null ? blobOf(key) : null;
    if (blob && (await isSignedWith(blob, one))) return true;
  }
  return false;
}

async function isSignedWith(blob: Bytes, one: Signed): Promise<boolean> {
  for (const armoured of one.signatures) {
    try {
      const signature = read(armoured);
      if (!same(signature.key, blob)) continue;
      await verify(one.data, signature, POLICY);
      return true;
    } catch {
      // another signature may hold
    }
  }
  return false;
}

/** Return a flaw for each key of the policy in force that can sign nothing, and for each that two persons share. */
function unusableKeys({ path, policy }: Signed): Flaw[] {
  const flaws: Flaw[] = [];
  const owners = new Map<string, string>();
  for (const person of policy.persons) {
    for (const key of person.keys) {
      const blob = blobOf(key)?.join();
      const owner = owners.get(blob ?? "") ?? person.id;
      if (blob === undefined) flaws.push(flaw(CODE, path, `a key of ${person.id} is of no kind that is taken`));
      else if (owner !== person.id) flaws.push(flaw("VET006", path, `${person.id} and ${owner} have the same key`));
      else owners.set(blob, person.id);
    }
  }
  return flaws;
}

async function unrooted(first: Signed, roots: readonly Bytes[]): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const root of roots) {
    if (!(await isSignedWith(root, first))) {
      flaws.push(flaw(CODE, first.path, `the first policy is not signed with the root key ${await fingerprint(root)}`));
    }
  }
  return flaws;
}

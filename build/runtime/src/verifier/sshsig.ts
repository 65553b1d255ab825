/** SSH signatures over files (`PROTOCOL.sshsig` of OpenSSH) with Web Crypto: Ed25519 and ECDSA P-256, and the FIDO keys of both. */
import { fromBase64, hash, joined, toBase64, utf8, type Bytes } from "./bytes";

const BEGIN = "-----BEGIN SSH SIGNATURE-----";
const END = "-----END SSH SIGNATURE-----";
const LONGEST = 16_384;
const LARGEST = 65_536;
const MAGIC = "SSHSIG";
const HASHES = { sha256: "SHA-256", sha512: "SHA-512" } as const;
const ED25519 = new Set(["ssh-ed25519", "sk-ssh-ed25519@openssh.com"]);
const ECDSA = new Set(["ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com"]);
const USER_PRESENT = 1;

/** It was attempted to take a signature or key that is none, or does not fit; the message says why. */
export class BadSignatureError extends Error {}

export interface Signature {
  readonly key: Bytes;
  readonly namespace: string;
  readonly hash: keyof typeof HASHES;
  readonly blob: Bytes;
}

/** Return what stands in a signature file; throws `BadSignatureError` where it is none. */
export function read(armoured: Bytes): Signature {
  if (armoured.some((byte) => byte > 0x7f) || armoured.length > LARGEST) throw new BadSignatureError("it is no SSH signature");
  const text = latin(armoured).trim();
  if (text.length > LONGEST || !text.startsWith(BEGIN) || !text.endsWith(END)) throw new BadSignatureError("it is no SSH signature");
  const data = fromBase64(text.slice(BEGIN.length, -END.length).replace(/[\s\x1c-\x1f]+/g, ""));
  if (!data) throw new BadSignatureError("its base64 is broken");
  const fields = new Fields(data);
  if (latin(fields.take(MAGIC.length)) !== MAGIC || fields.number() !== 1) throw new BadSignatureError("it is no SSH signature");
  const key = fields.text();
  const namespace = latin(fields.text());
  fields.text(); // reserved
  const named = latin(fields.text());
  const blob = fields.text();
  fields.end();
  if ((named !== "sha256" && named !== "sha512") || !/^[\0-\x7f]+$/.test(namespace)) {
    throw new BadSignatureError("its hash or namespace is not known");
  }
  return { key, namespace, hash: named, blob };
}

/** Throw `BadSignatureError` unless this key signed this message in this namespace. */
export async function verify(message: Bytes, signature: Signature, namespace: string): Promise<void> {
  if (signature.namespace !== namespace) {
    throw new BadSignatureError(`it was made for ${signature.namespace}, not for ${namespace}`);
  }
  const digest = await hash(HASHES[signature.hash], message);
  const signed = joined(utf8(MAGIC), ...[utf8(namespace), utf8(""), utf8(signature.hash), digest].map(packed));
  if (!(await fits(signature.key, signature.blob, signed))) throw new BadSignatureError("it does not fit what it stands beside");
}

/** Return the blob of a public key as `ssh-keygen` writes it (`ssh-ed25519 AAAA… comment`); throws `BadSignatureError`. */
export function keyBlob(line: string): Bytes {
  const [kind = "", code = ""] = line.trim().split(/\s+/);
  const blob = fromBase64(code);
  if (!blob || latin(new Fields(blob).text()) !== kind) throw new BadSignatureError("the key is no SSH public key");
  if (!ED25519.has(kind) && !ECDSA.has(kind)) throw new BadSignatureError(`keys of the kind ${kind} are not taken`);
  return blob;
}

/** Return `SHA256:…` of a key's blob, as `ssh-keygen -l` shows it. */
export async function fingerprint(blob: Bytes): Promise<string> {
  return `SHA256:${toBase64(await hash("SHA-256", blob)).replace(/=+$/, "")}`;
}

/** Say whether this browser can check signatures at all. */
export async function isAble(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return typeof DecompressionStream === "function";
  } catch {
    return false;
  }
}

async function fits(key: Bytes, blob: Bytes, signed: Bytes): Promise<boolean> {
  const open = new Fields(key);
  const proof = new Fields(blob);
  const kind = latin(open.text());
  if (latin(proof.text()) !== kind || (!ED25519.has(kind) && !ECDSA.has(kind))) {
    throw new BadSignatureError("its kind of key is not taken");
  }
  const onCurve = ECDSA.has(kind);
  if (onCurve && latin(open.text()) !== "nistp256") throw new BadSignatureError("its curve is not taken");
  const point = open.text();
  const value = proof.text();
  const message = kind.startsWith("sk-") ? await asTheTokenSaw(open.text(), proof, signed) : signed;
  open.end();
  proof.end();
  const numbers = onCurve ? rAndS(value) : value;
  if (!numbers) return false;
  const imported = onCurve ? { name: "ECDSA", namedCurve: "P-256" } : { name: "Ed25519" };
  const checked = onCurve ? { name: "ECDSA", hash: "SHA-256" } : { name: "Ed25519" };
  try {
    const held = await crypto.subtle.importKey("raw", point, imported, false, ["verify"]);
    return await crypto.subtle.verify(checked, held, numbers, message);
  } catch {
    return false; // no point of the curve
  }
}

/** Return what a FIDO token signs: the application, whether somebody touched it, its counter, and the message, hashed. */
async function asTheTokenSaw(application: Bytes, proof: Fields, signed: Bytes): Promise<Bytes> {
  const rest = proof.take(5);
  if (!((rest[0] ?? 0) & USER_PRESENT)) throw new BadSignatureError("nobody touched the token that made it");
  return joined(await hash("SHA-256", application), rest, await hash("SHA-256", signed));
}

/** Return r and s, each in 32 bytes as Web Crypto wants them; null where one is longer. */
function rAndS(value: Bytes): Bytes | null {
  const fields = new Fields(value);
  const numbers = [fields.text(), fields.text()].map((number) => number.slice(number.findIndex((byte) => byte !== 0)));
  fields.end();
  if (numbers.some((number) => number.length > 32)) return null;
  return joined(...numbers.map((number) => joined(new Uint8Array(32 - number.length), number)));
}

function packed(data: Bytes): Bytes {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, data.length);
  return joined(size, data);
}

function latin(data: Bytes): string {
  return String.fromCharCode(...data);
}

/** The fields of an SSH blob, read one after another; each throws `BadSignatureError` where it is too short or too long. */
class Fields {
  private at = 0;

  constructor(private readonly data: Bytes) {}

  take(size: number): Bytes {
    if (this.at + size > this.data.length) throw new BadSignatureError("it is cut off");
    this.at += size;
    return this.data.slice(this.at - size, this.at);
  }

  number(): number {
    const four = this.take(4);
    return new DataView(four.buffer).getUint32(0);
  }

  text(): Bytes {
    return this.take(this.number());
  }

  end(): void {
    if (this.at !== this.data.length) throw new BadSignatureError("more stands in it than belongs there");
  }
}

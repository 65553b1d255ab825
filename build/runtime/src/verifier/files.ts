/** What a reader gives: each file known by what stands in it, whatever it is called. */
import { fromUtf8, utf8, type Bytes } from "./bytes";
import { keyBlob } from "./sshsig";

export interface Named {
  readonly name: string;
  readonly data: Bytes;
}

/** What was given so far; a root key is the line of its file. */
export interface Files {
  readonly bundle: Named | null;
  readonly signature: Named | null;
  readonly root: Named | null;
}

export const NOTHING: Files = { bundle: null, signature: null, root: null };
const ZIP = "PK";
const ARMOUR = "-----BEGIN SSH SIGNATURE-----";

/** Return which of the three a file is; null if none. What calls itself a zip is taken for a bundle, and refused if it is none. */
export function kindOf({ name, data }: Named): keyof Files | null {
  const start = String.fromCharCode(...data.subarray(0, ARMOUR.length));
  if (start.startsWith(ZIP) || name.toLowerCase().endsWith(".zip")) return "bundle";
  if (start === ARMOUR) return "signature";
  return rootBlob(data) ? "root" : null;
}

/** Return the blob of the public key that a file holds, on its only line; null if it holds none. */
export function rootBlob(data: Bytes): Bytes | null {
  try {
    return data.length <= 16_384 ? keyBlob(fromUtf8(data)) : null;
  } catch {
    return null;
  }
}

export function pasted(line: string): Named {
  return { name: line.trim().split(/\s+/).slice(2).join(" ") || line.trim().slice(0, 24), data: utf8(line) };
}

/** Return what is given once these files came too. A new bundle makes the signature of the one before worthless. */
export function added(before: Files, files: readonly Named[]): { files: Files; unknown: readonly string[] } {
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const start = kinds.some(({ kind }) => kind === "bundle") ? { ...before, signature: null } : before;
  const known = kinds.flatMap(({ file, kind }) => (kind ? [[kind, file]] : []));
  const unknown = kinds.filter(({ kind }) => !kind).map(({ file }) => file.name);
  return { files: { ...start, ...Object.fromEntries(known) } as Files, unknown };
}

/** Read a zip as a suspicious stranger's: both headers of every entry, no byte that belongs to none, and nothing that has two readings. */
import { joined, same, type Bytes } from "./bytes";
import { flaw, type Flaw } from "./flaw";

export interface Zip {
  /** The files by their names, in the order of the directory. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Why the zip cannot be taken. */
  readonly flaws: readonly Flaw[];
  /** What shows that another tool packed it (PKG015). */
  readonly repacked: readonly Flaw[];
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const STORED = 0;
const DEFLATED = 8;
const MOST_PACKED = 200 * 1024 * 1024;
const MOST_UNPACKED = 400 * 1024 * 1024;
const MOST_ENTRIES = 20_000;
const WORST_RATIO = 150;
const RATIO_COUNTS_FROM = 1024 * 1024;
const PLAIN_NAME = /^[A-Za-z0-9_./-]{1,240}$/;
const FULL = 0xffffffff;
const SIZES_FOLLOW = 0x0008;
const HARMLESS = 0x0806; // the name is UTF-8; how hard it was compressed
const UNIX = 3;
const KIND_OF_FILE = 0xf000;
const ORDINARY = 0x8000;

/** It was attempted to read a zip that cannot be taken; the message says why, and `path` which entry. */
class UnsafeError extends Error {
  constructor(
    message: string,
    readonly path = "",
    readonly code = "SEC014",
  ) {
    super(message);
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
  readonly data: number;
  /** Time, date, system, and mode: the same for all entries of one build. */
  readonly stamp: string;
}

/** Return the files of a zip; where anything about it is unsafe, none, and the reason as a flaw (SEC014; PKG016 for features, PKG017 for size). */
export async function unzip(bytes: Bytes): Promise<Zip> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = readDirectory(bytes, view);
    refuseDoubles(entries);
    refuseGaps(entries, view);
    refuseBombs(entries);
    const files = new Map<string, Bytes>();
    for (const entry of entries) files.set(entry.name, await unpack(bytes, entry));
    return { files, flaws: [], repacked: marksOfAnotherTool(entries) };
  } catch (error) {
    if (!(error instanceof UnsafeError)) throw error;
    return { files: new Map(), flaws: [flaw(error.code, error.path, error.message)], repacked: [] };
  }
}

function readDirectory(bytes: Bytes, view: DataView): readonly Entry[] {
  if (bytes.length > MOST_PACKED) throw new UnsafeError(`it has more than ${MOST_PACKED / 1024 ** 2} MiB`, "", "PKG017");
  const end = bytes.length - END_SIZE;
  if (end < 0 || view.getUint32(end, true) !== END) throw new UnsafeError("the directory is not at the end of the file");
  const [disk, first, here, total = 0] = [4, 6, 8, 10].map((at) => view.getUint16(end + at, true));
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (view.getUint16(end + 20, true)) throw new UnsafeError("a comment follows the directory", "", "PKG016");
  if (disk || first || here !== total) throw new UnsafeError("it is one part of several");
  if (total > MOST_ENTRIES) throw new UnsafeError(`it has ${total} entries; ${MOST_ENTRIES} are the most`);
  if (offset + size !== end) throw new UnsafeError("the directory contradicts the file's length, or uses the zip64 form");
  const entries: Entry[] = [];
  let at = offset;
  for (let index = 0; index < total; index++) {
    const [entry, next] = readEntry(bytes, view, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw new UnsafeError("the directory holds more than the entries that it announces");
  return entries;
}

function readEntry(bytes: Bytes, view: DataView, at: number, end: number): [Entry, number] {
  if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL) throw new UnsafeError("the directory is cut off");
  const nameSize = view.getUint16(at + 28, true);
  const start = view.getUint32(at + 42, true);
  const raw = bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameSize);
  const name = String.fromCharCode(...raw);
  refuseName(name);
  if (view.getUint16(at + 30, true) || view.getUint16(at + 32, true)) {
    throw new UnsafeError("it has extra fields or a comment, which a bundle of ours has not", name, "PKG016");
  }
  const system = view.getUint8(at + 5);
  const kind = view.getUint16(at + 40, true) & KIND_OF_FILE;
  if (system === UNIX && kind && kind !== ORDINARY) throw new UnsafeError("it is no ordinary file", name);
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [crc, packed, size] = [16, 20, 24].map((place) => view.getUint32(at + place, true)) as [number, number, number];
  if (flags & SIZES_FOLLOW) throw new UnsafeError("its sizes follow its data, which those of a bundle of ours do not", name, "PKG016");
  if (flags & ~HARMLESS) throw new UnsafeError("it is encrypted, or of another kind that is not read everywhere", name);
  if (method !== STORED && method !== DEFLATED) throw new UnsafeError(`it is packed by method ${method}`, name, "PKG016");
  if (packed === FULL || size === FULL || start === FULL) throw new UnsafeError("it uses the zip64 form", name);
  if (start + LOCAL_SIZE > end || view.getUint32(start, true) !== LOCAL) throw new UnsafeError("there is no entry where one should be", name);
  // version, flags, method, time, date, CRC, sizes and name stand in both headers, in the same order
  const agree =
    same(bytes.slice(start + 6, start + 26), bytes.slice(at + 8, at + 28)) &&
    view.getUint16(start + 26, true) === nameSize &&
    same(bytes.slice(start + LOCAL_SIZE, start + LOCAL_SIZE + nameSize), raw.slice());
  if (!agree) throw new UnsafeError("its two headers do not agree", name);
  if (view.getUint16(start + 28, true)) throw new UnsafeError("it has extra fields, which a bundle of ours has not", name, "PKG016");
  const stamp = [view.getUint32(at + 12, true), system, view.getUint32(at + 38, true)].join();
  return [{ name, method, crc, packed, size, start, data: start + LOCAL_SIZE + nameSize, stamp }, at + CENTRAL_SIZE + nameSize];
}

function refuseName(name: string): void {
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new UnsafeError(`the name ${JSON.stringify(name)} is no plain path below the bundle's root`);
  }
  if (!PLAIN_NAME.test(name)) throw new UnsafeError(`the name ${JSON.stringify(name)} has characters that a platform refuses`, "", "PKG016");
}

/** Refuse an entry that would overwrite another where it is unpacked, or lie where another wants a folder. */
function refuseDoubles(entries: readonly Entry[]): void {
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name.toLowerCase())) throw new UnsafeError("it is twice in the zip, for systems that do not tell A from a", name);
    names.add(name.toLowerCase());
  }
  for (const { name } of entries) {
    const parts = name.toLowerCase().split("/");
    for (let depth = 1; depth < parts.length; depth++) {
      if (names.has(parts.slice(0, depth).join("/"))) throw new UnsafeError("it lies in a folder that is a file", name);
    }
  }
}

/** Refuse entries that share bytes, and bytes that belong to no entry. */
function refuseGaps(entries: readonly Entry[], view: DataView): void {
  let at = 0;
  for (const entry of [...entries].sort((one, other) => one.start - other.start)) {
    if (entry.start < at) throw new UnsafeError("it lies over another entry", entry.name);
    if (entry.start > at) throw new UnsafeError(`${entry.start - at} bytes before it belong to no entry`, entry.name);
    at = entry.data + entry.packed;
  }
  const directory = view.getUint32(view.byteLength - 6, true);
  if (at !== directory) throw new UnsafeError("bytes before the directory belong to no entry, or to two");
}

function refuseBombs(entries: readonly Entry[]): void {
  for (const { name, size, packed } of entries) {
    if (size > RATIO_COUNTS_FROM && size > WORST_RATIO * Math.max(1, packed)) {
      throw new UnsafeError(`it would unpack from ${packed} to ${size} bytes`, name);
    }
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > MOST_UNPACKED) throw new UnsafeError(`it would unpack to ${total} bytes; ${MOST_UNPACKED} are the most`);
}

function marksOfAnotherTool(entries: readonly Entry[]): Flaw[] {
  const flaws: Flaw[] = [];
  const wrong = entries.find(({ name }, index) => name < (entries[index - 1]?.name ?? ""));
  if (wrong) flaws.push(flaw("PKG015", wrong.name, "it is not in its place: entries are sorted by name"));
  if (new Set(entries.map(({ stamp }) => stamp)).size > 1) flaws.push(flaw("PKG015", "", "the entries differ in their times or modes"));
  return flaws;
}

async function unpack(bytes: Bytes, entry: Entry): Promise<Bytes> {
  const packed = bytes.slice(entry.data, entry.data + entry.packed);
  const data = entry.method === STORED ? packed : await inflated(packed, entry);
  if (data.length !== entry.size) throw new UnsafeError(`it has ${data.length} bytes where ${entry.size} are announced`, entry.name);
  if (crc32(data) !== entry.crc) throw new UnsafeError("it does not match its checksum", entry.name);
  return data;
}

async function inflated(packed: Bytes, entry: Entry): Promise<Bytes> {
  const parts: Bytes[] = [];
  let size = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      parts.push(step.value);
      size += step.value.length;
      if (size > entry.size) {
        await reader.cancel();
        break;
      }
    }
  } catch {
    throw new UnsafeError("it cannot be inflated, or hides further bytes", entry.name);
  }
  return joined(...parts);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(data: Bytes): number {
  let value = FULL;
  for (const byte of data) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ FULL) >>> 0;
}

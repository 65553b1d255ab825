/** Whether the subjects that a builder names are those of the bundle, and what the builder says of them is what learners get. */
import { fromUtf8, manifestDigest } from "./bytes";
import { BUILD_FILE, modulesOf, type Payload } from "./evidence";
import { flaw, type Flaw } from "./flaw";
import { isList, type Json } from "./json";
import { COURSE, type Built, type BuiltSubject } from "./models";

const CODE = "PKG019";
const MEDIA = "media/";
const OUTSIDE = "media/_/";

type Row = ReadonlyMap<string, Json>;

/** Return where the statement of the build hides something that a policy asks about, or a file that nobody has vetted. */
export async function checkSubjects(payload: Payload, built: Built): Promise<Flaw[]> {
  const modules = modulesOf(payload);
  const flaws: Flaw[] = [];
  const say = (message: string, path = BUILD_FILE): number => flaws.push(flaw(CODE, path, message));
  const named = built.subjects.map((subject) => subject.name).sort();
  if (named.join() !== [COURSE, ...modules.keys()].sort().join()) say("the statement of the build does not name the modules of the bundle");
  if (built.translated !== [...modules.values()].some((row) => listIn(row, "translators").length)) {
    say("the statement of the build and the modules do not agree on whether it is a translation");
  }
  for (const subject of built.subjects) {
    for (const message of await claims(payload, subject, modules.get(subject.name) ?? new Map<string, Json>())) say(message);
  }
  for (const [path, message] of unvetted(payload, built.subjects)) say(message, path);
  return flaws;
}

/** Return what is said of a subject that its page, or the bundle's record of the course, contradicts. */
async function claims(payload: Payload, subject: BuiltSubject, row: Row): Promise<string[]> {
  const found: string[] = [];
  const hidden = [...listIn(row, "authors"), ...listIn(row, "translators")].filter((name) => !subject.names.includes(name));
  if (hidden.length) found.push(`the statement of the build hides who made ${subject.name}: ${hidden.join(", ")}`);
  if (subject.test !== ((row.get("test") ?? null) !== null)) found.push(`the statement of the build is wrong about whether ${subject.name} is a test`);
  const films = playsFilms(payload, row);
  if (films !== null && films !== subject.media) {
    found.push(`the statement of the build is wrong about whether ${subject.name} plays a video or sound`);
  }
  // a line feed in a path would let one file stand for two in the list that the digest is made of
  const isPlain = ![...subject.files.keys()].some((path) => path.includes("\n"));
  if (!isPlain || (await manifestDigest(subject.files)) !== subject.digest) {
    found.push(`the files that the statement of the build names for ${subject.name} are not those of its digest`);
  }
  return found;
}

/** Say whether the page of a module plays a video or sound; null where there is none that can be read. */
function playsFilms(payload: Payload, row: Row): boolean | null {
  const page = payload.files.get(String(row.get("page") ?? ""));
  if (!page) return null;
  try {
    return new DOMParser().parseFromString(fromUtf8(page), "text/html").querySelector("video, audio") !== null;
  } catch {
    return null;
  }
}

/** Return, by path, media that learners get otherwise than they were vetted, or that nobody has vetted. */
function unvetted(payload: Payload, subjects: readonly BuiltSubject[]): [string, string][] {
  const vetted = new Map<string, Set<string>>();
  for (const [path, digest] of subjects.flatMap((subject) => [...subject.files])) {
    vetted.set(path, (vetted.get(path) ?? new Set()).add(digest));
  }
  const found: [string, string][] = [];
  for (const [path, digests] of vetted) if (digests.size > 1) found.push([BUILD_FILE, `the statement of the build names ${path} with two digests`]);
  for (const [path, digest] of payload.digests) {
    if (!path.startsWith(MEDIA)) continue;
    const digests = vetted.get(path.startsWith(OUTSIDE) ? path.slice(OUTSIDE.length) : path);
    if (!digests) found.push([path, "it belongs to no subject: nobody has vetted it"]);
    else if (digests.size !== 1 || !digests.has(digest)) found.push([path, "it is not the file that was vetted"]);
  }
  return found;
}

function listIn(row: Row, key: string): string[] {
  const listed = row.get(key) ?? null;
  return isList(listed) ? listed.map(String) : [];
}

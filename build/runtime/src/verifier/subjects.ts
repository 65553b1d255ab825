/** Whether the subjects that a builder names are those of the bundle, and what the builder says of them is what learners get. */
import { fromUtf8, manifestDigest } from "./bytes";
import { BUILD_FILE, modulesOf, type Payload } from "./evidence";
import { flaw, type Flaw } from "./flaw";
import { isList, type Json } from "./json";
import { COURSE, type Built, type BuiltSubject } from "./models";

const CODE = "PKG019";
const MEDIA = "media/";
const OUTSIDE = "media/_/";
const LITE = "media/lite/";
/** What may stand for a file in the low-bandwidth edition, by the endings of both. */
const STAND_INS = [
  { of: /\.(png|jpe?g|webp|gif|avif|svg)$/i, by: [".webp", ".jpg", ".png", ".svg"] },
  { of: /\.(mp4|webm)$/i, by: [".m4a", ".mp3", ".ogg", ".mp4", ".webm"] },
  { of: /\.(m4a|mp3|ogg|oga|opus|aac|wav)$/i, by: [".m4a", ".mp3", ".ogg"] },
];

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
    for (const message of await claims(payload, subject, modules.get(subject.name) ?? new Map<string, Json>(), built.edition === "lite")) say(message);
  }
  for (const [path, message] of unvetted(payload, built.subjects)) say(message, path);
  for (const [path, message] of ofTheOtherEdition(payload, built, [...modules.values()])) say(message, path);
  return flaws;
}

/**
 * Return what is said of a subject that its page, or the bundle's record of the course, contradicts. In the low-bandwidth edition a
 * film may have its words alone.
 */
async function claims(payload: Payload, subject: BuiltSubject, row: Row, isLite: boolean): Promise<string[]> {
  const found: string[] = [];
  const hidden = [...listIn(row, "authors"), ...listIn(row, "translators")].filter((name) => !subject.names.includes(name));
  if (hidden.length) found.push(`the statement of the build hides who made ${subject.name}: ${hidden.join(", ")}`);
  if (subject.test !== ((row.get("test") ?? null) !== null)) found.push(`the statement of the build is wrong about whether ${subject.name} is a test`);
  const films = playsFilms(payload, row);
  if (films !== null && films !== subject.media && (films || !isLite)) {
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
  const page = readPage(payload, pathOf(row));
  return page && page.querySelector("video, audio") !== null;
}

const pathOf = (row: Row): string => String(row.get("page") ?? "");

function readPage(payload: Payload, path: string): Document | null {
  const page = payload.files.get(path);
  if (!page) return null;
  try {
    // Chromium asks for captions even of a page that nobody sees
    return new DOMParser().parseFromString(fromUtf8(page).replace(/<track\b/gi, "<wbr"), "text/html");
  } catch {
    return null;
  }
}

/** Return the paths of the videos that the pages of modules play. */
function playedVideos(payload: Payload, rows: readonly Row[]): ReadonlySet<string> {
  const played = new Set<string>();
  for (const path of rows.map(pathOf)) {
    for (const one of readPage(payload, path)?.querySelectorAll("video[src], source[src]") ?? []) {
      const found = pathIn(one.getAttribute("src") ?? "", path);
      if (found !== null) played.add(found);
    }
  }
  return played;
}

/** Return the path in the bundle that an address in a page means; null where it means none. */
function pathIn(address: string, page: string): string | null {
  try {
    const { protocol, pathname } = new URL(address, `bundle:///${page}`);
    return protocol === "bundle:" ? decodeURIComponent(pathname.slice(1)) : null;
  } catch {
    return null;
  }
}

/** Return, by path, what belongs to the other edition: one with the name of another would load what its learners were spared. */
function ofTheOtherEdition(payload: Payload, built: Built, rows: readonly Row[]): [string, string][] {
  const vetted = new Set(built.subjects.flatMap((subject) => [...subject.files.keys()]));
  const played = playedVideos(payload, rows);
  const found: [string, string][] = [];
  for (const at of payload.digests.keys()) {
    if (!at.startsWith(MEDIA)) continue;
    const isLight = at.startsWith(LITE);
    if (built.edition === null && isLight) found.push([at, "it is for the low-bandwidth edition, and this is the full one"]);
    else if (built.edition === "lite" && !isLight && (hasStandIn(at, vetted) || played.has(at))) found.push([at, "it is for the full edition"]);
  }
  return found;
}

/** Say whether something that was vetted stands in the low-bandwidth edition for a file. */
function hasStandIn(path: string, vetted: ReadonlySet<string>): boolean {
  const kind = STAND_INS.find(({ of }) => of.test(path));
  return !path.startsWith(OUTSIDE) && kind !== undefined && kind.by.some((ending) => vetted.has(`${LITE}${path.slice(MEDIA.length)}${ending}`));
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

/** What a reviewer has done so far, and how it is read from where anybody may have written. */
import type { Comment, Pack, Reply, Verdict } from "./contract";

export interface Judged {
  verdict: Verdict | "";
  reason: string;
  since: boolean;
  comments: Comment[];
}

export interface Given {
  answer: Reply | "";
  note: string;
}

export interface Work {
  opened: string;
  person: string;
  role: string;
  sample: boolean;
  noConflict: boolean;
  judged: Map<string, Judged>;
  answers: Map<string, Given>;
}

const VERDICTS: readonly string[] = ["approve", "request-changes"];
const REPLIES: readonly string[] = ["yes", "no", "not-applicable"];

type Loose = Readonly<Record<string, unknown>>;

export function fresh(pack: Pack, now: string): Work {
  return {
    opened: now,
    person: "",
    role: "",
    sample: false,
    noConflict: false,
    judged: new Map(pack.subjects.map(({ name }) => [name, { verdict: "", reason: "", since: false, comments: [] }])),
    answers: new Map(pack.statements.map(({ id }) => [id, { answer: "", note: "" }])),
  };
}

/** Work as plain JSON, for the browser to keep. */
export function plain(work: Work): unknown {
  return { ...work, judged: Array.from(work.judged), answers: Array.from(work.answers) };
}

/** Work that was kept, as far as it makes sense in this pack; null if it is none. */
export function restored(pack: Pack, kept: unknown): Work | null {
  const given = loose(kept);
  const work = fresh(pack, moment(given.opened));
  if (!work.opened) return null;
  choose(pack, work, text(given.person), text(given.role));
  work.sample = given.sample === true;
  work.noConflict = given.noConflict === true;
  for (const [name, value] of entries(given.judged)) {
    const there = work.judged.get(name);
    if (there) Object.assign(there, judged(value));
  }
  for (const [name, value] of entries(given.answers)) {
    const there = work.answers.get(name);
    if (there) Object.assign(there, reply(value));
  }
  return work;
}

/** Set person and role, if the roster has them. */
export function choose(pack: Pack, work: Work, person: string, role: string): void {
  const known = pack.persons.find(({ id }) => id === person);
  work.person = known ? person : "";
  work.role = known && known.roles.indexOf(role) >= 0 ? role : "";
}

export function judged(value: unknown): Judged {
  const given = loose(value);
  const verdict = text(given.verdict);
  return {
    verdict: VERDICTS.indexOf(verdict) >= 0 ? (verdict as Verdict) : "",
    reason: text(given.reason),
    since: given.since === true || (typeof given.since === "string" && given.since !== ""),
    comments: list(given.comments).map(comment).filter((one) => one.id && one.at && one.text),
  };
}

export function reply(value: unknown): Given {
  const given = loose(value);
  const answer = text(given.answer);
  return { answer: REPLIES.indexOf(answer) >= 0 ? (answer as Reply) : "", note: text(given.note) };
}

export function loose(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? clean(value) : "";
}

/** A moment as an ISO text, or nothing. */
export function moment(value: unknown): string {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return isNaN(time) ? "" : new Date(time).toISOString();
}

/** A text without control characters and halves of characters: no record may hold them. */
export function clean(value: string): string {
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]/gu, "");
}

function comment(value: unknown): Comment {
  const given = loose(value);
  const resolves = list(given.resolves).map(text).filter(Boolean);
  return { id: text(given.id), at: text(given.at), text: text(given.text).trim(), blocking: given.blocking === true, resolves };
}

function entries(value: unknown): [string, unknown][] {
  return list(value).map((one) => [text(list(one)[0]), list(one)[1]]);
}

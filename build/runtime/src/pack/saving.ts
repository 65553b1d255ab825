/** A decision file: made of the work, checked before it is saved, and read again. */
import { fill, h } from "../dom";
import type { DecisionFile } from "./contract";
import { hasReason, mayTakeDelta } from "./decisions";
import type { Desk } from "./desk";
import { one, put } from "./page";
import { choose, clean, fresh, judged, list, loose, moment, reply, text, type Work } from "./work";

const KIND = "karmakit-decision";

export function saving(desk: Desk): void {
  const faults = one(document, "#faults");
  const thoroughness = Array.from(document.querySelectorAll<HTMLInputElement>("input[name=thoroughness]"));
  const declared = one<HTMLInputElement>(document, "#no-conflict");
  for (const radio of thoroughness) radio.addEventListener("change", () => desk.change((work) => (work.sample = radio.value === "sample")));
  declared.addEventListener("change", () => desk.change((work) => (work.noConflict = declared.checked)));
  desk.watch(() => {
    for (const radio of thoroughness) radio.checked = (radio.value === "sample") === desk.work.sample;
    declared.checked = desk.work.noConflict;
  });
  one(document, "#save").addEventListener("click", () => {
    const found = faultsOf(desk);
    fill(faults, found.length > 0 && h("p", {}, desk.say("cannot-save")), found.length > 0 && h("ul", {}, ...found.map((line) => h("li", {}, line))));
    put(one(document, "#saved"), "");
    if (found.length) return faults.focus();
    const name = `${desk.pack.course}-${desk.work.person}.decision.json`;
    download(name, JSON.stringify(fileOf(desk, new Date()), null, 1) + "\n");
    put(one(document, "#saved"), desk.say("saved", { file: name }));
  });
  loading(desk);
}

/** What keeps the work from being saved, in words; a decision that could not count is none. */
function faultsOf(desk: Desk): string[] {
  const { work, pack } = desk;
  const found: string[] = [];
  if (!work.person || !work.role) found.push(desk.say("fault-who"));
  const done = pack.subjects.filter(({ name }) => desk.judged(name).verdict);
  if (!done.length) found.push(desk.say("fault-none"));
  for (const subject of pack.subjects) {
    const { title, name } = subject;
    const { verdict, comments } = desk.judged(name);
    if (!verdict && comments.length) found.push(desk.say("fault-undecided", { title }));
    if (!hasReason(subject, desk)) found.push(desk.say("fault-reason", { title }));
    if (verdict === "approve" && desk.isMaker(subject)) found.push(desk.say("fault-maker", { title }));
  }
  if (!work.noConflict && done.some(({ name }) => desk.judged(name).verdict === "approve")) found.push(desk.say("fault-conflict"));
  return found;
}

function fileOf(desk: Desk, now: Date): DecisionFile {
  const { pack, work } = desk;
  const file: DecisionFile = {
    version: 1,
    kind: KIND,
    course: pack.course,
    language: pack.language,
    person: work.person,
    role: work.role,
    opened: work.opened,
    closed: new Date(Math.max(now.getTime(), Date.parse(work.opened))).toISOString(),
    no_conflict: work.noConflict,
    thoroughness: work.sample ? "sample" : "full",
    decided: [],
    answers: [],
  };
  for (const subject of pack.subjects) {
    const { verdict, reason, since, comments } = desk.judged(subject.name);
    if (!verdict) continue;
    const start = since && verdict === "approve" && mayTakeDelta(subject, desk) ? (subject.since[work.role] ?? null) : null;
    file.decided.push({ subject: subject.name, digest: subject.digest, verdict, reason: clean(reason).trim(), since: start, comments });
  }
  for (const { id, evidence } of pack.statements) {
    const given = work.answers.get(id);
    if (given?.answer) file.answers.push({ statement: id, answer: given.answer, by: "person", evidence: [...evidence], note: given.note.trim() });
  }
  return file;
}

function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function loading(desk: Desk): void {
  const load = one<HTMLInputElement>(document, "#load");
  const said = one(document, "#loaded");
  load.addEventListener("change", () => {
    const file = load.files?.[0];
    if (!file) return;
    read(file).then(
      (content) => put(said, taken(desk, content)),
      () => put(said, desk.say("fault-file")),
    );
  });
}

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsText(file);
  });
}

/** Take over what a saved file decides on content that is as it was; say in words what came of it. */
function taken(desk: Desk, content: string): string {
  const given = parsed(content);
  if (given.kind !== KIND || given.version !== 1 || !moment(given.opened)) return desk.say("fault-file");
  if (given.course !== desk.pack.course || given.language !== desk.pack.language) return desk.say("fault-other");
  const work: Work = fresh(desk.pack, moment(given.opened));
  choose(desk.pack, work, text(given.person), text(given.role));
  work.sample = given.thoroughness === "sample";
  work.noConflict = given.no_conflict === true;
  const older: string[] = [];
  for (const one of list(given.decided).map(loose)) {
    const subject = desk.pack.subjects.find(({ name }) => name === one.subject);
    if (subject && one.digest === subject.digest) work.judged.set(subject.name, judged(one));
    else older.push(subject?.title ?? text(one.subject));
  }
  for (const one of list(given.answers).map(loose)) {
    const name = text(one.statement);
    if (work.answers.has(name)) work.answers.set(name, reply(one));
  }
  desk.change(() => (desk.work = work));
  return older.length ? desk.say("loaded-older", { parts: older.join(", ") }) : desk.say("loaded");
}

function parsed(content: string): Readonly<Record<string, unknown>> {
  try {
    return loose(JSON.parse(content));
  } catch {
    return {};
  }
}

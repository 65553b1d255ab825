/** Whether vetting holds: each record against the policy, each subject against its quorum. */
import { flaw, type Flaw } from "./flaw";
import { headFlaws } from "./heads";
import { COURSE, personOf, type BuiltSubject, type Person, type Policy, type Predicate, type Remark, type Report, type Requirement, type When } from "./models";
import { folded, isOneOf } from "./names";
import { fits } from "./patterns";
import { inOrder, type Log, type Record } from "./records";
import { check, daysBetween } from "./signers";
import { isOlder } from "./versions";
import { held } from "./waivers";

/** What is judged: `policies` are the digests of the policy and of those it follows, `today` is a day such as `2026-11-22`. */
export interface Case {
  readonly course: string;
  readonly language: string;
  readonly translated: boolean;
  readonly subjects: readonly BuiltSubject[];
  readonly log: Log;
  readonly policy: Policy;
  readonly policies: readonly string[];
  readonly today: string;
  /** What the rules say of the course as it is, with its digest. */
  readonly report: { readonly said: Report; readonly digest: string };
  /** The codes of the rules that nobody can waive. */
  readonly gates: ReadonlySet<string>;
}

export interface Approval {
  readonly person: Person;
  readonly role: string;
  readonly record: Record;
}

/** How a subject stands; it is vetted if it has no flaws. `waived` are codes whose findings a waiver that holds lets pass. */
export interface Standing {
  readonly subject: BuiltSubject;
  readonly approvals: readonly Approval[];
  readonly flaws: readonly Flaw[];
  readonly waived: ReadonlySet<string>;
}

/** Return how each subject of a course stands, in their order; what is wrong with the log as a whole stands with `_course`. */
export async function judge(of: Case): Promise<Standing[]> {
  const sound: Record[] = [];
  const notes: Flaw[] = [];
  for (const record of inOrder(of.log.records)) {
    const wrong = await wrongWith(of, record);
    if (wrong) notes.push(wrong);
    else sound.push(record);
  }
  const broken = [...of.log.flaws, ...(await headFlaws(of.log, of, of.policy, of.today, sound))];
  const modules = new Set(of.subjects.map((subject) => subject.name).filter((name) => name !== COURSE));
  return of.subjects.map((subject) => {
    const mine = ({ path }: Flaw): boolean => path.startsWith(`${subject.name}/`);
    const ofLog = ({ path }: Flaw): boolean => !modules.has(path.split("/", 1)[0] ?? "");
    const records = sound.filter((record) => record.predicate.scope.subject === subject.name);
    return standing(of, subject, records, broken.filter(subject.name === COURSE ? ofLog : mine), notes.filter(mine));
  });
}

/** Return why a record does not count at all; null if it does. */
async function wrongWith(of: Case, record: Record): Promise<Flaw | null> {
  const { predicate, path } = record;
  const { scope, reviewer } = predicate;
  if (scope.course !== of.course || scope.language !== of.language) {
    return flaw("VET002", path, `the record was made for ${scope.course} in ${scope.language}, not for ${of.course} in ${of.language}`);
  }
  if (record.subject !== `${scope.course}/${scope.subject}`) return flaw("VET014", path, "the record's subject and its scope name two things");
  if (!of.policies.includes(predicate.policy)) return flaw("VET013", path, "the record was made under a policy that this one does not follow");
  const person = personOf(of.policy, reviewer.person);
  if (!person) return flaw("VET003", path, `${reviewer.person} is not on the roster`);
  const unsigned = await check({ ...record, closed: predicate.closed }, person, of.today);
  return unsigned && flaw("VET003", path, unsigned.message);
}

function standing(of: Case, subject: BuiltSubject, records: readonly Record[], broken: readonly Flaw[], notes: readonly Flaw[]): Standing {
  const gone = revoked(of, records);
  const living = records.filter((record) => !gone.has(record.digest) && record.predicate.verdict !== "revoke");
  const makers = makersOf(subject, living);
  const approvals: Approval[] = [];
  const refused: Flaw[] = [...notes];
  for (const approval of lastWords(of, living)) {
    const { record } = approval;
    const wrong = objection(of, subject, approval, makers) ?? stale(of, subject, record, living) ?? unproven(of, record);
    if (wrong) refused.push(wrong);
    else approvals.push(approval);
  }
  const waivers = held({ ...of, makers }, subject, living);
  const flaws = [...broken, ...open(subject, living), ...waivers.flaws];
  const lacking = missing(of, subject, approvals);
  if (lacking) flaws.push(...refused, flaw(approvals.length || refused.length ? "VET005" : "VET001", subject.name, lacking));
  return { subject, approvals, flaws, waived: waivers.codes };
}

/** Return the digests of the records that were revoked by who made them, or by an owner of the policy. */
function revoked(of: Case, records: readonly Record[]): ReadonlySet<string> {
  const makers = new Map(records.map((record) => [record.digest, record.predicate.reviewer.person]));
  const found = new Set<string>();
  for (const { predicate } of records) {
    const maker = predicate.verdict === "revoke" && predicate.revokes ? makers.get(predicate.revokes) : undefined;
    const by = predicate.reviewer.person;
    if (predicate.revokes && maker && (by === maker || of.policy.owners.persons.includes(by))) found.add(predicate.revokes);
  }
  return found;
}

/** Return the approvals that are their person's last word in that role. */
function lastWords(of: Case, living: readonly Record[]): Approval[] {
  const last = new Map<string, Record>();
  for (const record of living) {
    const { verdict, reviewer } = record.predicate;
    if (verdict === "approve" || verdict === "request-changes") last.set(`${reviewer.person} ${reviewer.role}`, record);
  }
  return [...last.values()].flatMap((record) => {
    const { verdict, reviewer } = record.predicate;
    const person = verdict === "approve" ? personOf(of.policy, reviewer.person) : undefined;
    return person ? [{ person, role: reviewer.role, record }] : [];
  });
}

/** Return why this person may not pass this subject in this role. */
function objection(of: Case, subject: BuiltSubject, { person, role, record }: Approval, makers: ReadonlySet<string>): Flaw | null {
  const { path, predicate } = record;
  if (isOneOf(person, makers)) {
    return flaw("VET004", path, `${person.id} has worked on ${subject.title} and cannot pass it`);
  }
  if (!person.roles.includes(role)) return flaw("VET005", path, `${person.id} is no ${role} on the roster`);
  if (predicate.reviewer.institution !== person.institution) {
    return flaw("VET005", path, `${person.id} is of ${person.institution} on the roster`);
  }
  const speaks = of.policy.quorum.roles.some((need) => need.role === role && need.speaks);
  if (speaks && !person.languages.includes(of.language)) {
    return flaw("VET005", path, `${person.id} is not listed for the language ${of.language}`);
  }
  if (!predicate.no_conflict) return flaw("VET007", path, "the declaration that there is no conflict of interest is missing");
  return null;
}

/** Return why a decision no longer speaks of the content as it is: changed since, or too old. */
function stale(of: Case, subject: BuiltSubject, record: Record, living: readonly Record[]): Flaw | null {
  const { path, predicate } = record;
  const age = daysBetween(predicate.closed.day, of.today);
  if (age > of.policy.max_age_days) return flaw("VET002", path, `the approval is ${age} days old, and ${of.policy.max_age_days} are allowed`);
  const formatted = of.policy.carry_over === "formatting" && predicate.semantic === subject.semantic;
  if (record.content !== subject.digest && !formatted) {
    const changed = changedFiles(predicate, subject).join(", ") || "files were added or removed";
    return flaw("VET002", path, `${subject.title} was changed after ${predicate.reviewer.person} passed it: ${changed}`);
  }
  if (predicate.since && !wasApproved(predicate, living)) {
    return flaw("VET002", path, "the approval speaks of the change since a text that nobody in this role had passed");
  }
  return null;
}

/** Return why the report that an approval rests on is none: of a tool that is too old, or not what the rules say of these sources. */
function unproven(of: Case, { path, predicate }: Record): Flaw | null {
  const oldest = of.policy.oldest_tool;
  if (oldest && (!predicate.tool || isOlder(predicate.tool, oldest))) {
    return flaw("VET016", path, `the approval was made by karmakit ${predicate.tool ?? "without a report"}; the policy asks for ${oldest} or later`);
  }
  const { said, digest } = of.report;
  const same = predicate.source === said.source && predicate.ruleset === said.ruleset;
  if (same && predicate.report !== digest) return flaw("VET017", path, "the approval rests on a report that the rules do not give of these sources");
  return null;
}

/** Say whether the text that a delta review starts from was passed in the same role, in whole or itself by way of deltas. */
function wasApproved(predicate: Predicate, living: readonly Record[]): boolean {
  const passed = new Map<string, Predicate["closed"]>();
  for (const { content, predicate: earlier } of living) {
    const sameRole = earlier.verdict === "approve" && earlier.reviewer.role === predicate.reviewer.role;
    if (sameRole && starts(earlier, passed) && !passed.has(content)) passed.set(content, earlier.closed);
  }
  return starts(predicate, passed);
}

/** Say whether a review looked at the whole, or started from a text that was passed before. */
function starts({ since, closed }: Predicate, passed: ReadonlyMap<string, Predicate["closed"]>): boolean {
  if (since === null) return true;
  const before = passed.get(since);
  return before !== undefined && before.micros < closed.micros;
}

function changedFiles(predicate: Predicate, subject: BuiltSubject): string[] {
  const paths = new Set([...predicate.files.keys(), ...subject.files.keys()]);
  return [...paths].sort().filter((path) => predicate.files.get(path) !== subject.files.get(path));
}

/** Return all who made or translated the subject: as its front-matter tells, and as requests froze what Git knew. */
function makersOf(subject: BuiltSubject, living: readonly Record[]): ReadonlySet<string> {
  const names = living.flatMap(({ predicate }) => [...predicate.authors, ...predicate.translators]);
  return new Set([...subject.names, ...names].map(folded));
}

/** Return what is still to be answered: changes that were asked for, and blocking remarks. */
function open(subject: BuiltSubject, living: readonly Record[]): Flaw[] {
  const last = new Map<string, Record>();
  for (const record of living) {
    const { verdict, reviewer } = record.predicate;
    if (verdict === "approve" || verdict === "request-changes") last.set(reviewer.person, record);
  }
  const flaws: Flaw[] = [];
  for (const { path, predicate } of last.values()) {
    if (predicate.verdict !== "request-changes") continue;
    const asked = predicate.reason || "see the remarks";
    flaws.push(flaw("VET012", path, `${predicate.reviewer.person} asked for changes to ${subject.title}: ${asked}`));
  }
  for (const record of living) {
    for (const remark of record.predicate.comments) {
      if (remark.blocking && !isResolved(remark, record, living)) {
        flaws.push(flaw("VET012", record.path, `a blocking remark at ${remark.at} is open: ${remark.text}`));
      }
    }
  }
  return flaws;
}

/** Say whether who made a remark, or another in the same role, has resolved it. */
function isResolved(remark: Remark, by: Record, living: readonly Record[]): boolean {
  const who = by.predicate.reviewer;
  return living.some(
    ({ predicate }) =>
      (predicate.reviewer.person === who.person || predicate.reviewer.role === who.role) &&
      predicate.comments.some((answer) => answer.resolves.includes(remark.id)),
  );
}

/** Return in words what the quorum still wants, or an empty text; a person counts once, with however many keys and roles. */
function missing(of: Case, subject: BuiltSubject, approvals: readonly Approval[]): string {
  const { quorum } = of.policy;
  const roles = quorum.roles.filter((need) => asks(need.when, of, subject) && !isMet(need, approvals)).map((need) => need.role);
  const persons = new Set(approvals.map((approval) => approval.person.id)).size;
  const institutions = new Set(approvals.map((approval) => approval.person.institution)).size;
  const lacking: string[] = [];
  if (roles.length) lacking.push(`the approval of ${roles.join(", ")} is missing`);
  if (persons < quorum.persons) lacking.push(`${persons} of ${quorum.persons} persons passed it`);
  if (persons && institutions < quorum.institutions) lacking.push(`they are of ${institutions} of ${quorum.institutions} institutions`);
  return lacking.join("; ");
}

function isMet(need: Requirement, approvals: readonly Approval[]): boolean {
  return new Set(approvals.filter(({ role }) => role === need.role).map(({ person }) => person.id)).size >= need.persons;
}

/** Say whether a requirement speaks of this subject. */
function asks(when: When, of: Case, subject: BuiltSubject): boolean {
  const facts = [
    [when.subject, subject.name === COURSE ? "course" : "module"],
    [when.media, subject.media],
    [when.test, subject.test],
    [when.translated, of.translated],
  ];
  const fit = facts.every(([asked, there]) => asked === null || asked === there);
  return fit && (!when.courses.length || when.courses.some((pattern) => fits(of.course, pattern)));
}

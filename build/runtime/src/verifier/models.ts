/** The models of vetting: policy, statement, head, report and build statement, with the keys that they have in their files. */
import { day, flag, like, list, may, model, moment, need, one, perhaps, table, text, whole, words, type Moment } from "./shapes";

export type { Moment };

export const COURSE = "_course";
export const VET = "vet.v1@karmakit";
export const POLICY = "policy.v1@karmakit";
export const BUILD = "build.v1@karmakit";

const sha = like(/^[0-9a-f]{64}$/);
const id = like(/^[a-z0-9]+(-[a-z0-9]+)*$/, 64);
const version = like(/^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$/);
const code = like(/^[A-Z]{3}[0-9]{3}$/);
const STATEMENT = "https://in-toto.io/Statement/v1";

export type Files = ReadonlyMap<string, string>;

export interface SigningKey {
  key: string;
  since: string;
  until: string;
  revoked: string | null;
}

const signingKey = model<SigningKey>({
  key: need(like(/^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( [^\n]*)?$/, 4096)),
  since: need(day),
  until: need(day),
  revoked: perhaps(day),
});

export interface Person {
  id: string;
  title: string;
  institution: string;
  roles: readonly string[];
  languages: readonly string[];
  known_as: readonly string[];
  handles: ReadonlyMap<string, string>;
  keys: readonly SigningKey[];
}

const person = model<Person>({
  id: need(id),
  title: need(text),
  institution: need(text),
  roles: need(list(id, 1)),
  languages: may(list(text), []),
  known_as: may(list(text), []),
  handles: may(table(one("github", "gitlab"), text), new Map<string, string>()),
  keys: may(list(signingKey), []),
});

export interface When {
  courses: readonly string[];
  subject: "course" | "module" | null;
  media: boolean | null;
  test: boolean | null;
  translated: boolean | null;
}

const when = model<When>({
  courses: may(list(text), []),
  subject: perhaps(one("course", "module")),
  media: perhaps(flag),
  test: perhaps(flag),
  translated: perhaps(flag),
});

export interface Requirement {
  role: string;
  persons: number;
  when: When;
  speaks: boolean;
}

const requirement = model<Requirement>({
  role: need(id),
  persons: may(whole(1, 10), 1),
  when: may(when, { courses: [], subject: null, media: null, test: null, translated: null }),
  speaks: may(flag, false),
});

export interface Waivers {
  role: string | null;
  rules: readonly string[];
  days: number;
  at_most: number;
}

const waivers = model<Waivers>({
  role: perhaps(id),
  rules: may(list(text), []),
  days: may(whole(0, 730), 0),
  at_most: may(whole(0, 50), 0),
});

export interface Policy {
  version: 1;
  number: number;
  previous: string | null;
  name: string;
  demonstration: boolean;
  owners: { persons: readonly string[]; quorum: number };
  persons: readonly Person[];
  quorum: { persons: number; institutions: number; roles: readonly Requirement[] };
  max_age_days: number;
  carry_over: "exact" | "formatting";
  builders: readonly string[];
  oldest_tool: string | null;
  framework: string | null;
  threshold: number;
  waivers: Waivers;
}

export const policy = model<Policy>({
  version: need(one(1)),
  number: need(whole(1)),
  previous: perhaps(sha),
  name: need(text),
  demonstration: may(flag, false),
  owners: need(model<Policy["owners"]>({ persons: need(list(id, 1)), quorum: need(whole(1)) })),
  persons: need(list(person, 1)),
  quorum: need(
    model<Policy["quorum"]>({ persons: may(whole(1, 20), 2), institutions: may(whole(1, 20), 1), roles: need(list(requirement, 1)) }),
  ),
  max_age_days: may(whole(1, 3650), 730),
  carry_over: may(one("exact", "formatting"), "exact"),
  builders: may(list(id), []),
  oldest_tool: perhaps(version),
  framework: { ...perhaps(text), otherwise: { value: "igot-cfqa" } },
  threshold: may(whole(0, 100), 70),
  waivers: may(waivers, { role: null, rules: [], days: 0, at_most: 0 }),
});

export const personOf = (policy: Policy, name: string): Person | undefined => policy.persons.find((person) => person.id === name);

export type Reply = "yes" | "no" | "not-applicable";

export interface Answer {
  statement: string;
  answer: Reply;
  by: "rule" | "person";
  evidence: readonly string[];
  note: string;
}

const reply = one("yes", "no", "not-applicable");

const answer = model<Answer>({
  statement: need(text),
  answer: need(reply),
  by: need(one("rule", "person")),
  evidence: may(list(code), []),
  note: may(words, ""),
});

export interface Remark {
  id: string;
  at: string;
  text: string;
  blocking: boolean;
  resolves: readonly string[];
}

const remark = model<Remark>({ id: need(text), at: need(text), text: need(text), blocking: may(flag, false), resolves: may(list(text), []) });

export interface Waiver {
  rule: string;
  reason: string;
  until: string;
}

const waiver = model<Waiver>({ rule: need(code), reason: need(text), until: need(day) });

export interface Predicate {
  verdict: "request" | "approve" | "request-changes" | "waive" | "revoke";
  reviewer: { person: string; institution: string; role: string };
  scope: { course: string; subject: string; language: string };
  files: Files;
  semantic: string;
  policy: string;
  tool: string | null;
  ruleset: string | null;
  source: string | null;
  report: string | null;
  previous: readonly string[];
  opened: Moment;
  closed: Moment;
  since: string | null;
  thoroughness: "full" | "sample";
  no_conflict: boolean;
  authors: readonly string[];
  translators: readonly string[];
  answers: readonly Answer[];
  comments: readonly Remark[];
  waivers: readonly Waiver[];
  revokes: string | null;
  reason: string;
}

const predicate = model<Predicate>({
  verdict: need(one("request", "approve", "request-changes", "waive", "revoke")),
  reviewer: need(model<Predicate["reviewer"]>({ person: need(id), institution: need(text), role: need(id) })),
  scope: need(model<Predicate["scope"]>({ course: need(text), subject: need(text), language: need(text) })),
  files: need(table(text, sha, 1)),
  semantic: need(sha),
  policy: need(sha),
  tool: perhaps(version),
  ruleset: perhaps(sha),
  source: perhaps(sha),
  report: perhaps(sha),
  previous: may(list(sha), []),
  opened: need(moment),
  closed: need(moment),
  since: perhaps(sha),
  thoroughness: may(one("full", "sample"), "full"),
  no_conflict: may(flag, false),
  authors: may(list(text), []),
  translators: may(list(text), []),
  answers: may(list(answer), []),
  comments: may(list(remark), []),
  waivers: may(list(waiver), []),
  revokes: perhaps(sha),
  reason: may(words, ""),
});

export interface Subject {
  name: string;
  digest: ReadonlyMap<string, string>;
}

const subject = model<Subject>({ name: need(text), digest: need(table(one("sha256"), sha, 1)) });

export interface Statement<P> {
  _type: string;
  subject: readonly Subject[];
  predicateType: string;
  predicate: P;
}

export const statement = model<Statement<Predicate>>({
  _type: need(one(STATEMENT)),
  subject: need(list(subject, 1, 1)),
  predicateType: need(one("https://w3id.org/karmakit/vetting/v1")),
  predicate: need(predicate),
});

export interface Head {
  course: string;
  language: string;
  records: number;
  tips: readonly string[];
  person: string;
  closed: Moment;
}

export const head = model<Head>({
  course: need(text),
  language: need(text),
  records: need(whole(1)),
  tips: need(list(sha, 1)),
  person: need(id),
  closed: need(moment),
});

export interface Reported {
  code: string;
  severity: "info" | "warning" | "error";
  kind: "fail" | "needs-human";
  gate: boolean;
  path: string;
  line: number;
  column: number;
  message: string;
}

const reported = model<Reported>({
  code: need(code),
  severity: need(one("info", "warning", "error")),
  kind: need(one("fail", "needs-human")),
  gate: may(flag, false),
  path: need(text),
  line: may(whole(), 1),
  column: may(whole(), 1),
  message: may(words, ""),
});

interface Exempted {
  code: string;
  path: string;
  line: number;
  reason: string;
}

export interface FormLine {
  statement: string;
  answer: Reply | null;
  why: string;
  rules: readonly string[];
}

export interface Report {
  version: 1;
  tool: string;
  ruleset: string;
  source: string;
  whole: boolean;
  asked: readonly string[];
  findings: readonly Reported[];
  excepted: readonly Exempted[];
  there: ReadonlyMap<string, number>;
  framework: string | null;
  form: readonly FormLine[];
}

export const report = model<Report>({
  version: may(one(1), 1),
  tool: need(version),
  ruleset: need(sha),
  source: need(sha),
  whole: need(flag),
  asked: need(list(code)),
  findings: may(list(reported), []),
  excepted: may(list(model<Exempted>({ code: need(code), path: need(text), line: need(whole()), reason: may(words, "") })), []),
  there: may(table(text, whole()), new Map<string, number>()),
  framework: perhaps(text),
  form: may(
    list(model<FormLine>({ statement: need(text), answer: perhaps(reply), why: may(words, ""), rules: may(list(code), []) })),
    [],
  ),
});

export interface BuiltSubject {
  name: string;
  title: string;
  digest: string;
  semantic: string;
  files: Files;
  names: readonly string[];
  media: boolean;
  test: boolean;
}

const builtSubject = model<BuiltSubject>({
  name: need(text),
  title: need(text),
  digest: need(sha),
  semantic: need(sha),
  files: need(table(text, sha, 1)),
  names: may(list(text), []),
  media: may(flag, false),
  test: may(flag, false),
});

export interface Built {
  tool: { name: string; version: string };
  target: string;
  edition: "lite" | null;
  course: string;
  language: string;
  version: string;
  translated: boolean;
  source: string;
  report: string;
  policy: string;
  records: number;
  tips: readonly string[];
  subjects: readonly BuiltSubject[];
}

export const build = model<Statement<Built>>({
  _type: need(one(STATEMENT)),
  subject: need(list(subject, 1, 1)),
  predicateType: need(one("https://w3id.org/karmakit/build/v1")),
  predicate: need(
    model<Built>({
      tool: need(model<Built["tool"]>({ name: need(text), version: need(version) })),
      target: need(id),
      edition: perhaps(one("lite")),
      course: need(id),
      language: need(text),
      version: need(text),
      translated: may(flag, false),
      source: need(sha),
      report: need(sha),
      policy: need(sha),
      records: need(whole(1)),
      tips: need(list(sha, 1)),
      subjects: need(list(builtSubject, 1)),
    }),
  ),
});

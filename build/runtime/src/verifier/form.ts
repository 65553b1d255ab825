/** The quality form: what the rules left of it, what persons' answers make of it, and whether it reaches what the policy asks for. */
import { flaw, type Flaw } from "./flaw";
import type { Standing } from "./judge";
import { COURSE, type Answer, type FormLine, type Policy, type Reply, type Report } from "./models";

/** A framework as its data pack has it; the statements are said in both languages. */
export interface Framework {
  readonly id: string;
  readonly title: Said;
  readonly scale: readonly { readonly points: number; readonly means?: "yes" | "no" | null }[];
  readonly criteria: readonly { readonly title: Said; readonly statements: readonly Asked[] }[];
}

interface Asked {
  readonly id: string;
  readonly text: Said;
  readonly answered: "machine" | "evidence" | "person";
  readonly rules?: readonly string[];
  readonly of?: string | null;
  readonly about?: string | null;
}

export interface Said {
  readonly en: string;
  readonly hi: string;
}

/** A form as it counts: each statement with its answer (null: open), and the points of the most that could be. */
export interface Form {
  readonly answers: ReadonlyMap<string, Reply | null>;
  readonly open: readonly string[];
  readonly points: number;
  readonly most: number;
}

/** The strictest first. */
const ORDER: readonly Reply[] = ["no", "not-applicable", "yes"];

/** Return the form as the report has it, with the answers of the decisions that count. A statement that the report does not know is open. */
export function formOf(framework: Framework, report: Report, standings: readonly Standing[]): Form {
  const given = countingAnswers(standings);
  const told = new Map(report.form.map((line) => [line.statement, line]));
  const free = waivedCodes(report, standings);
  const answers = new Map<string, Reply | null>();
  for (const { id } of framework.criteria.flatMap((criterion) => criterion.statements)) {
    answers.set(id, settled(told.get(id), given.filter((answer) => answer.statement === id), report, free));
  }
  const said = [...answers.values()];
  const worth = (answer: "yes" | "no"): number => framework.scale.find((step) => step.means === answer)?.points ?? 0;
  const points = said.reduce((sum, answer) => sum + (answer === "yes" || answer === "no" ? worth(answer) : 0), 0);
  const each = Math.max(...framework.scale.map((step) => step.points));
  return {
    answers,
    open: [...answers].filter(([, answer]) => answer === null).map(([id]) => id),
    points,
    most: each * said.filter((answer) => answer !== "not-applicable").length,
  };
}

/** Return what is wrong with the form; null where it is complete and reaches the policy's per cent. */
export function formFlaw(form: Form, policy: Policy): Flaw | null {
  if (form.open.length) {
    return flaw("VET007", COURSE, `${form.open.length} of ${form.answers.size} statements of the quality form are open: ${form.open.join(", ")}`);
  }
  if (!form.most || form.points * 100 < policy.threshold * form.most) {
    return flaw("VET007", COURSE, `the quality form has ${form.points} of ${form.most} points; the policy asks for ${policy.threshold} per cent`);
  }
  return null;
}

/** Return persons' answers that were given with an approval of the whole course, or a no with that of any module. */
function countingAnswers(standings: readonly Standing[]): Answer[] {
  return standings.flatMap(({ subject, approvals }) =>
    approvals
      .flatMap(({ record }) => record.predicate.answers)
      .filter(({ by, answer }) => by === "person" && (subject.name === COURSE || answer === "no")),
  );
}

/** Return the answer that counts: a person may be stricter than the rules, and milder only where all that they found was waived. */
function settled(line: FormLine | undefined, given: readonly Answer[], report: Report, free: ReadonlySet<string>): Reply | null {
  const ruled = line?.answer ?? null;
  const said = ORDER.find((reply) => given.some(({ answer }) => answer === reply));
  if (said === undefined) return ruled;
  const found = report.findings.filter(({ code }) => line?.rules.includes(code));
  const isWaived = ruled === "no" && found.every(({ code }) => free.has(code));
  return ruled === null || ORDER.indexOf(said) < ORDER.indexOf(ruled) || isWaived ? said : ruled;
}

/** Return the codes all of whose findings waivers let pass. */
function waivedCodes(report: Report, standings: readonly Standing[]): ReadonlySet<string> {
  const left = new Set(report.findings.filter((one) => one.gate || !isWaived(one.path, one.code, standings)).map(({ code }) => code));
  return new Set(report.findings.map(({ code }) => code).filter((code) => !left.has(code)));
}

/** Say whether a waiver that holds lets a rule's findings in a file pass: in each of the subjects that have the file. */
export function isWaived(path: string, code: string, standings: readonly Standing[]): boolean {
  const having = standings.filter(({ subject }) => subject.files.has(path));
  return having.length > 0 && having.every(({ waived }) => waived.has(code));
}

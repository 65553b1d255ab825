/** Whether a report can have come from the rules that it names: worked out again where this page knows them. */
import type { Framework, Said } from "./form";
import type { FormLine, Report } from "./models";

/** What the page was given of a version of karmakit: its rules and forms, as data. */
export interface Rules {
  readonly tool: string;
  readonly ruleset: string;
  /** Of each rule its weight, whether it is a gate, and what it finds; `asked`: a report of this version asks it. */
  readonly rules: { readonly [code: string]: { readonly severity: string; readonly gate: boolean; readonly asked: boolean } };
  /** What the codes of vetting and of bundles stand for. */
  readonly titles: { readonly [code: string]: Said };
  readonly frameworks: readonly Framework[];
}

export function gatesOf(rules: Rules): ReadonlySet<string> {
  return new Set(Object.keys(rules.rules).filter((code) => rules.rules[code]?.gate));
}

/** Return how a report of this page's version gives itself away; of another version's rules nothing is known here. */
export function fabricated(report: Report, framework: Framework | null, known: Rules): string[] {
  if (report.tool !== known.tool) return [];
  if (report.ruleset !== known.ruleset) return ["it names other rules than that version has"];
  const asked = Object.keys(known.rules).filter((code) => known.rules[code]?.asked);
  if ([...new Set(report.asked)].sort().join() !== asked.sort().join()) return ["it did not ask all rules"];
  for (const { code, gate, severity } of report.findings) {
    const rule = Object.keys(known.rules).includes(code) ? known.rules[code] : undefined;
    if (!rule || rule.gate !== gate || rule.severity !== severity) return [`it weighs ${code} otherwise than the rule`];
  }
  if (framework && framework.id === report.framework && !isFilledSo(report, framework)) {
    return ["its findings do not give the answers of its form"];
  }
  return [];
}

type Asked = Framework["criteria"][number]["statements"][number];

function isFilledSo(report: Report, framework: Framework): boolean {
  const lines = framework.criteria.flatMap(({ statements }) => statements.map((statement) => line(statement, report)));
  const text = ({ statement, answer, why, rules }: FormLine): string => [statement, answer, why, ...rules].join();
  return lines.map(text).join("\n") === report.form.map(text).join("\n");
}

/** Return a statement as the rules leave it: a fault is a no, but silence alone is not yet a yes. */
function line(asked: Asked, report: Report): FormLine {
  const ours = asked.rules ?? [];
  const found = report.findings.filter(({ code, path, message }) => ours.includes(code) && isAbout({ path, message }, asked.about));
  const absent = report.whole && Boolean(asked.of) && !report.there.get(asked.of ?? "");
  const leave = (answer: FormLine["answer"], why = ""): FormLine => ({
    statement: asked.id,
    answer,
    why,
    rules: [...new Set(found.map(({ code }) => code))].sort(),
  });
  if (asked.answered !== "machine") {
    if (absent) return leave("not-applicable");
    return leave(null, report.whole || !ours.length ? "person" : "unread");
  }
  if (found.some(({ kind }) => kind === "fail")) return leave("no");
  if (found.length) return leave(null, "unsure");
  if (ours.some((code) => !report.asked.includes(code))) return leave(null, "not-asked");
  if (report.excepted.some(({ code }) => ours.includes(code))) return leave(null, "excepted");
  if (!report.whole) return leave(null, "unread");
  return leave(absent ? "not-applicable" : "yes");
}

/** Say whether a finding names a key of `course.yml`; every one does where none is asked for. */
function isAbout({ path, message }: { path: string; message: string }, key: string | null | undefined): boolean {
  return !key || (path === "course.yml" && message.includes(`\`${key}\``));
}

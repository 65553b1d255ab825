/** Whether nothing is left that the rules forbid: the report that lies in the bundle, and the quality form. */
import { REPORT_FILE } from "./evidence";
import { flaw, type Flaw } from "./flaw";
import { formFlaw, formOf, isWaived, type Form, type Framework } from "./form";
import type { Standing } from "./judge";
import type { Policy, Report } from "./models";
import { fabricated, type Rules } from "./rules";
import { isOlder } from "./versions";

const CODE = "PKG019";

export interface Conformance {
  readonly flaws: readonly Flaw[];
  readonly form: Form | null;
}

/** Return what the report leaves; what can be worked out from it again, by rules that are known here too, is worked out. */
export function conformance(report: Report, policy: Policy, standings: readonly Standing[], rules: Rules): Conformance {
  const framework = rules.frameworks.find((one) => one.id === policy.framework) ?? null;
  const form = framework && formOf(framework, report, standings);
  const wrong = form && formFlaw(form, policy);
  const messages = [
    ...unusable(report, policy, framework),
    ...fabricated(report, framework, rules).map((why) => `VET017 the report is none of karmakit ${report.tool}: ${why}`),
    ...left(report, standings),
    ...(wrong ? [`${wrong.code} ${wrong.message}`] : []),
  ];
  return { flaws: messages.map((message) => flaw(CODE, REPORT_FILE, message)), form };
}

/** Return why nothing can be concluded from a report under this policy. */
function unusable(report: Report, policy: Policy, framework: Framework | null): string[] {
  const found: string[] = [];
  if (!report.whole) found.push("the report was made of a course that could not be read whole");
  if (policy.oldest_tool && isOlder(report.tool, policy.oldest_tool)) {
    found.push(`VET016 the report was made by karmakit ${report.tool}; the policy asks for ${policy.oldest_tool} or later`);
  }
  if (policy.framework && !framework) found.push(`VET007 the policy asks for the form ${policy.framework}, which is not known here`);
  if (policy.framework !== report.framework) {
    found.push(`VET007 the policy asks for ${policy.framework ?? "no form"}, and the report has ${report.framework ?? "no form"}`);
  }
  return found;
}

/** Return each rule whose errors no waiver lets pass, with the first of them. */
function left(report: Report, standings: readonly Standing[]): string[] {
  const errors = report.findings.filter((one) => one.severity === "error" && (one.gate || !isWaived(one.path, one.code, standings)));
  const first = new Map([...errors].reverse().map((one) => [one.code, one]));
  return [...first.values()]
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map((one) => `the report has an error that is not waived: ${one.code} ${one.path}:${one.line}: ${one.message}`);
}

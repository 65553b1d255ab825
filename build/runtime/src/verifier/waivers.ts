/** Which findings may stand for a time: the waivers on a subject as it is, held against what the policy allows. */
import { flaw, type Flaw } from "./flaw";
import { personOf, type BuiltSubject, type Policy, type Predicate, type Waiver } from "./models";
import { isOneOf } from "./names";
import { fits } from "./patterns";
import type { Record } from "./records";
import { daysBetween } from "./signers";

export interface Held {
  readonly codes: ReadonlySet<string>;
  readonly flaws: readonly Flaw[];
}

/** By what waivers are held: the policy, the codes of the gates, who worked on the subject, and the day. */
export interface Limits {
  readonly policy: Policy;
  readonly gates: ReadonlySet<string>;
  readonly makers: ReadonlySet<string>;
  readonly today: string;
}

/** Return which waivers hold for a subject as it is; of each rule the last one counts, and one that does not hold refuses the subject. */
export function held(limits: Limits, subject: BuiltSubject, living: readonly Record[]): Held {
  const last = new Map<string, { record: Record; waiver: Waiver }>();
  for (const record of living) {
    if (record.predicate.verdict !== "waive" || record.content !== subject.digest) continue;
    for (const waiver of record.predicate.waivers) {
      last.delete(waiver.rule);
      last.set(waiver.rule, { record, waiver });
    }
  }
  const flaws: Flaw[] = [];
  const allowed: string[] = [];
  for (const [code, { record, waiver }] of last) {
    const why = noRight(limits, subject, record.predicate) ?? notAllowed(limits, record.predicate, waiver);
    if (why) flaws.push(flaw("VET008", record.path, why));
    else allowed.push(code);
  }
  const most = limits.policy.waivers.at_most;
  const over = last.get(allowed[most] ?? "");
  if (over) flaws.push(flaw("VET008", over.record.path, `${subject.title} has ${allowed.length} waivers, and the policy allows ${most}`));
  return { codes: new Set(allowed.slice(0, most)), flaws };
}

/** Return why a person may waive nothing here. */
function noRight({ policy, makers }: Limits, subject: BuiltSubject, { reviewer }: Predicate): string | null {
  const person = personOf(policy, reviewer.person);
  const { role } = policy.waivers;
  if (!role) return "the policy lets nobody waive a rule";
  if (!person || reviewer.role !== role || !person.roles.includes(role)) {
    return `${reviewer.person} waived a rule as ${reviewer.role}, and only a ${role} may`;
  }
  return isOneOf(person, makers) ? `${person.id} has worked on ${subject.title} and cannot waive a rule for it` : null;
}

/** Return which limit of the policy a waiver breaks. */
function notAllowed({ policy, gates, today }: Limits, predicate: Predicate, { rule, until }: Waiver): string | null {
  if (gates.has(rule)) return `${rule} is a gate, which nobody can waive`;
  if (!policy.waivers.rules.some((pattern) => fits(rule, pattern))) return `the policy does not let ${rule} be waived`;
  const days = daysBetween(predicate.closed.day, until);
  if (days > policy.waivers.days) return `the waiver of ${rule} is for ${days} days, and the policy allows ${policy.waivers.days}`;
  return until < today ? `the waiver of ${rule} ran out on ${until}` : null;
}

/** Whether the log is whole: the heads that each person signed after deciding show what has been taken out since. */
import { flaw, type Flaw } from "./flaw";
import { personOf, type Person, type Policy } from "./models";
import { BROKEN, HEADS, reachable, type Log, type Record, type SignedHead } from "./records";
import { check } from "./signers";

export interface Course {
  readonly course: string;
  readonly language: string;
}

/**
 * Return what the heads betray; `sound` are the records of this course whose signatures hold. Heads are only ever added: together a
 * person's reach all that they decided. One of somebody who has left the roster, or whose key was revoked, proves nothing any more.
 */
export async function headFlaws(log: Log, of: Course, policy: Policy, today: string, sound: readonly Record[]): Promise<Flaw[]> {
  const deciders = sound.map((record) => record.predicate.reviewer.person);
  const flaws: Flaw[] = [];
  for (const name of [...new Set([...deciders, ...log.heads.map(({ head }) => head.person)])].sort()) {
    const person = personOf(policy, name);
    const decided = sound.filter((record) => record.predicate.reviewer.person === name);
    if (person) flaws.push(...(await ofPerson(log, of, person, today, decided)));
  }
  return flaws;
}

async function ofPerson(log: Log, of: Course, person: Person, today: string, decided: readonly Record[]): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  const holding: SignedHead[] = [];
  for (const one of log.heads.filter(({ head }) => head.person === person.id)) {
    const unsigned = await check({ ...one, closed: one.head.closed }, person, today);
    if (unsigned?.why === "revoked") continue;
    if (unsigned) flaws.push(flaw(BROKEN, one.path, `a head of ${person.id} does not hold: ${unsigned.message}`));
    else if (one.head.course !== of.course || one.head.language !== of.language) {
      flaws.push(flaw(BROKEN, one.path, `the head was made for ${one.head.course} in ${one.head.language}`));
    } else holding.push(one);
  }
  flaws.push(...holding.flatMap((one) => cut(log, one)));
  const reached = reachable(log.records, holding.flatMap(({ head }) => head.tips));
  const unknown = decided.find((record) => !reached.has(record.digest));
  if (unknown) flaws.push(flaw(BROKEN, HEADS, `${person.id} decided ${short(unknown.digest)}, which no head of theirs reaches`));
  const own = [...reached].flatMap((digest) => log.records.get(digest) ?? []).filter(({ predicate }) => predicate.reviewer.person === person.id);
  return [...flaws, ...(await stripped(own, person, today))];
}

/** Return what a head that holds says of records that are not there. */
function cut(log: Log, { path, head }: SignedHead): Flaw[] {
  const missing = head.tips.find((tip) => !log.records.has(tip));
  if (missing) return [flaw(BROKEN, path, `a head of ${head.person} stands on ${short(missing)}, which is not there`)];
  const reached = reachable(log.records, head.tips).size;
  if (reached === head.records) return [];
  return [flaw(BROKEN, path, `a head of ${head.person} counts ${head.records} records, and ${reached} are there`)];
}

/** Return a person's own records under their heads whose signatures were taken away: an objection could be silenced so. */
async function stripped(own: readonly Record[], person: Person, today: string): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const record of own) {
    const unsigned = await check({ ...record, closed: record.predicate.closed }, person, today);
    if (unsigned && ["missing", "broken", "foreign"].includes(unsigned.why)) {
      flaws.push(flaw(BROKEN, record.path, `a head of ${person.id} stands on ${short(record.digest)}: ${unsigned.message}`));
    }
  }
  return flaws;
}

function short(digest: string): string {
  return digest.slice(0, 16);
}

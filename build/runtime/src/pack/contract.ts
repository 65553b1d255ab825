/** What the page tells its script (`reviewing/pack/page.py`), and what a saved decision says (`karmakit_schemas.decisions`). */

export interface Subject {
  readonly name: string;
  readonly title: string;
  readonly digest: string;
  /** Roles whose approval is still missing. */
  readonly waits: readonly string[];
  /** Roles whose approval the policy asks for; none where the subject is vetted. */
  readonly roles: readonly string[];
  readonly passed: readonly { readonly person: string; readonly role: string }[];
  /** By role, the digest of the text from which the change is told, where it was passed in that role. */
  readonly since: Readonly<Record<string, string>>;
  /** Persons who worked on it. */
  readonly makers: readonly string[];
}

export interface Statement {
  readonly id: string;
  readonly evidence: readonly string[];
  readonly open: boolean;
}

export interface Pack {
  readonly key: string;
  readonly course: string;
  readonly language: string;
  readonly subjects: readonly Subject[];
  readonly persons: readonly { readonly id: string; readonly roles: readonly string[] }[];
  readonly roles: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
  readonly frames: { readonly style: string; readonly root: string; readonly pages: Readonly<Record<string, string>> };
  readonly words: Readonly<Record<string, string>>;
}

export type Verdict = "approve" | "request-changes";
export type Reply = "yes" | "no" | "not-applicable";

export interface Comment {
  id: string;
  at: string;
  text: string;
  blocking: boolean;
  resolves: string[];
}

export interface DecisionFile {
  version: 1;
  kind: "karmakit-decision";
  course: string;
  language: string;
  person: string;
  role: string;
  opened: string;
  closed: string;
  no_conflict: boolean;
  thoroughness: "full" | "sample";
  decided: { subject: string; digest: string; verdict: Verdict; reason: string; since: string | null; comments: Comment[] }[];
  answers: { statement: string; answer: Reply; by: "person"; evidence: string[]; note: string }[];
}

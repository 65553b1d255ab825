/** What all parts of the page share: the pack, the work, and the word that something has changed. */
import type { Pack, Subject } from "./contract";
import type { Judged, Work } from "./work";

export class Desk {
  private readonly listeners: (() => void)[] = [];

  constructor(
    readonly pack: Pack,
    public work: Work,
    private readonly kept: (work: Work) => void,
  ) {}

  /** Have a part of the page redrawn after every change, and now. */
  watch(listener: () => void): void {
    this.listeners.push(listener);
    listener();
  }

  /** Change the work, keep it, and redraw. */
  change(edit: (work: Work) => void): void {
    edit(this.work);
    this.kept(this.work);
    for (const listener of this.listeners) listener();
  }

  judged(subject: string): Judged {
    const found = this.work.judged.get(subject);
    if (!found) throw new Error(`no subject ${subject}`);
    return found;
  }

  /** Words, with their holes filled. */
  say(key: string, places: Readonly<Record<string, string | number>> = {}): string {
    return (this.pack.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ""));
  }

  /** Say whether a subject is asked of who is working here. */
  isAsked(subject: Subject): boolean {
    const { person, role } = this.work;
    return role !== "" && subject.roles.indexOf(role) >= 0 && !this.hasPassed(subject) && subject.makers.indexOf(person) < 0;
  }

  hasPassed(subject: Subject): boolean {
    return subject.passed.some((one) => one.person === this.work.person && one.role === this.work.role);
  }

  isMaker(subject: Subject): boolean {
    return subject.makers.indexOf(this.work.person) >= 0;
  }
}

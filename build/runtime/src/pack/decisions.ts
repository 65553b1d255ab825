/** The decision on one subject. */
import { all } from "../dom";
import type { Subject, Verdict } from "./contract";
import type { Desk } from "./desk";
import { one, put } from "./page";

export function decision(view: HTMLElement, subject: Subject, desk: Desk): void {
  const part = one(view, ".decide");
  const radios = all<HTMLInputElement>(part, "input[type=radio]");
  const reason = one<HTMLTextAreaElement>(part, "[data-reason]");
  const delta = part.querySelector<HTMLElement>("[data-since]");
  const since = delta && one<HTMLInputElement>(delta, "input");
  for (const radio of radios) {
    radio.addEventListener("change", () => desk.change(() => (desk.judged(subject.name).verdict = radio.value as Verdict | "")));
  }
  reason.addEventListener("input", () => desk.change(() => (desk.judged(subject.name).reason = reason.value)));
  since?.addEventListener("change", () => desk.change(() => (desk.judged(subject.name).since = since.checked)));
  desk.watch(() => {
    const judged = desk.judged(subject.name);
    for (const radio of radios) radio.checked = radio.value === judged.verdict;
    if (reason.value !== judged.reason) reason.value = judged.reason;
    if (delta && since) {
      delta.hidden = !mayTakeDelta(subject, desk);
      since.checked = judged.since && !delta.hidden;
    }
    put(one(part, "[data-asked]"), asked(subject, desk));
    put(one(part, "[data-warning]"), warning(subject, desk));
  });
}

/** Say whether the text before the change was passed in the role of who is working here. */
export function mayTakeDelta(subject: Subject, desk: Desk): boolean {
  return Object.prototype.hasOwnProperty.call(subject.since, desk.work.role);
}

/** Say whether a request for changes says what should change. */
export function hasReason(subject: Subject, desk: Desk): boolean {
  const judged = desk.judged(subject.name);
  return judged.verdict !== "request-changes" || judged.reason.trim() !== "" || judged.comments.some((comment) => !comment.resolves.length);
}

function asked(subject: Subject, desk: Desk): string {
  const { role } = desk.work;
  if (!role) return desk.say("who-first");
  if (desk.isMaker(subject)) return desk.say("maker");
  if (desk.hasPassed(subject)) return desk.say("done");
  return desk.say(desk.isAsked(subject) ? "asked" : "not-asked", { role: desk.pack.roles[role] ?? role });
}

function warning(subject: Subject, desk: Desk): string {
  const judged = desk.judged(subject.name);
  if (judged.verdict === "approve" && judged.comments.some((comment) => comment.blocking)) return desk.say("approved-blocking");
  return hasReason(subject, desk) ? "" : desk.say("need-reason");
}

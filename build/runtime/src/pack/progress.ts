/** How far the work is: in the head, beside each part in the navigation, and in whole before saving. */
import { all, fill, h } from "../dom";
import type { Subject } from "./contract";
import type { Desk } from "./desk";
import { one, put } from "./page";

export function progress(desk: Desk): void {
  const line = one(document, "#progress");
  const summary = one(document, "#summary");
  const marks = all(document, "[data-mark]");
  let drawn = "";
  desk.watch(() => {
    put(line, told(desk));
    for (const mark of marks) {
      const state = stateOf(desk, mark.dataset.mark ?? "");
      put(mark, state && state !== "nothing" ? desk.say(state) : "");
      mark.className = `mark ${state}`;
    }
    const now = JSON.stringify([decided(desk), waiting(desk).map(({ name }) => name), rest(desk)]);
    if (now !== drawn) draw(summary, desk);
    drawn = now;
  });
}

function told(desk: Desk): string {
  if (!desk.work.role) return desk.say("who-first");
  const asked = desk.pack.subjects.filter((subject) => desk.isAsked(subject));
  const places = { asked: asked.length, decided: asked.filter(({ name }) => desk.judged(name).verdict).length };
  const { open, answered } = form(desk);
  return isFormAsked(desk) ? desk.say("progress", { ...places, open, answered }) : desk.say("progress-plain", places);
}

/** How many statements wait for a reviewer, and how many of them are answered here. */
function form(desk: Desk): { open: number; answered: number } {
  const open = desk.pack.statements.filter((statement) => statement.open);
  return { open: open.length, answered: open.filter(({ id }) => desk.work.answers.get(id)?.answer).length };
}

function isFormAsked(desk: Desk): boolean {
  const course = desk.pack.subjects[0];
  return course !== undefined && desk.isAsked(course) && form(desk).open > 0;
}

function stateOf(desk: Desk, name: string): string {
  const subject = desk.pack.subjects.find((one) => one.name === name);
  if (!subject) return "";
  return desk.judged(name).verdict || (desk.isAsked(subject) ? "waiting" : "nothing");
}

function decided(desk: Desk): { title: string; name: string; state: string }[] {
  const found = desk.pack.subjects.filter(({ name }) => desk.judged(name).verdict);
  return found.map(({ title, name }) => ({ title, name, state: desk.say(desk.judged(name).verdict) }));
}

function waiting(desk: Desk): readonly Subject[] {
  return desk.pack.subjects.filter((subject) => desk.isAsked(subject) && !desk.judged(subject.name).verdict);
}

/** Say in words what is left, but for the parts themselves. */
function rest(desk: Desk): string {
  if (!desk.work.role) return desk.say("who-first");
  const { open, answered } = form(desk);
  if (isFormAsked(desk) && answered < open) return desk.say("left-answers", { n: open - answered });
  return waiting(desk).length ? "" : desk.say("none-left");
}

function draw(summary: HTMLElement, desk: Desk): void {
  const done = decided(desk);
  const left = waiting(desk);
  fill(
    summary,
    done.length > 0 ? h("ul", {}, ...done.map(({ title, name, state }) => h("li", {}, link(name, title), `: ${state}`))) : h("p", {}, desk.say("nothing-decided")),
    left.length > 0 && h("p", {}, desk.say("left")),
    left.length > 0 && h("ul", {}, ...left.map(({ name, title }) => h("li", {}, link(name, title)))),
    rest(desk) !== "" && h("p", {}, rest(desk)),
  );
}

function link(name: string, title: string): HTMLElement {
  return h("a", { href: `#part-${name}` }, title);
}

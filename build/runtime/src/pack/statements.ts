/** The answers to the quality form. */
import { all } from "../dom";
import type { Reply } from "./contract";
import type { Desk } from "./desk";
import { clean, type Given } from "./work";

export function statements(desk: Desk): void {
  for (const group of all(document, "[data-statement]")) {
    const given = desk.work.answers.has(group.dataset.statement ?? "") ? () => desk.work.answers.get(group.dataset.statement ?? "") : null;
    if (given) statement(group, given as () => Given, desk);
  }
}

function statement(group: HTMLElement, given: () => Given, desk: Desk): void {
  const radios = all<HTMLInputElement>(group, "input[type=radio]");
  const note = group.querySelector<HTMLTextAreaElement>("[data-note]");
  for (const radio of radios) radio.addEventListener("change", () => desk.change(() => (given().answer = radio.value as Reply | "")));
  note?.addEventListener("input", () => desk.change(() => (given().note = clean(note.value))));
  desk.watch(() => {
    for (const radio of radios) radio.checked = radio.value === given().answer;
    if (note && clean(note.value) !== given().note) note.value = given().note;
  });
}

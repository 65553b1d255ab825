/** Who is working: a person of the roster, in one of their roles. */
import { fill, h } from "../dom";
import type { Desk } from "./desk";
import { one } from "./page";
import { choose } from "./work";

export function people(desk: Desk): void {
  const person = one<HTMLSelectElement>(document, "#person");
  const role = one<HTMLSelectElement>(document, "#role");
  const none = role.options[0]?.text ?? "";
  person.addEventListener("change", () => {
    const roles = desk.pack.persons.find(({ id }) => id === person.value)?.roles ?? [];
    desk.change((work) => choose(desk.pack, work, person.value, roles.length === 1 ? (roles[0] ?? "") : ""));
  });
  role.addEventListener("change", () => desk.change((work) => choose(desk.pack, work, work.person, role.value)));
  desk.watch(() => {
    const roles = desk.pack.persons.find(({ id }) => id === desk.work.person)?.roles ?? [];
    person.value = desk.work.person;
    fill(role, h("option", { value: "" }, none), ...roles.map((name) => h("option", { value: name }, desk.pack.roles[name] ?? name)));
    role.disabled = roles.length === 0;
    role.value = desk.work.role;
  });
}

/** Ordering: a list whose items move by buttons. */

import { all, fill, h } from "../dom";
import { icon } from "../icons";
import { say } from "../words";
import { feedback, type Face } from "./face";

function items(form: HTMLFormElement): HTMLElement[] {
  return all(form, ".items > .item");
}

function text(item: HTMLElement): string {
  return item.querySelector(".item-text")?.textContent?.trim() || "";
}

/** The first item cannot go up, the last one not down; the buttons stay in place so that focus does. */
function limit(form: HTMLFormElement): void {
  items(form).forEach((item, index, list) => {
    item.querySelector(".up")?.setAttribute("aria-disabled", String(index === 0));
    item.querySelector(".down")?.setAttribute("aria-disabled", String(index === list.length - 1));
  });
}

function move(form: HTMLFormElement, item: HTMLElement, step: -1 | 1, spoken: HTMLElement): void {
  const list = items(form);
  const other = list[list.indexOf(item) + step];
  if (!other) return;
  const focused = document.activeElement as HTMLElement | null;
  if (step < 0) other.before(item);
  else other.after(item);
  limit(form);
  focused?.focus();
  spoken.textContent = say("moved", { item: text(item), n: items(form).indexOf(item) + 1, all: list.length });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

export const ordering: Face = {
  prepare(form) {
    const spoken = h("p", { class: "visually-hidden", role: "status" });
    form.querySelector("fieldset")?.append(spoken);
    items(form).forEach((item) => {
      for (const [name, step] of [["up", -1], ["down", 1]] as const) {
        const button = item.querySelector<HTMLButtonElement>(`.${name}`);
        if (!button) continue;
        fill(button, icon(name));
        button.addEventListener("click", () => move(form, item, step, spoken));
      }
    });
    limit(form);
  },
  read: (form) => ({ codes: items(form).map((item) => item.dataset["code"] || "") }),
  show(form, answer) {
    const list = form.querySelector(".items");
    const byCode = new Map(items(form).map((item) => [item.dataset["code"] || "", item]));
    answer.codes.forEach((code) => {
      const item = byCode.get(code);
      if (item) list?.append(item);
    });
    limit(form);
  },
  ready: (answer) => answer.codes.length > 0,
  mark(form, { key, answer, grade, reveal }) {
    const list = items(form);
    answer.codes.forEach((code) => {
      const item = list.find((one) => one.dataset["code"] === code);
      if (!item) return;
      const right = grade.parts[code] === true;
      item.dataset["state"] = right ? "right" : "wrong";
      item.append(feedback(right ? "right" : "wrong", key.feedback?.[code]));
    });
    if (!reveal || grade.outcome === "right") return;
    const order = h("ol");
    key.key.forEach((code) => {
      const item = list.find((one) => one.dataset["code"] === code);
      order.append(h("li", {}, item ? text(item) : code));
    });
    form.querySelector(".items")?.after(h("div", { class: "key" }, h("p", {}, h("strong", {}, say("right-order"))), order));
  },
};

/** The clock of a test: it runs while a question is on the screen, warns, and can be made longer once. */

import { fill, h } from "../dom";
import { icon } from "../icons";
import { recall, remember } from "../memory";
import { clock, say } from "../words";

const WARN = 120;

export interface Timer {
  /** What shows the time left, or null where there is no limit. */
  readonly element: HTMLElement | null;
  /** Whole seconds spent in the attempt. */
  spent(): number;
  stop(): void;
}

export function startTimer(minutes: number | null, before: number, key: string, ended: () => void): Timer {
  // Not the wall clock: that may be set back while the test runs.
  const began = performance.now();
  const spent = (): number => Math.floor(before + (performance.now() - began) / 1000);
  if (minutes === null) return { element: null, spent, stop: () => undefined };

  const extra = Math.ceil(minutes / 2);
  const limit = (): number => 60 * (minutes + (recall(key) ? extra : 0));
  const left = (): number => Math.max(0, Math.ceil(limit() - spent()));
  const figures = h("span", { class: "timer-left" });
  const spoken = h("p", { class: "timer-note", role: "status" });
  const more = h("button", { type: "button", class: "button quiet small", click: () => extend() }, say("more-time"));
  let warned = left() <= WARN;
  const show = (): void => {
    fill(figures, say("time-left", { time: clock(left()) }));
    more.hidden = recall(key) !== "";
    element.toggleAttribute("data-short", left() <= WARN);
  };
  const extend = (): void => {
    remember(key, "1");
    warned = false;
    show();
    fill(spoken, say("more-time-given", { n: extra }));
    figures.focus();
  };
  const tick = (): void => {
    show();
    if (!warned && left() <= WARN) {
      warned = true;
      fill(spoken, say("time-short"), more.hidden ? "" : ` ${say("time-short-more")}`);
    }
    if (left() > 0) return;
    clearInterval(interval);
    ended();
  };
  const element = h("div", { class: "timer" }, icon("clock"), figures, more, spoken);
  figures.tabIndex = -1;
  const interval = window.setInterval(tick, 1000);
  show();
  return { element, spent, stop: () => clearInterval(interval) };
}

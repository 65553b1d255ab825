/** What happens, as lines that are read from top to bottom. */
import { h } from "../dom";
import type { Call, Happening, Kind, Statement } from "./contract";
import type { Say } from "./words";

/** So many lines are shown; the log that is saved has all of them. */
const SHOWN = 1500;
const LONGEST = 400;

/** Return whether a happening is one that something went wrong in. */
export function isBad(one: Happening): boolean {
  switch (one.kind) {
    case "call":
      return one.error !== "" && !isQuestion(one) && !isOld(one);
    case "request":
      return one.status !== 404 && (one.status >= 400 || one.status === 0);
    case "missing":
      return true;
    default:
      return false;
  }
}

/** SCORM 2004 has an error for what was never set, and asking for it is no mistake. */
function isQuestion({ name, error }: Call): boolean {
  return name.endsWith("GetValue") && error === "403";
}

/** A call that did what it was asked for, and an error that an earlier one left behind: some platforms never forget one. */
function isOld({ name, answer }: Call): boolean {
  return answer === "true" || answer === true || (name.endsWith("GetValue") && answer !== "" && answer !== "false" && answer !== false);
}

export class Log {
  readonly all: Happening[] = [];
  private bad = 0;

  constructor(
    private readonly list: HTMLElement,
    private readonly count: HTMLElement,
    private readonly kind: Kind,
    private readonly say: Say,
  ) {}

  add(one: Happening): void {
    this.all.push(one);
    if (isBad(one)) this.bad += 1;
    // who has scrolled up is reading
    const atEnd = this.list.scrollTop + this.list.clientHeight >= this.list.scrollHeight - 40;
    this.list.append(this.line(one));
    while (this.list.childElementCount > SHOWN) this.list.firstElementChild!.remove();
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    this.count.textContent = this.say(this.bad ? "lines" : "lines.fine", { all: this.all.length, bad: this.bad });
  }

  private line(one: Happening): HTMLElement {
    const bad = isBad(one);
    const parts = this.parts(one);
    return h("li", { class: `${one.kind}${bad ? " bad" : ""}` }, h("span", { class: "at" }, clock(one.at)), h("div", {}, ...parts));
  }

  private parts(one: Happening): (Node | string)[] {
    switch (one.kind) {
      case "call":
        return this.call(one);
      case "statement":
        return statement(one.statement, this.say);
      case "request":
        return [
          h("code", {}, one.name),
          " ",
          h("span", { class: "answer" }, one.status ? `→ ${one.status}` : `→ ${this.say("no-answer")}`),
          ...(one.why ? [h("p", { class: "why" }, one.why)] : []),
          ...(one.body ? [folded(this.say("sent"), one.body)] : []),
        ];
      case "missing":
        return [h("code", {}, one.name), h("p", { class: "why" }, this.say("missing"))];
      case "note":
        return [one.text];
    }
  }

  private call(one: Call): Node[] {
    const { name, args, answer, error, injected } = one;
    const [element, value] = args;
    const told = value === undefined ? (element ? `(${element})` : "()") : `(${element}, ${JSON.stringify(value).slice(0, LONGEST)})`;
    const key = `code.${this.kind}.${error}`;
    const meaning = this.say(key);
    const why = injected ? this.say("code.injected") : isOld(one) ? this.say("code.old") : meaning === key ? this.say("code.unknown") : meaning;
    return [
      h("code", {}, name.replace(/^LMS/, ""), h("span", { class: "args" }, told)),
      h("span", { class: "answer" }, ` → ${JSON.stringify(answer)?.slice(0, LONGEST) ?? "nothing"}`),
      ...(error ? [h("p", { class: "why" }, `${error}: ${why}`)] : []),
    ];
  }
}

function statement(one: Statement, words: Say): (Node | string)[] {
  const { verb, object, result } = one;
  const name = say(object.definition?.name) || object.id || "";
  const { raw, max, scaled } = result?.score ?? {};
  const score = raw !== undefined ? `${raw}${max === undefined ? "" : ` of ${max}`}` : scaled !== undefined ? `${Math.round(scaled * 100)} %` : "";
  const success = result?.success === undefined || /\/(passed|failed)$/.test(verb.id) ? "" : result.success ? "right" : "wrong";
  return [
    h("b", {}, say(verb.display) || verb.id.replace(/^.*\//, "")),
    ` “${name.slice(0, LONGEST)}”`,
    [success, score].filter(Boolean).map((part) => `, ${part}`).join(""),
    folded(words("statement"), JSON.stringify(one, null, 1)),
  ];
}

function say(texts: Readonly<Record<string, string>> | undefined): string {
  if (!texts || typeof texts !== "object") return "";
  return String(texts.en ?? Object.values(texts)[0] ?? "");
}

function folded(name: string, text: string): HTMLElement {
  return h("details", {}, h("summary", {}, name), h("pre", {}, text));
}

function clock(at: number): string {
  const total = Math.floor(at / 1000);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
}

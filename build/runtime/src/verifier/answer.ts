/** The answer as it is shown: in a word with its reason, in its three parts, by subject, and the facts of the bundle. */
import { h } from "../dom";
import { icon } from "../icons";
import type { Flaw } from "./flaw";
import type { Standing } from "./judge";
import { COURSE } from "./models";
import { plain } from "./plain";
import type { Rules } from "./rules";
import type { Part, Verdict } from "./verdict";
import { say, type Language, type Word } from "./words";

export interface Shown {
  readonly verdict: Verdict;
  readonly rules: Rules;
  readonly language: Language;
  readonly name: string;
  readonly rooted: boolean;
  readonly root: string;
  readonly today: string;
}

type Tone = "good" | "bad" | "unknown";

const PARTS = ["integrity", "quorum", "conformance"] as const;
/** How many messages of one code are shown; the others are counted. */
const MOST_SHOWN = 20;

/** The answer in a word, the reason in plain words, and the flaw that it rests on. */
export interface Headline {
  readonly tone: Tone;
  readonly word: string;
  readonly why: string;
  readonly first: Flaw | null;
}

/** Return in a word whether the bundle is vetted, and why. */
export function headline({ verdict, language, rooted, rules }: Shown): Headline {
  const parts = PARTS.map((name) => verdict[name]);
  const first = parts.flatMap((part) => part ?? [])[0] ?? null;
  if (rooted && parts.every((part) => part?.length === 0)) {
    const word = say(language, verdict.facts.policy?.demonstration ? "vettedForShow" : "vetted");
    return { tone: "good", word, why: say(language, "vettedWhy", verdict.standings.length), first: null };
  }
  if (!rooted && verdict.facts.built) {
    const files = say(language, verdict.integrity?.length ? "broken" : "intact");
    return { tone: "unknown", word: say(language, "cannot"), why: say(language, "noRoot", files), first };
  }
  const why = first ? (rules.titles[first.code]?.[language] ?? first.code) : say(language, "cannotAsk");
  return { tone: "bad", word: say(language, "notVetted"), why, first };
}

/** Return the banner that says the word, with its reason first and the demonstration's warning. */
export function banner({ tone, word, why, first }: Headline, warning: readonly string[] = []): HTMLElement {
  const told = first && h("p", { class: "first", lang: "en" }, h("code", {}, first.code), ` ${[first.path, first.message].filter(Boolean).map(plain).join(": ")}`);
  const show = warning.length > 0 && h("p", { class: "demonstration" }, h("strong", {}, warning[0] ?? ""), ` ${warning[1] ?? ""}`);
  return h("div", { class: `banner ${tone}` }, h("h2", {}, mark(tone), word), h("p", { class: "why" }, why), told, show);
}

function mark(tone: Tone): SVGSVGElement {
  return icon(tone === "good" ? "right" : tone === "bad" ? "wrong" : "note");
}

/** Return everything below the banner. */
export function details(shown: Shown): HTMLElement[] {
  return [parts(shown), ...(shown.verdict.standings.length ? [subjects(shown)] : []), facts(shown)];
}

function parts({ verdict, language, rules }: Shown): HTMLElement {
  const cards = PARTS.map((name) => {
    const part = verdict[name];
    const state: Word = part === null ? "notAsked" : part.length ? "fails" : "holds";
    const tone: Tone = part === null ? "unknown" : part.length ? "bad" : "good";
    const title = h("h3", {}, say(language, name), h("span", { class: `state ${tone}` }, mark(tone), say(language, state)));
    return h("section", { class: "part", "data-part": name, "data-state": state }, title, h("p", { class: "soft" }, say(language, `${name}Asks`)), found(part, language, rules));
  });
  return h("section", { "aria-labelledby": "parts" }, h("h2", { id: "parts" }, say(language, "parts")), h("div", { class: "parts" }, ...cards));
}

function found(part: Part, language: Language, rules: Rules): HTMLElement {
  if (!part?.length) return h("p", {}, say(language, part ? "noFlaws" : "cannotAsk"));
  const codes = [...new Set(part.map(({ code }) => code))];
  const items = codes.map((code) => {
    const title = rules.titles[code]?.[language];
    const messages = part.filter((flaw) => flaw.code === code);
    const shown = messages.slice(0, MOST_SHOWN).map(({ message, path }) => h("li", { lang: "en" }, plain(message), path && h("span", { class: "soft place" }, plain(path))));
    const more = messages.length > shown.length && h("li", {}, say(language, "more", messages.length - shown.length));
    return h("li", {}, h("p", { class: "code" }, h("code", {}, code), " ", title ?? ""), h("ul", {}, ...shown, more));
  });
  return h("ul", { class: "flaws" }, ...items);
}

function subjects(shown: Shown): HTMLElement {
  const { language, verdict } = shown;
  const columns: readonly Word[] = ["subject", "state", "passedBy"];
  const head = h("tr", {}, ...columns.map((word) => h("th", { scope: "col" }, say(language, word))));
  const rows = verdict.standings.map((standing) => row(standing, shown));
  const table = h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows));
  return h("section", { "aria-labelledby": "who" }, h("h2", { id: "who" }, say(language, "who")), table);
}

function row({ subject, approvals, flaws, waived }: Standing, { language, rules }: Shown): HTMLElement {
  const codes = [...new Set(flaws.map(({ code }) => code))].sort();
  const holds = !flaws.length;
  const name = h("th", { scope: "row" }, subject.name === COURSE ? say(language, "whole") : plain(subject.title), h("span", { class: "soft place" }, plain(subject.name)));
  const tone = holds ? "good" : "bad";
  const state = h("td", { "data-label": say(language, "state") }, h("span", { class: `state ${tone}` }, mark(tone), say(language, holds ? "vetted" : "notVetted")));
  for (const code of codes) {
    const title = rules.titles[code]?.[language] ?? "";
    const reason = flaws.find((flaw) => flaw.code === code)?.message ?? "";
    state.append(h("p", { class: "reason" }, h("code", { title }, code), " ", h("span", { lang: "en" }, plain(reason))));
  }
  const who = approvals.map(({ person, role, record }) =>
    h("li", { "data-person": person.id, "data-role": role }, h("strong", {}, plain(person.title)), " ", say(language, "as", role), " ", h("time", {}, record.predicate.closed.day), h("span", { class: "soft institution" }, plain(person.institution))),
  );
  const by = h("td", { "data-label": say(language, "passedBy") }, who.length ? h("ul", {}, ...who) : say(language, "nobody"));
  if (waived.size) by.append(h("p", { class: "reason" }, say(language, "waived", [...waived].sort().join(", "))));
  return h("tr", { "data-subject": subject.name, "data-holds": String(holds), "data-codes": codes.join(" "), "data-waived": [...waived].sort().join(" ") }, name, state, by);
}

function facts({ verdict, language, name, today, root, rules }: Shown): HTMLElement {
  const { built, builder, policy, form, framework, title, size, files, digest, policyDigest } = verdict.facts;
  const rows: [Word, string, string?][] = [
    ["file", name],
    ["size", say(language, "sizeIs", size.toLocaleString(language), files)],
    ["digest", digest, "digest"],
  ];
  if (title || built) rows.push(["course", [title, built?.course, built?.version, built?.language].filter(Boolean).join(" · ")]);
  if (built) rows.push(["target", built.target], ["builtBy", `${built.tool.name} ${built.tool.version}`]);
  if (builder) rows.push(["signedBy", policy?.persons.find((person) => person.id === builder)?.title ?? builder]);
  if (policy) rows.push(["policy", `${say(language, "policyIs", policy.name, policy.number)} · ${policyDigest.slice(0, 16)}`]);
  if (form && policy) {
    rows.push(["form", `${framework?.title[language] ?? ""}: ${say(language, "formIs", form.points, form.most, policy.threshold)}`]);
  }
  rows.push(["rootIs", root || say(language, "none"), "digest"], ["day", today]);
  const list = rows.map(([word, value, style]) => h("div", {}, h("dt", {}, say(language, word)), h("dd", { class: style ?? "" }, plain(value))));
  return h(
    "section",
    { "aria-labelledby": "facts" },
    h("h2", { id: "facts" }, say(language, "facts")),
    h("dl", {}, ...list),
    h("p", { class: "soft" }, say(language, "limits")),
    h("p", { class: "soft" }, say(language, "foot", rules.tool)),
  );
}

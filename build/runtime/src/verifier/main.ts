/** The page of the second verifier: takes files, asks, and shows the answer. Nothing leaves the device. */
import { h } from "../dom";
import { banner, details, headline } from "./answer";
import { added, NOTHING, pasted, rootBlob, type Files, type Named } from "./files";
import { plain } from "./plain";
import type { Rules } from "./rules";
import { fingerprint, isAble } from "./sshsig";
import { verdictOn, type Verdict } from "./verdict";
import { LANGUAGES, say, type Language, type Word } from "./words";

const rules = JSON.parse(document.getElementById("rules")?.textContent ?? "{}") as Rules;
const SLOTS = ["bundle", "signature", "root"] as const;

let language: Language = navigator.language.startsWith("hi") ? "hi" : "en";
let files: Files = NOTHING;
let notice = "";
let run = 0;

const input = h("input", { type: "file", multiple: "", id: "files", class: "visually-hidden" });
const answer = h("div", { id: "answer", "aria-live": "polite", "aria-atomic": "true" });
const more = h("div", { id: "details" });

function t(word: Word, ...values: readonly (string | number)[]): string {
  return say(language, word, ...values);
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Draw all that does not depend on the answer, in the reader's language. */
function draw(): void {
  document.documentElement.lang = language;
  document.title = t("title");
  const other = LANGUAGES.find((one) => one !== language) ?? "en";
  const choice = h("button", { type: "button", class: "button quiet small", id: "language", lang: other }, t("language"));
  choice.addEventListener("click", () => {
    language = other;
    draw();
    document.getElementById("language")?.focus();
    void ask();
  });
  const header = h("header", {}, h("div", { class: "top" }, h("h1", {}, t("title")), choice), h("p", {}, t("lead")));
  const main = h("main", {}, gate(), answer, more);
  document.body.replaceChildren(header, main);
}

/** The place where files are dropped, chosen or pasted, and what was given so far. */
function gate(): HTMLElement {
  const label = h("label", { for: "files", class: "button" }, t("choose"));
  const area = h("div", { class: files.bundle ? "drop small" : "drop" }, h("p", { class: "call" }, t("drop")), h("p", { class: "soft" }, t("dropHint")), input, label);
  const key = h("input", { type: "text", id: "root", autocomplete: "off", spellcheck: "false", "aria-describedby": "root-hint" });
  key.addEventListener("change", () => takeLine(key.value));
  const paste = h("div", { class: "paste" }, h("label", { for: "root" }, t("paste")), key, h("p", { class: "soft", id: "root-hint" }, t("pasteHint")));
  const given = h("ul", { class: "given" }, ...SLOTS.map(slot));
  const said = h("p", { class: "notice", role: "status" }, notice);
  return h("section", { "aria-labelledby": "give" }, h("h2", { id: "give", class: "visually-hidden" }, t("give")), area, paste, given, said);
}

function slot(name: (typeof SLOTS)[number]): HTMLElement {
  const file = files[name];
  const row = h("li", { "data-slot": name, class: file ? "there" : "" }, h("p", {}, h("span", { class: "soft" }, t(name)), h("span", { class: "name" }, file ? plain(file.name) : t("none"))));
  if (file) {
    const remove = h("button", { type: "button", class: "button quiet small", "aria-label": `${t("remove")}: ${t(name)}` }, t("remove"));
    remove.addEventListener("click", () => {
      give({ ...files, [name]: null });
      input.focus();
    });
    row.append(remove);
  }
  return row;
}

function give(next: Files, told = ""): void {
  files = next;
  notice = told;
  draw();
  void ask();
}

async function take(list: FileList | null): Promise<void> {
  const chosen = Array.from(list ?? []);
  if (!chosen.length) return;
  answer.dataset["state"] = "working";
  const focused = document.activeElement === input;
  try {
    const named = await Promise.all(chosen.map(async (file): Promise<Named> => ({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) })));
    const { files: next, unknown } = added(files, named);
    give(next, unknown.map((name) => t("unknownFile", plain(name))).join(" "));
  } catch (error) {
    give(files, t("unreadable", (error as Error).message));
  }
  input.value = "";
  if (focused) input.focus();
}

function takeLine(line: string): void {
  const root = pasted(line);
  if (rootBlob(root.data)) give({ ...files, root });
  else if (line.trim()) give(files, t("badKey"));
}

/** Ask for the verdict on what is given, and show it; a later question makes this one worthless. */
async function ask(): Promise<void> {
  run += 1;
  const mine = run;
  answer.dataset["state"] = "working";
  const { bundle, signature, root } = files;
  if (!bundle) return show(h("p", { class: "soft" }, t("noBundle")), [], "empty");
  answer.replaceChildren(h("p", { class: "working" }, t("working")));
  more.replaceChildren();
  if (!(await isAble())) return show(banner({ tone: "unknown", word: t("cannot"), why: t("noBrowser"), first: null }), [], "unable");
  const blob = root && rootBlob(root.data);
  const day = today();
  const given = { bundle: bundle.data, signature: signature?.data ?? null, roots: blob ? [blob] : [], today: day };
  let verdict: Verdict;
  try {
    verdict = await verdictOn(given, rules);
  } catch (error) {
    // nobody thought of this bundle: what cannot be checked is not vetted
    return show(banner({ tone: "bad", word: t("cannot"), why: t("unreadable", (error as Error).message), first: null }), [], "unable");
  }
  if (mine !== run) return;
  const shown = { verdict, rules, language, name: bundle.name, rooted: blob !== null, root: blob ? await fingerprint(blob) : "", today: day };
  const head = headline(shown);
  const warning = verdict.facts.policy?.demonstration ? [t("demonstration"), t("demonstrationHint")] : [];
  show(banner(head, warning), details(shown), head.tone);
}

function show(head: HTMLElement, below: readonly HTMLElement[], state: string): void {
  answer.replaceChildren(head);
  more.replaceChildren(...below);
  answer.dataset["state"] = state;
}

input.addEventListener("change", () => void take(input.files));
for (const event of ["dragenter", "dragover"]) {
  document.addEventListener(event, (moved) => {
    moved.preventDefault();
    document.body.classList.add("dragging");
  });
}
document.addEventListener("dragleave", (moved) => {
  if (!moved.relatedTarget) document.body.classList.remove("dragging");
});
document.addEventListener("drop", (dropped) => {
  dropped.preventDefault();
  document.body.classList.remove("dragging");
  void take(dropped.dataTransfer?.files ?? null);
});
draw();
void ask();

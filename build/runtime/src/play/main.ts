/** `karmakit play`: the page of a platform that shows what it hears. */
import { all, fill, h } from "../dom";
import { one, put } from "../pack/page";
import { Content } from "./content";
import type { Call, Mode, News, Note, Switches, Told, Unit } from "./contract";
import { Log } from "./log";
import { show } from "./record";
import { Records } from "./scorm";
import { Sequence } from "./sequence";
import * as server from "./server";
import { tabs } from "./tabs";
import { sayer } from "./words";
import { quiet } from "../tracker/quiet";

/** What comes close together is told together. */
const SOON = 120;

void start();

async function start(): Promise<void> {
  const setup = await server.setup();
  const say = sayer(setup.words);
  const scorm = setup.kind === "scorm12" || setup.kind === "scorm2004" ? setup.kind : null;
  const switches: Switches = { offline: false, failing: false, igot: false, shared: false };
  const began = performance.now();
  const log = new Log(one(document, "#log"), one(document, "#count"), setup.kind, say);
  const content = new Content(one<HTMLIFrameElement>(document, "#course"), setup.leave);
  let unit: Unit = setup.units[0]!;
  let sequence: Sequence | null = null;
  let open = false;
  let busy = false;
  let queue = Promise.resolve();
  let mode: Mode = "Normal";
  let told: Told = { lines: [], shown: "", answers: [], states: {} };
  let timer = 0;
  let asked = 0;

  const happen = (what: News | Note | Call): void => {
    log.add({ ...what, at: performance.now() - began });
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), SOON) as unknown as number;
  };
  const note = (text: string): void => happen({ kind: "note", text });
  const records = scorm && new Records(scorm, switches, (call) => happen({ kind: "call", ...call }), wished);

  // ---- what the platform holds -----------------------------------------------------------------------------------------

  const held = (): unknown =>
    setup.units.filter(({ tracked }) => tracked).map((each) => ({ id: each.id, title: each.title, mark: each.mark, ...records!.of(each) }));
  async function refresh(): Promise<void> {
    const mine = ++asked;
    const answer = await server.record(records ? { units: held(), igot: switches.igot } : {});
    // an earlier answer may come after a later one
    if (mine !== asked) return;
    told = answer;
    put(one(document, "#shown"), told.shown);
    show(one(document, "#record"), told, setup, say);
    draw();
    if (!one(document, "#raw").hidden) await raw();
  }
  async function raw(): Promise<void> {
    one(document, "#json").textContent = JSON.stringify(records ? held() : await server.stored(), null, 1);
  }

  // ---- the visit -------------------------------------------------------------------------------------------------------

  const buttons = { suspend: one<HTMLButtonElement>(document, "#suspend"), resume: one<HTMLButtonElement>(document, "#resume"), anew: one<HTMLButtonElement>(document, "#anew") };
  const draw = (): void => {
    buttons.suspend.disabled = busy || !open;
    buttons.resume.disabled = busy;
    buttons.anew.disabled = busy;
    // one way forward at a time
    buttons.suspend.classList.toggle("quiet", !open);
    buttons.resume.classList.toggle("quiet", open);
    one(document, "#away").hidden = open || busy;
    const outline = one(document, "#outline");
    outline.hidden = setup.units.length < 2;
    for (const button of all<HTMLButtonElement>(outline, "button")) {
      button.disabled = busy;
      if (open && button.value === unit.id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const held = told.states[button.value] ?? "new";
      const state = held === "new" && sequence?.isClosed(button.value) ? "closed" : held;
      button.dataset.state = state;
      put(one(button, "small"), say(`state.${state}`));
    }
  };
  /** Do one thing with the visit after the other. */
  const visiting = (act: () => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      busy = true;
      draw();
      try {
        await act();
      } catch (error) {
        note(say("failed", { why: error instanceof Error ? error.message : String(error) }));
      }
      busy = false;
      draw();
      void refresh();
    });
    return queue;
  };
  const away = async (clear: boolean, words: string): Promise<void> => {
    await content.close(clear || switches.shared);
    records?.close();
    if (switches.shared || clear) records?.forget();
    await server.leave();
    open = false;
    put(one(document, "#away-words"), words);
  };
  const enter = async (anew: boolean, key = ""): Promise<void> => {
    const address = await server.launch(unit.id, anew, mode);
    const again = records?.goesOn(unit) ?? false;
    if (unit.tracked) records?.offer(unit, switches.shared ? "" : setup.learner, mode, sequence?.api);
    note(say(key || (again ? "launched.kept" : "launched"), { title: unit.title }));
    open = true;
    content.open(address);
  };
  /** Open the part that is next by the rules of the bundle; without rules the one that was open. */
  const proceed = async (next: string | null, key = ""): Promise<void> => {
    const found = setup.units.find(({ id }) => id === next);
    if (sequence && !found) return put(one(document, "#away-words"), say("over"));
    unit = found ?? unit;
    await enter(key !== "", key);
  };
  const again = (): Promise<void> =>
    visiting(async () => {
      if (open) {
        sequence?.wish("suspendAll");
        await away(false, "");
      }
      order();
      await proceed(sequence?.enter() ?? null);
    });
  const anew = (key: string): Promise<void> =>
    visiting(async () => {
      await away(true, "");
      sequence = null;
      order();
      await proceed(inOrder()?.enter() ?? null, key);
    });
  const leave = (): Promise<void> =>
    visiting(async () => {
      sequence?.wish("suspendAll");
      await away(false, say(switches.shared ? "closed.shared" : "closed"));
      note(say("left"));
    });
  const go = (next: Unit): Promise<void> =>
    visiting(async () => {
      if (open && sequence?.isClosed(next.id)) return note(say("closed-part", { title: next.title }));
      if (open) {
        sequence?.wish(`{target=${next.id}}choice`);
        await away(false, "");
      }
      if (!sequence) {
        unit = next;
        return enter(false);
      }
      const chosen = sequence.choose(next.id);
      if (!chosen) note(say("closed-part", { title: next.title }));
      await proceed(chosen ?? sequence.enter());
    });
  const inOrder = (): Sequence | null => sequence;
  /** Follow the rules of the bundle on the order of its parts; iGOT's player has none. */
  function order(): void {
    if (setup.unfollowed || (switches.igot && setup.tree)) note(say("free"));
    if (switches.igot || !setup.tree) sequence = null;
    else if (!sequence) {
      sequence = quiet(() => new Sequence(setup.tree, setup.units[0]!.id), null);
      if (!sequence) note(say("free"));
    }
  }
  /** What a unit of SCORM 2004 asked for when it ended. */
  function wished(request: string): void {
    note(say("wish", { request }));
    const ends = /^(exit|abandon|suspend)/.test(request);
    if (!sequence) {
      const target = /^\{target=(.+)\}(?:choice|jump)$/.exec(request);
      const step = { continue: 1, previous: -1 }[request];
      const next = target ? setup.units.find(({ id }) => id === target[1]) : step ? setup.units[setup.units.indexOf(unit) + step] : undefined;
      if (next) void go(next);
      else if (ends) void leave();
      return;
    }
    const next = sequence.take();
    if (!next && ends) return void leave();
    void visiting(async () => {
      await away(false, say("over"));
      if (next) await proceed(next);
    });
  }

  // ---- the page --------------------------------------------------------------------------------------------------------

  document.title = `${setup.title} · ${document.title}`;
  put(one(document, "#title"), setup.title);
  put(one(document, "#about"), `${setup.standard} · ${setup.name} · ${setup.learner || say("nobody")}`);
  fill(one(document, "#outline"), ...setup.units.map((each) => h("button", { type: "button", value: each.id, click: () => void go(each) }, h("span", {}, each.title), h("small", {}))));
  buttons.suspend.addEventListener("click", () => void leave());
  buttons.resume.addEventListener("click", () => void again());
  buttons.anew.addEventListener("click", () => void anew("anew"));
  tabs(one(document, "[role=tablist]"), (id) => id === "raw" && void raw());
  for (const name of Object.keys(switches) as (keyof Switches)[]) {
    const box = one<HTMLInputElement>(document, `#${name}`);
    box.checked = false;
    box.disabled = (name === "igot" && !scorm) || (name === "failing" && setup.kind === "web");
    box.addEventListener("change", () => {
      switches[name] = box.checked;
      const words = say(`${name}.${box.checked ? "on" : "off"}`);
      put(one(document, "#switched"), words);
      note(words);
      void (name === "igot" ? Promise.resolve() : server.turn(name, box.checked)).then(() => {
        if (name === "offline") content.online(!box.checked);
        // who learns, and at what platform, is settled when a course is opened
        if (name === "igot") void again();
        if (name === "shared") void anew("launched");
      });
    });
  }
  const opened = one<HTMLSelectElement>(document, "#mode");
  opened.value = mode;
  opened.parentElement!.hidden = !scorm && setup.kind !== "cmi5";
  opened.addEventListener("change", () => {
    mode = opened.value as Mode;
    const words = say(`mode.${mode.toLowerCase()}`);
    put(one(document, "#switched"), words);
    note(words);
    void again();
  });
  one(document, "#only").addEventListener("change", ({ target }) => one(document, "#log").classList.toggle("only-bad", (target as HTMLInputElement).checked));
  one(document, "#copy").addEventListener("click", () => {
    void navigator.clipboard.writeText(one(document, "#json").textContent ?? "").then(
      () => put(one(document, "#copied"), say("copied")),
      () => put(one(document, "#copied"), say("not-copied")),
    );
  });
  one(document, "#save").addEventListener("click", () => void save());
  async function save(): Promise<void> {
    const record = records ? { units: held() } : await server.stored();
    const whole = { bundle: setup.name, standard: setup.standard, saved: new Date().toISOString(), told, record, happened: log.all };
    const link = h("a", { href: URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" })), download: `${setup.name.replace(/\.zip$/, "")}-play.json` });
    link.click();
    URL.revokeObjectURL(link.href);
    put(one(document, "#copied"), say("saved"));
  }
  await server.listen(
    (news) => happen(news),
    (is) => put(one(document, "#switched"), is ? "" : say("ended")),
  );
  // what an earlier run left in the browser is not this learner's
  await anew("launched");
}

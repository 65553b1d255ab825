/** SCORM, any edition: keeps what is due, sends it in time, and copes with platforms that fail. */

import type { CourseData, Launch, ObjectiveResult, Standing, State, Tracker, Trouble } from "../contract";
import { courseData, inOrder } from "../course";
import { decode, encode, merge } from "../state";
import type { Dialect } from "./dialect";
import { interactionRows } from "./interactions";
import { type Journal, journalOf } from "./journal";
import { handedOver, handOver, isWithin, watchLinks } from "./leaving";
import { type Baton, claim, type Lock } from "./lock";
import { platformOf } from "./scorm-platform";
import { quiet } from "./quiet";
import type { Facts } from "./scorm-recorder";
import type { Refusal } from "./scorm-session";

const SUSPEND_DATA = "cmi.suspend_data";
/** What is answered is sent after this long, with what came in the meantime. */
const SOON = 1000;
/** How long the start waits for a platform, and how long it is looked for after that. */
const PATIENCE = 5000;
const AFTERWARDS = 30_000;
/** In a window of its own there is no platform, unless an app puts one there. */
const PATIENCE_ALONE = 1000;
const BACKOFF = [2000, 5000, 15_000, 30_000] as const;
/** iGOT restores the learner's state when it likes, within so long. */
const RESTORE = 10_000;
const LOOK_AGAIN = 500;
const HEARTBEAT = 30_000;
const MOST_ENTRIES = 500;
/** The state of somebody who has done nothing. */
const NOTHING = "1";

/** Return the tracker of a course, in the dialect of an edition. */
export function scorm(whole: CourseData, dialect: Dialect): Tracker {
  const course = whole.target.perModule ? alone(whole) : whole;
  const name = course.iri;
  const handed = handedOver(name);
  const platform = platformOf(course, dialect, handed);

  let lock: Lock | null = null;
  let journal: Journal = journalOf(name, "");
  let facts: Facts = { state: "", place: "", standing: null, objectives: [], entries: [] };
  let dirty = false;
  let failing: Refusal | null = null;
  let tries = 0;
  let timer = 0;
  let looked = false;
  let newer = false;
  let closed = false;
  /** iGOT: the suspend data as we know it, whether its restore is over, and whether the learner has done anything since. */
  let known = "";
  let settled = false;
  let acted = false;
  let late: (state: string) => void = () => undefined;
  let told: Trouble = "none";
  const listeners: ((trouble: Trouble) => void)[] = [];

  const read = (text: string): State => decode(text, course).state;
  const reached = (): boolean => platform.learner !== null;
  const secondTab = (): boolean => reached() && lock?.held() === false;
  const recording = (): boolean => platform.mode === "normal" && !newer && !closed && !secondTab();

  // ---- trouble ---------------------------------------------------------------------------------------------------------

  const trouble = (): Trouble => {
    if (closed || platform.mode !== "normal") return "none";
    if (newer) return "newer-state";
    if (secondTab()) return "read-only";
    if (failing) return navigator.onLine === false ? "offline" : failing === "lost" ? "lost-session" : "not-saved";
    return reached() || !looked ? "none" : platform.refused ? "not-saved" : "no-platform";
  };
  const tell = (): void => {
    const now = trouble();
    if (now === told) return;
    told = now;
    for (const listener of listeners) quiet(() => listener(now), undefined);
  };

  // ---- what is remembered ----------------------------------------------------------------------------------------------

  /** Read what the platform and the journal remember, and put what happened here over it. */
  const remember = (last: Baton | null): string => {
    const { session, learner } = platform;
    if (!session || learner === null) return facts.state;
    known = session.get(SUSPEND_DATA);
    const found = decode(known, course);
    newer = found.verdict === "newer";
    if (newer) return known;
    let state = found.state;
    const location = found.verdict === "none" && !session.igot ? session.get(dialect.elements.place) : "";
    if (course.modules.some(({ id }) => id === location)) state = { ...state, place: location };
    journal = journalOf(name, learner);
    const unsent = recording() ? journal.read() : null;
    if (unsent) {
      state = merge(state, read(unsent.state), course);
      const { standing, objectives, entries } = facts;
      facts = { ...facts, standing: standing ?? unsent.standing, objectives: objectives.length ? objectives : unsent.objectives, entries: [...unsent.entries, ...entries] };
      dirty = true;
    }
    if (last?.learner === learner) state = merge(state, read(last.state), course);
    return laid(state);
  };
  /** Put what happened here over what was remembered. */
  const laid = (remembered: State): string => {
    const state = merge(remembered, read(facts.state), course);
    const text = encode(state, course);
    facts = { ...facts, state: text === NOTHING ? "" : text, place: state.place };
    if (facts.state && facts.state !== known) dirty = true;
    return facts.state;
  };
  /** Set out as the one who records. */
  const begin = (): void => {
    if (!recording() || !platform.session) return;
    platform.recorder?.begin();
    if (platform.session.igot) awaitRestore();
    else dirty = true;
    if (dirty) soon(SOON);
  };
  /** A state came after the start: from a late platform, a late restore, or another tab. */
  const arrive = (state: string): void => {
    tell();
    if (state) quiet(() => late(state), undefined);
    if (dirty) soon(SOON);
  };

  // ---- iGOT ------------------------------------------------------------------------------------------------------------

  /** iGOT overwrites what it likes, when it likes: look whether the suspend data is still what we know. */
  const restored = (): void => {
    const now = platform.session?.igot ? platform.session.get(SUSPEND_DATA) : known;
    if (!now || now === known) return;
    known = now;
    settled = true;
    const found = decode(now, course);
    newer = found.verdict === "newer";
    if (found.verdict === "ok") laid(found.state);
    arrive(newer ? now : facts.state);
  };
  const awaitRestore = (): void => {
    const poll = setInterval(() => quiet(restored, undefined), LOOK_AGAIN);
    setTimeout(() => {
      clearInterval(poll);
      settled = true;
      if (dirty) soon(0);
    }, RESTORE);
  };
  /** A state that is yet to be restored must not be overwritten for a learner who has only looked. */
  const waits = (): boolean => {
    if (!platform.session?.igot) return false;
    restored();
    return !settled && !acted;
  };

  // ---- sending ---------------------------------------------------------------------------------------------------------

  const soon = (delay: number): void => {
    if (timer && delay > 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      quiet(() => void send(false), undefined);
    }, delay) as unknown as number;
  };
  const write = (): Refusal | null => (platform.session && platform.recorder ? platform.recorder.write(facts, platform.watch.tick()) : "lost");
  /** Send what is due, and on a farewell the time as well; true if nothing is left. */
  const send = (farewell: boolean): boolean => {
    if (closed) return true;
    if (!recording() || !reached()) return !dirty;
    if (waits()) {
      if (farewell) platform.session?.commit();
      return !dirty;
    }
    if (!dirty && !farewell) return true;
    failing = write();
    if (failing === "lost" && platform.connect()) failing = write();
    if (failing) {
      journal.write(facts);
      soon(BACKOFF[Math.min(tries++, BACKOFF.length - 1)]!);
    } else {
      [dirty, tries, known] = [false, 0, facts.state];
      facts = { ...facts, entries: [] };
      journal.clear();
    }
    tell();
    return !failing;
  };
  const keep = (): void => {
    dirty = true;
    journal.write(facts);
    if (!failing) soon(SOON);
  };
  /** One SCO a module: its own test decides, whether it is the course's final one or not. */
  const standingOf = (state: State, standing: Standing): Standing => {
    const [only] = whole.target.perModule ? course.modules : [];
    const test = only && state.tests[only.id];
    if (!only?.test || !test) return standing;
    const exhausted = !test.passed && only.test.attempts > 0 && test.used >= only.test.attempts;
    return { ...standing, passed: test.used ? test.passed : null, score: test.best, exhausted };
  };

  const objectivesOf = (results: readonly ObjectiveResult[], { completed }: Standing): readonly ObjectiveResult[] =>
    whole.target.perModule && dialect.done ? [...results, { id: dialect.done, score: null, status: completed ? "passed" : "incomplete" }] : results;

  /** One SCO a module: whether this one has nothing left and another one follows; past the last the platform would close the attempt. */
  const goesOn = (): boolean => {
    const modules = inOrder(courseData() ?? whole);
    return whole.target.perModule === true && facts.standing?.completed === true && modules[modules.length - 1]?.id !== course.modules[0]?.id;
  };

  // ---- tabs, pages, farewells ------------------------------------------------------------------------------------------

  const baton = (): Baton => ({ learner: platform.learner ?? "", state: facts.state, interactions: platform.recorder?.count() ?? 0 });
  const changed = (held: boolean, last: Baton | null): void => {
    if (held && platform.session) {
      facts = { ...facts, state: "" };
      const state = remember(last);
      platform.takeOver(last?.interactions ?? 0);
      begin();
      arrive(state);
    }
    tell();
  };
  const finish = (): void => {
    if (platform.session && !platform.session.igot && !secondTab()) platform.session.finish();
  };
  const leave = (event: PageTransitionEvent): void => {
    if (closed) return;
    send(true);
    if (isWithin()) handOver(name, { within: true, seconds: platform.watch.tick(), count: platform.recorder?.count() ?? 0 });
    else if (!event.persisted) finish();
    lock?.release();
    // the page is told that it is hidden after it was told that it goes
    closed = !event.persisted;
  };
  const listen = (): void => {
    const on = (target: EventTarget, type: string, act: (event: Event) => void): void => target.addEventListener(type, (event) => quiet(() => act(event), undefined));
    on(window, "pagehide", (event) => leave(event as PageTransitionEvent));
    on(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && lock?.resume());
    on(window, "online", () => (failing ? soon(0) : tell()));
    on(window, "offline", tell);
    on(document, "visibilitychange", () => {
      if (document.visibilityState === "hidden") send(true);
      else {
        lock?.resume();
        if (failing) soon(0);
      }
    });
    setInterval(() => platform.watch.tick(), HEARTBEAT);
    quiet(watchLinks, undefined);
  };

  // ---- the start -------------------------------------------------------------------------------------------------------

  const lookAfterwards = async (): Promise<void> => {
    if (!(await platform.look(AFTERWARDS)) || closed) return;
    const state = remember(null);
    begin();
    arrive(state);
  };
  const start = async (): Promise<Launch> => {
    const claimed = claim(name, baton, (held, last) => quiet(() => changed(held, last), undefined));
    const found = await platform.look(window.parent === window && !window.opener ? PATIENCE_ALONE : PATIENCE);
    lock = await claimed;
    looked = true;
    // without a platform the tab remembers from page to page, and no longer: the next visitor may be somebody else
    const state = found ? remember(null) : handed.within ? (journal.read()?.state ?? "") : "";
    if (found) begin();
    else {
      facts = { ...facts, state };
      void lookAfterwards();
    }
    tell();
    const { session, learner } = platform;
    return {
      platform: !session ? "none" : session.igot ? "igot" : dialect.platform,
      // a second tab that takes over records from then on
      get mode() {
        return platform.mode === "normal" && secondTab() ? "read-only" : platform.mode;
      },
      state,
      learner: Boolean(learner),
    };
  };

  return {
    start(whenLate) {
      late = whenLate;
      quiet(listen, undefined);
      return start().catch(() => ({ platform: "none", mode: "normal", state: "", learner: false }));
    },
    save(text, standing, objectives) {
      quiet(() => {
        if (!recording()) return;
        const state = read(text);
        acted = acted || worth(state) !== worth(read(facts.state));
        facts = { ...facts, state: text, place: state.place, standing: standingOf(state, standing), objectives: objectivesOf(objectives, standing) };
        keep();
        lock?.tell();
      }, undefined);
    },
    record(interaction) {
      quiet(() => {
        if (!recording()) return;
        acted = true;
        facts = { ...facts, entries: [...facts.entries, interactionRows(interaction, dialect.forms)].slice(-MOST_ENTRIES) };
        keep();
      }, undefined);
    },
    flush: () => quiet(() => send(false), false),
    exit: () =>
      quiet(() => {
        if (closed) return true;
        if (!send(true)) return false;
        if (recording()) platform.recorder?.farewell(goesOn());
        finish();
        closed = true;
        clearTimeout(timer);
        lock?.release();
        return true;
      }, false),
    onTrouble: (listener) => void listeners.push(listener),
  };
}

/** One SCO a module: the course of the module that this document is. */
function alone(course: CourseData): CourseData {
  const id = document.documentElement.dataset["module"];
  return { ...course, iri: `${course.iri}/${id}`, modules: course.modules.filter((module) => module.id === id) };
}

/** What a learner would miss of a state: all but the place and the pages that were only seen. */
function worth({ modules, questions, tests }: State): string {
  return JSON.stringify([Object.keys(modules).filter((id) => modules[id] === "done"), questions, tests]);
}

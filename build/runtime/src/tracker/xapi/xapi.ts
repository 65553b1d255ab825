/** cmi5 and xAPI: says what happens in statements, keeps what could not be sent, and copes with stores that fail. */

import type { CourseData, Interaction, Launch, Standing, State, Tracker, Trouble } from "../../contract";
import { standing as standingOf } from "../../standing";
import { decode, EMPTY, encode, merge } from "../../state";
import { stopwatch } from "../clock";
import { journalOf } from "../journal";
import { type Baton, claim, type Lock } from "../lock";
import { noTracker } from "../none";
import { quiet } from "../quiet";
import { activitiesOf } from "./activities";
import { batchOf, deliver } from "./deliver";
import { idOf, newId } from "./ids";
import { type Address, addressOf } from "./launch";
import { answered } from "./interactions";
import { judged, newsOf, passedAt } from "./news";
import { type Entry, type Queue, queueOf } from "./queue";
import { openingOf } from "./session";
import { type Kept, shelfOf } from "./shelf";
import { complete, type Draft, duration, scoreOf, type Statement } from "./statements";
import { isLater, isTaken, NOTHING, type Reply, transportOf } from "./transport";
import { PROGRESS, type Verb } from "./vocabulary";

/** What is done is sent after this long, with what came in the meantime; what decides is sent at once. */
const SOON = 1000;
/** How long the start waits for a platform, and the exit for the last answer. */
const PATIENCE = 8000;
const BACKOFF = [2000, 5000, 15_000, 30_000, 60_000] as const;
const HEARTBEAT = 30_000;
/** What is said once in a registration, in this order. */
const ONCE = ["passed", "failed", "completed"] as const;
const quietly = (): void => undefined;
/** The state of somebody who has done nothing. */
const EMPTY_STATE = "1";

/** A tracker that knows what the platform will never take. */
export interface StatementTracker extends Tracker {
  /** What was refused for good, as the text of a file. */
  refused(): string;
  /** Forget what was refused: the learner has it. */
  forget(): void;
}

/** Return the tracker of a course; without a launch nothing is recorded. */
export function xapi(course: CourseData): StatementTracker {
  const address = quiet(() => addressOf(location.search, course), null);
  if (address) return trackerOf(course, address);
  return { ...noTracker(course), onTrouble: (listener) => listener("no-platform"), refused: () => "", forget: quietly };
}

function trackerOf(course: CourseData, address: Address): StatementTracker {
  const cmi5 = course.target.tracker === "cmi5";
  const transport = transportOf(address);
  const opening = openingOf(address, transport);
  const shelf = shelfOf(transport, address);
  const journal = journalOf(address.activity, address.owner);
  const activities = activitiesOf(course, address.activity);
  const opened = Date.now();
  const watch = stopwatch();

  let lock: Pick<Lock, "held" | "release" | "resume" | "tell"> = { held: () => true, release: quietly, resume: quietly, tell: quietly };
  let queue: Queue | null = null;
  /** What was said before the session was known. */
  let drafts: readonly Draft[] = [];
  let state: State = EMPTY;
  let standing: Standing | null = null;
  const told = new Set<string>();
  /** What cmi5 lets a session say once, and has been said in this one. */
  const said = new Set<Verb>();
  let dirty = false;
  let reached = false;
  let recalled = false;
  let shelved = true;
  let failing = false;
  let lost = false;
  let newer = false;
  let closed = false;
  let tries = 0;
  let timer = 0;
  let sending: Promise<void> | null = null;
  let moment = 0;
  let late: (state: string) => void = quietly;
  let trouble: Trouble = "none";
  const listeners: ((trouble: Trouble) => void)[] = [];

  const text = (): string => encode(state, course);
  const read = (written: string): State => decode(written, course).state;
  const mode = (): Launch["mode"] => opening.launch().mode;
  const secondTab = (): boolean => !lock.held();
  const recording = (): boolean => mode() === "normal" && !newer && !lost && !closed && !secondTab();
  const left = (): boolean => (queue ? queue.waiting().length > 0 : false) || drafts.length > 0 || (dirty && shelved);
  const aside = (): readonly Entry[] => (queue ? queue.refused() : []);
  const kept = (): Kept => ({ state: text(), told: [...told] });

  // ---- trouble ---------------------------------------------------------------------------------------------------------

  const tell = (): void => {
    const now = ((): Trouble => {
      if (closed && !lost) return "none";
      if (lost) return "lost-session";
      if (mode() !== "normal") return "none";
      if (newer) return "newer-state";
      if (secondTab()) return "read-only";
      if (failing) return navigator.onLine === false ? "offline" : "not-saved";
      if (aside().length) return "refused";
      return left() ? "sending" : "none";
    })();
    if (now === trouble) return;
    trouble = now;
    for (const listener of listeners) quiet(() => listener(now), undefined);
  };

  // ---- what is remembered ----------------------------------------------------------------------------------------------

  /** Put what happened here over what the platform remembers; return whether that changed anything here. */
  const adopt = (found: Kept): boolean => {
    newer = decode(found.state, course).verdict === "newer";
    if (newer) return false;
    found.told.forEach((verb) => told.add(verb));
    const before = text();
    state = merge(read(found.state), state, course);
    if (text() !== found.state && text() !== EMPTY_STATE) dirty = true;
    return text() !== before;
  };
  const remember = (): void => journal.write({ state: text(), standing, objectives: [], entries: [[["drafts", JSON.stringify(drafts)]]] });
  const recall = (): void => {
    const unsent = mode() === "normal" && !recalled ? journal.read() : null;
    recalled = true;
    if (!unsent) return;
    adopt({ state: unsent.state, told: [] });
    drafts = quiet(() => (JSON.parse(unsent.entries[0]![0]![1]) as readonly Draft[]).concat(drafts), drafts);
    dirty = true;
  };

  // ---- what is said ----------------------------------------------------------------------------------------------------

  /** Say something, as soon as the session is known; the times of statements tell their order. */
  const say = (verb: Verb, kind: Draft["kind"], parts: Pick<Draft, "object" | "result" | "context">, at = Date.now(), id = newId()): void => {
    moment = Math.max(at, moment + 1);
    const draft: Draft = { id, verb, kind, ...parts, timestamp: new Date(moment).toISOString() };
    if (queue) queue.add(complete(draft, address, opening.launch(), course), opening.session());
    else drafts = [...drafts, draft];
    tell();
  };
  const spent = (): string => duration(watch.tick());
  const own = cmi5 ? "moveon" : "allowed";
  const onceId = (verb: Verb): string => idOf(JSON.stringify(address.actor), address.registration, address.activity, verb);

  /** Say what stands and was not said yet: each verb once in a registration, and of passed and failed one in a session. */
  const conclude = (): void => {
    if (!standing || !queue || !recording()) return;
    const { passed, exhausted, completed, score } = standing;
    const due = { passed: passed && !said.has("failed"), failed: cmi5 && exhausted && !said.has("passed") && !told.has("passed"), completed };
    for (const verb of ONCE) {
      const id = onceId(verb);
      if (!due[verb] || told.has(verb) || said.has(verb) || queue.waiting().some(({ statement }) => statement.id === id)) continue;
      said.add(verb);
      const judgement = verb === "completed" ? { completion: true as const } : { success: verb === "passed", score: scoreOf(score || 0) };
      say(verb, own, { object: activities.launched, result: { ...judgement, duration: spent() } }, Date.now(), id);
      soon(0);
    }
  };
  const report = (before: State, after: State, progress: number, went: boolean): void => {
    for (const { verb, module, percent } of newsOf(passedAt(course, opening.launch().mastery), before, after)) {
      const failed = verb === "failed";
      // what cmi5 itself hears of a failure is the last attempt, from `conclude`
      if (failed && cmi5 && standing!.exhausted) continue;
      say(verb, "allowed", {
        object: failed && !cmi5 ? activities.launched : activities.module(module),
        context: activities.around(module, activities.launched),
        result: failed ? { success: false, score: scoreOf(percent), duration: spent() } : undefined,
      });
    }
    conclude();
    if (went && progress < 1) say("progressed", "allowed", { object: activities.launched, result: { extensions: { [PROGRESS]: Math.floor(100 * progress) } } });
  };

  // ---- sending ---------------------------------------------------------------------------------------------------------

  const soon = (delay: number): void => {
    if (timer && delay > 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      void send();
    }, delay) as unknown as number;
  };
  const arrived = ({ id }: Statement): void => {
    if (queue) queue.drop(aside().filter(({ statement }) => statement.id === id));
    for (const verb of ONCE) {
      if (id !== onceId(verb) || told.has(verb)) continue;
      told.add(verb);
      dirty = true;
    }
  };
  /** Keep the state at the platform; return what it answers if it does not take it. */
  const shelve = async (): Promise<Reply | null> => {
    for (let turn = 0; turn < 4 && dirty && shelved && !newer; turn++) {
      const written = kept();
      const reply = await shelf.write(written);
      if (isTaken(reply)) {
        dirty = JSON.stringify(kept()) !== JSON.stringify(written);
        if (!dirty) journal.clear();
      } else if (reply.status === 409 || reply.status === 412) {
        const found = await shelf.read();
        if (isLater(found)) return found;
        if (adopt(found.kept)) quiet(() => late(text()), undefined);
        dirty = true;
      } else return reply;
    }
    // somebody else writes faster than we can read
    return dirty && shelved && !newer ? NOTHING : null;
  };
  /** Send all that is due; resolves when it is sent, or cannot be sent now. */
  const send = (): Promise<void> => {
    if (!sending) {
      sending = attempt().catch(quietly).then(() => {
        sending = null;
        tell();
        if (!failing && !lost && left() && queue && !closed) soon(SOON);
      });
    }
    return sending;
  };
  const attempt = async (): Promise<void> => {
    if (lost || secondTab() || !queue) return;
    let wait = await deliver(queue, transport, opening.session(), arrived);
    conclude();
    if (wait === null && mode() === "normal") {
      const reply = await shelve();
      if (reply && isLater(reply)) wait = reply.wait;
      else if (reply && reply.status === 401) wait = "lost";
      // a store that keeps no documents: this device keeps the state
      else if (reply) shelved = false;
    }
    lost = wait === "lost";
    failing = typeof wait === "number";
    if (typeof wait !== "number") tries = 0;
    else soon(wait || BACKOFF[Math.min(tries++, BACKOFF.length - 1)]!);
  };

  // ---- the start -------------------------------------------------------------------------------------------------------

  /** Set out as the one who records. */
  const begin = async (): Promise<void> => {
    if (queue || !reached || closed || secondTab() || (newer && mode() === "normal")) return;
    const watched = mode() !== "normal";
    const found = await queueOf(address, !watched);
    if (queue || closed) return;
    const waiting = drafts;
    queue = found;
    drafts = [];
    if (cmi5) {
      const later = moment;
      moment = 0;
      say("initialized", "defined", { object: activities.launched }, opened);
      moment = Math.max(moment, later);
    }
    if (!watched) {
      waiting.forEach((draft) => found.add(complete(draft, address, opening.launch(), course), opening.session()));
      standing = judged(course, state, standingOf(course, state));
      conclude();
      if (dirty || waiting.length) remember();
    }
    tell();
    soon(0);
  };
  /** Reach the platform and read what it remembers; false: to be tried again. */
  const connect = async (): Promise<boolean> => {
    const answer = await opening.open();
    lost = answer === "lost";
    failing = answer === "later";
    if (answer !== "open") return lost;
    const found = await shelf.read();
    failing = isLater(found);
    if (failing) return false;
    lost = found.status === 401;
    shelved = [200, 204, 404].includes(found.status);
    if (lost) return true;
    adopt(found.kept);
    if (!newer) recall();
    reached = true;
    return true;
  };
  const persevere = async (): Promise<void> => {
    for (let turn = 0; !closed; turn++) {
      tell();
      if (await connect()) break;
      await new Promise((done) => setTimeout(done, BACKOFF[Math.min(turn, BACKOFF.length - 1)]!));
    }
    tell();
  };
  const start = async (): Promise<Launch> => {
    const claimed = claim(`${address.owner}:${address.activity}`, baton, (held, last) => quiet(() => changed(held, last), undefined));
    let waiting = true;
    const connected = persevere().then(async () => {
      lock = await claimed;
      if (!waiting && reached) quiet(() => late(newer ? "" : text()), undefined);
      await begin();
      tell();
    });
    await Promise.race([connected, new Promise((done) => setTimeout(done, PATIENCE))]);
    waiting = false;
    // without the platform, what this device remembers of the learner is all there is
    if (!reached && !lost) recall();
    tell();
    return {
      platform: course.target.tracker,
      get mode() {
        return mode() === "normal" && secondTab() ? "read-only" : mode();
      },
      state: text() === EMPTY_STATE ? "" : text(),
      learner: true,
      get returnTo() {
        return opening.launch().returnTo;
      },
      get course() {
        return passedAt(course, opening.launch().mastery);
      },
    };
  };

  // ---- tabs, farewells -------------------------------------------------------------------------------------------------

  const baton = (): Baton => ({ learner: address.owner, state: text(), interactions: 0 });
  const changed = (held: boolean, last: Baton | null): void => {
    if (held) {
      const more = last ? adopt({ state: last.state, told: [] }) : false;
      void shelf.read().then((found) => {
        if (isTaken(found) ? adopt(found.kept) || more : more) quiet(() => late(text()), undefined);
        return begin();
      });
    }
    tell();
  };
  const terminate = (): void => {
    if (cmi5 && queue) say("terminated", "defined", { object: activities.launched, result: { duration: spent() } });
  };
  /** The page goes, and no answer will be heard: one request for the state, one for all statements in their order. */
  const leave = (): void => {
    if (closed || lost || !queue || secondTab()) return;
    const request = dirty && shelved && mode() === "normal" ? shelf.request(kept()) : null;
    if (dirty) remember();
    terminate();
    closed = true;
    if (request) transport.farewell(request);
    const [batch, farewell] = batchOf(queue.waiting(), Infinity);
    if (batch.length) transport.farewell(farewell);
  };
  const listen = (): void => {
    const on = (target: EventTarget, type: string, act: () => void): void => target.addEventListener(type, () => quiet(act, undefined));
    on(window, "pagehide", () => {
      leave();
      lock.release();
    });
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      // a cmi5 session that was ended stays ended
      lost = cmi5;
      closed = cmi5;
      lock.resume();
      tell();
    });
    const hurry = (): void => {
      tell();
      if (left()) soon(0);
    };
    on(window, "online", hurry);
    on(window, "offline", tell);
    on(document, "visibilitychange", () => {
      if (document.visibilityState === "visible") lock.resume();
      hurry();
    });
    setInterval(() => watch.tick(), HEARTBEAT);
  };
  const exit = async (): Promise<boolean> => {
    if (closed) return !left();
    const all = async (): Promise<void> => {
      await sending;
      await send();
      terminate();
      closed = true;
      await send();
    };
    await Promise.race([all(), new Promise((done) => setTimeout(done, PATIENCE))]);
    closed = true;
    if (!left()) lock.release();
    return !left() && !lost && reached;
  };

  return {
    start(whenLate) {
      late = whenLate;
      quiet(listen, undefined);
      return start().catch(() => ({ platform: "none", mode: "normal", state: "", learner: false }));
    },
    save(written, stands) {
      quiet(() => {
        if (!recording()) return;
        const [before, after] = [state, read(written)];
        state = after;
        const further = stands.progress > standingOf(course, before).progress;
        standing = judged(course, after, stands);
        report(before, after, standing.progress, further);
        dirty = true;
        remember();
        soon(SOON);
        lock.tell();
        tell();
      }, undefined);
    },
    record(interaction: Interaction) {
      quiet(() => {
        if (!recording()) return;
        say("answered", "allowed", answered(interaction, course, activities), interaction.at.getTime());
        soon(SOON);
      }, undefined);
    },
    flush: () =>
      quiet(() => {
        soon(0);
        return !left();
      }, false),
    exit: () => exit().catch(() => false),
    onTrouble: (listener) => void listeners.push(listener),
    refused: () => JSON.stringify(aside().map(({ statement, refused }) => ({ status: refused, statement })), null, 1),
    forget() {
      if (queue) queue.drop(aside());
      tell();
    },
  };
}

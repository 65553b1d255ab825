/** One course, one tab: the first tab holds the session, a second one only reads, and takes over when the first has gone. */

import { quiet } from "./quiet";

/** What the holder tells the others, so that a tab that takes over knows what its own platform page does not. */
export interface Baton {
  readonly learner: string;
  readonly state: string;
  readonly interactions: number;
}

export interface Lock {
  /** Whether this tab holds the session. */
  held(): boolean;
  /** Tell the other tabs what stands now. */
  tell(): void;
  /** Let go, or come back after the page was put aside. */
  release(): void;
  resume(): void;
}

interface Message {
  readonly kind: "ask" | "held" | "gone";
  readonly from: number;
  readonly baton?: Baton;
}

/** How long to wait for another tab to speak up; how often to ask whether it is still there. */
const ANSWER = 150;
const ASK_AGAIN = 5000;

/**
 * Claim the session of `name`. `baton` says what stands here; `changed` is called when this tab takes over (with what the last
 * holder told) or, having been put to sleep, finds that another one did.
 */
export function claim(name: string, baton: () => Baton, changed: (held: boolean, last: Baton | null) => void): Promise<Lock> {
  const me = Math.random();
  let holds = false;
  let asking = false;
  let answered = false;
  let last: Baton | null = null;
  let channel: BroadcastChannel | null = null;
  let timer = 0;

  const post = (kind: Message["kind"]): void => quiet(() => channel?.postMessage({ kind, from: me, baton: holds ? baton() : undefined }), undefined);
  const hear = ({ data }: MessageEvent<Message>): void => {
    if (data.baton) last = data.baton;
    if (data.kind === "ask") {
      if (holds || (asking && me < data.from)) post("held");
      else answered = true;
    }
    if (data.kind === "gone" && !holds) void ask().then(settle);
    if (data.kind === "held") {
      answered = true;
      // of two holders, as after a long sleep, one must yield
      if (holds && data.from < me) settle(false);
    }
  };
  const ask = async (): Promise<boolean> => {
    [asking, answered] = [true, false];
    post("ask");
    await new Promise((done) => setTimeout(done, ANSWER));
    asking = false;
    return !answered;
  };
  const settle = (free: boolean): void => {
    if (free === holds) return;
    holds = free;
    changed(holds, last);
    watch();
  };
  const watch = (): void => {
    clearInterval(timer);
    if (!holds) timer = setInterval(() => void ask().then((free) => channel && free && settle(true)), ASK_AGAIN) as unknown as number;
  };
  const open = (): void => {
    // missing in old browsers: two tabs are then not told apart
    channel = quiet(() => new BroadcastChannel(`karmakit:${name}`), null);
    if (channel) channel.onmessage = (event: MessageEvent<Message>): void => quiet(() => hear(event), undefined);
  };
  const lock: Lock = {
    held: () => holds,
    tell: () => holds && post("held"),
    release() {
      clearInterval(timer);
      if (holds) post("gone");
      quiet(() => channel?.close(), undefined);
      channel = null;
    },
    resume() {
      if (!channel) open();
      void ask().then((free) => settle(free));
    },
  };
  open();
  return (channel ? ask() : Promise.resolve(true)).then((free) => {
    holds = free;
    watch();
    return lock;
  });
}

/** The course without a network: its service worker, the media that are saved when the learner asks, and new editions. */

import { type Edition, type EditionFile, keyOf, openCache, store } from "./edition";
import { readsWebp } from "./webp";

/** What there is to say of it now. Sizes are bytes. */
export interface Offline {
  /** "none": this browser, or this address, has no service workers; nothing is said. */
  readonly phase: "none" | "coming" | "ready";
  /** What media weigh together, and what of them is saved. */
  readonly size: number;
  readonly saved: number;
  readonly saving: boolean;
  readonly failed: boolean;
  /** A new edition is loaded and waits. */
  readonly newer: boolean;
}

export interface OfflineCourse {
  now(): Offline;
  onChange(listener: () => void): void;
  save(): Promise<void>;
  stop(): void;
  remove(): Promise<void>;
  /** Let the new edition take over; every window of the course is loaded again. */
  takeOver(): void;
}

/** Set the worker of the course at `root` to work, once the page is there. */
export function offlineCourse(root: string): OfflineCourse {
  let now: Offline = { phase: "none", size: 0, saved: 0, saving: false, failed: false, newer: false };
  let media: readonly EditionFile[] = [];
  let waiting: ServiceWorker | null = null;
  let stopping = new AbortController();
  const listeners: (() => void)[] = [];
  const become = (change: Partial<Offline>): void => {
    now = { ...now, ...change };
    listeners.forEach((listener) => listener());
  };

  /** Look what of the media is there. */
  const count = async (): Promise<void> => {
    const cache = await openCache(root);
    const found = await Promise.all(media.map((file) => cache.match(keyOf(root, file))));
    const weight = (files: readonly EditionFile[]): number => files.reduce((sum, { size }) => sum + size, 0);
    become({ phase: "ready", size: weight(media), saved: weight(media.filter((_, index) => found[index])) });
  };
  const ready = async (worker: ServiceWorker): Promise<void> => {
    const isSpared = await readsWebp();
    media = (await editionOf(worker)).files.filter(({ asked, spared }) => asked && !(spared && isSpared));
    await count();
  };
  const wait = (worker: ServiceWorker): void => {
    waiting = worker;
    become({ newer: true });
  };
  const follow = (worker: ServiceWorker, another: boolean): void =>
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && another) wait(worker);
      if (worker.state === "activated" && !another) void ready(worker).catch(() => undefined);
      if (worker.state === "redundant" && now.phase === "coming") become({ phase: "none" });
    });

  const start = async (): Promise<void> => {
    let controlled = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      // a page of the old edition would read pages of the new one
      if (controlled) location.reload();
      controlled = true;
    });
    const registration = await navigator.serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    const first = registration.installing ?? registration.waiting;
    if (registration.active) void ready(registration.active).catch(() => undefined);
    else if (first) {
      become({ phase: "coming" });
      follow(first, false);
    }
    if (registration.active && registration.waiting) wait(registration.waiting);
    if (registration.active && registration.installing) follow(registration.installing, true);
    registration.addEventListener("updatefound", () => registration.installing && registration.active && follow(registration.installing, true));
  };
  if ("serviceWorker" in navigator && "caches" in self) {
    // refused in some sandboxes and private windows: the course then needs its network
    const begin = (): void => void start().catch(() => undefined);
    if (document.readyState === "complete") begin();
    else addEventListener("load", begin);
  }

  return {
    now: () => now,
    onChange: (listener) => void listeners.push(listener),
    async save() {
      stopping = new AbortController();
      become({ saving: true, failed: false });
      // asks the browser not to clear what the learner has chosen to keep
      void navigator.storage?.persist?.().catch(() => undefined);
      try {
        const cache = await openCache(root);
        for (const file of media) {
          await store(cache, root, file, stopping.signal);
          await count();
        }
      } catch {
        if (!stopping.signal.aborted) become({ failed: true });
      }
      become({ saving: false });
    },
    stop: () => stopping.abort(),
    async remove() {
      const cache = await openCache(root);
      await Promise.all(media.map((file) => cache.delete(keyOf(root, file))));
      await count();
    },
    takeOver: () => waiting?.postMessage("take-over"),
  };
}

function editionOf(worker: ServiceWorker): Promise<Edition> {
  return new Promise((told) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Edition>) => told(data);
    worker.postMessage("edition", [port2]);
  });
}

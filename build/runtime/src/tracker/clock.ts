/** Time spent, whatever happens to the clock on the wall: a computer that slept was not learning. */

/** Longest stretch between two ticks that counts; a background tab ticks once a minute. */
const LONGEST = 90;

export interface Stopwatch {
  /** Count the time since the last call, and return all seconds so far. */
  tick(): number;
}

/** Return a stopwatch that has counted `already` seconds. */
export function stopwatch(already = 0): Stopwatch {
  let [total, last] = [already, performance.now()];
  return {
    tick() {
      const now = performance.now();
      total += Math.min(Math.max((now - last) / 1000, 0), LONGEST);
      last = now;
      return total;
    },
  };
}

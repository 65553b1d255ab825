/** The frame that the course runs in: opened, and taken away as a platform does. */

/** The content's last words may come this long after it went. */
const LAST_WORDS = 300;
const PATIENCE = 3000;

export class Content {
  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly away: string,
  ) {}

  open(address: string): void {
    this.frame.hidden = false;
    this.frame.src = address;
  }

  /** Take the course away and wait until it is gone; with `clear`, what it kept in the browser goes too. */
  async close(clear: boolean): Promise<void> {
    const speaks = Boolean(this.frame.src) && !this.frame.hidden;
    const gone = new Promise<void>((done) => {
      const hear = ({ data, source }: MessageEvent): void => {
        if (data !== "karmakit-play-left" || source !== this.frame.contentWindow) return;
        removeEventListener("message", hear);
        done();
      };
      addEventListener("message", hear);
      setTimeout(done, PATIENCE);
    });
    this.frame.src = this.away + (clear ? "?clear" : "");
    await gone;
    if (speaks) await new Promise((done) => setTimeout(done, LAST_WORDS));
    this.frame.hidden = true;
  }

  /** Let the course see that the line is cut, or back; only its own origin lets us. */
  online(is: boolean): void {
    const window = this.frame.contentWindow;
    try {
      if (!window || !window.document) return;
      Object.defineProperty(window.navigator, "onLine", { configurable: true, get: () => is });
      window.dispatchEvent(new Event(is ? "online" : "offline"));
    } catch {
      // another origin sees that nothing answers
    }
  }
}

/** The order in which the parts of SCORM 2004 open: scorm-again follows the rules, and says which part is to be opened next. */
import { Scorm2004API } from "scorm-again";
import { quiet } from "../tracker/quiet";

export class Sequence {
  /** One for all parts: what one part leaves decides whether another opens. */
  readonly api: Scorm2004API;
  /** The part that is to be opened next, and that which was opened last. */
  private next: string | null = null;
  private last: string | null = null;

  /** `first` is opened where the rules let the learner choose, and none says where to begin. */
  constructor(
    tree: unknown,
    private readonly first: string,
  ) {
    this.api = new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree: tree as never, logLevel: "error" } });
    this.api.setSequencingEventListeners({ onActivityDelivery: ({ id }) => void (this.next = id) });
  }

  /** Return the part that is to be opened now, once. */
  take(): string | null {
    const next = this.next;
    this.next = null;
    if (next) this.last = next;
    return next;
  }

  /** Begin, or go on where the whole was put off. */
  enter(): string | null {
    this.ask("resumeAll", this.last);
    if (!this.next) this.ask("start");
    if (!this.next) this.ask("choice", this.last ?? this.first);
    return this.take();
  }

  /** Have what is open ask for something when it ends, as the buttons of a platform do; what it asks for itself goes before. */
  wish(request: string): void {
    quiet(() => this.api.lmsSetValue("adl.nav.request", request), "");
  }

  choose(id: string): string | null {
    // the part that was open may have asked for it when it ended
    if (this.next !== id) this.ask("choice", id);
    if (!this.next && this.ask("resumeAll", this.last)) {
      this.next = null;
      this.ask("choice", id);
    }
    return this.take();
  }

  /** Say whether the rules keep a part closed just now; where they cannot be asked, they do not. */
  isClosed(id: string): boolean {
    return quiet(() => this.api.lmsGetValue(`adl.nav.request_valid.choice.{target=${id}}`) === "false", false);
  }

  /** Ask, and return whether it was granted; `id` is what is chosen, or what opens where scorm-again grants it without a word. */
  private ask(request: string, id: string | null = null): boolean {
    const granted = quiet(() => this.api.processNavigationRequest(request, request === "choice" ? id! : undefined), false);
    if (granted && !this.next) this.next = id;
    return granted;
  }
}

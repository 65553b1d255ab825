/** A page of the course as the router hands it on: what stands in it, and how to leave it. */

import type { Additions } from "../additions";
import type { CourseData, ModuleData, PageData } from "../contract";
import type { Session } from "../session";

export interface PageContext {
  readonly course: CourseData;
  readonly session: Session;
  readonly main: HTMLElement;
  readonly additions: Additions;
  /** The address of a page, as a link in this document has to say it. */
  readonly link: (id: string, anchor?: string) => string;
  /** Go on to another step of this page, or to another page. */
  readonly go: (id: string, anchor?: string) => void;
}

export interface ModuleContext extends PageContext {
  readonly module: ModuleData;
  readonly data: PageData | null;
}

/** A page that has come alive. */
export interface LivePage {
  /** Show the step that the route names; false if the page has none of that name. */
  step?(anchor: string): boolean;
  /** Called after every change of the state. */
  refresh?(): void;
  /** *Next* was pressed. */
  finish?(): void;
  leave(): void;
}

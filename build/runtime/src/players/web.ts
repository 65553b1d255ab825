/** The player of a course on the web. */

import { play } from "../main";
import { web } from "../tracker/web";
import { deviceAdditions } from "../web/device";
import { offlineCourse } from "../web/offline";

const root = new URL(`${document.documentElement.dataset["root"] ?? "."}/`, location.href.replace(/[?#].*$/, "")).href;

play(web, (course, tracker) => deviceAdditions(course, tracker, offlineCourse(root)));

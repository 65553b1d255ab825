/** The player of a cmi5 and of an xAPI bundle: the target's name says which. */

import { play } from "../main";
import { refusedAdditions } from "../tracker/xapi/refused";
import { xapi } from "../tracker/xapi/xapi";

play(xapi, (course, tracker) => refusedAdditions(course.id, tracker));

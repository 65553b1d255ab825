/** The player of a SCORM 1.2 bundle. */

import { play } from "../main";
import { scorm12 } from "../tracker/scorm12";

play(scorm12);

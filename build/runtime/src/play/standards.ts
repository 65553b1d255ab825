/** The calls of SCORM's two APIs, and what their error codes mean. */

export type Doing = "initialize" | "terminate" | "get" | "set" | "commit" | "error" | "text" | "diagnostic";

export interface Standard {
  /** The name under which the content looks for the API. */
  readonly api: "API" | "API_1484_11";
  readonly calls: Readonly<Record<Doing, string>>;
  /** Code of a commit, and of an end, that failed at the platform. */
  readonly failed: string;
  readonly codes: Readonly<Record<string, string>>;
}

export const STANDARDS: Readonly<Record<"scorm12" | "scorm2004", Standard>> = {
  scorm12: {
    api: "API",
    calls: {
      initialize: "LMSInitialize",
      terminate: "LMSFinish",
      get: "LMSGetValue",
      set: "LMSSetValue",
      commit: "LMSCommit",
      error: "LMSGetLastError",
      text: "LMSGetErrorString",
      diagnostic: "LMSGetDiagnostic",
    },
    failed: "101",
    codes: {
      "101": "the platform failed",
      "201": "an argument is wrong",
      "202": "this element has no children",
      "203": "this element is no list, so it has no count",
      "301": "the session is not open",
      "401": "this platform does not know the element",
      "402": "this element cannot be set: it is a keyword",
      "403": "this element can only be read",
      "404": "this element can only be written",
      "405": "the value is not of the kind that the standard allows here",
    },
  },
  scorm2004: {
    api: "API_1484_11",
    calls: {
      initialize: "Initialize",
      terminate: "Terminate",
      get: "GetValue",
      set: "SetValue",
      commit: "Commit",
      error: "GetLastError",
      text: "GetErrorString",
      diagnostic: "GetDiagnostic",
    },
    failed: "391",
    codes: {
      "101": "the platform failed",
      "102": "the session could not be opened",
      "103": "the session is open already",
      "104": "the session has ended, and cannot be opened again",
      "111": "the session could not be ended",
      "112": "the session was ended before it was opened",
      "113": "the session was ended already",
      "122": "a value was asked for before the session was opened",
      "123": "a value was asked for after the session ended",
      "132": "a value was set before the session was opened",
      "133": "a value was set after the session ended",
      "142": "a commit came before the session was opened",
      "143": "a commit came after the session ended",
      "201": "an argument is wrong",
      "301": "this element cannot be asked for here",
      "351": "this element cannot be set here",
      "391": "the platform did not keep what was committed",
      "401": "the standard knows no such element",
      "402": "this platform does not know the element",
      "403": "nothing was ever set here",
      "404": "this element can only be read",
      "405": "this element can only be written",
      "406": "the value is not of the kind that the standard allows here",
      "407": "the number lies outside what is allowed",
      "408": "another element must be set first",
    },
  },
};

/** A practice question: check, feedback at once, hints, another try, and in the end the answer. */

import type { Answer, KeyData, ModuleData, QuestionData } from "../contract";
import { all, fill, focusOn, h, html } from "../dom";
import { icon } from "../icons";
import { FACES } from "../questions";
import { clearMarks, lock, unlock } from "../questions/face";
import { grade, typedNumber, type Grade } from "../questions/grade";
import type { Session } from "../session";
import { say } from "../words";

function button(word: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "button quiet", hidden: true, click: act }, word);
}

export function practice(form: HTMLFormElement, question: QuestionData, key: KeyData, module: ModuleData, session: Session): void {
  const face = FACES[question.type];
  const check = form.querySelector<HTMLButtonElement>('.actions button[type="submit"]');
  const result = form.querySelector<HTMLElement>(".result");
  if (!check || !result) return;

  const hints = key.hints || [];
  let hinted = 0;
  let began = Date.now();
  let marked = false;
  const before = session.state().questions[question.id];
  let tries = before?.tries || 0;

  const hintList = h("div", { class: "hints", role: "status" });
  const hint = button("", () => {
    hintList.append(h("div", { class: "hint" }, html(hints[hinted++] || "")));
    offerHint();
  });
  const again = button(say("try-again"), () => {
    face.show(form, { codes: question.type === "ordering" ? face.read(form).codes : [] });
    refresh();
    all<HTMLElement>(form, "fieldset input, fieldset select, fieldset button")[0]?.focus();
  });
  const reveal = button(say("show-answer"), () => {
    const answer = face.read(form);
    clearMarks(form);
    // Where the text typed on an earlier visit is gone, there is nothing to mark but the key.
    face.mark(form, { key, answer, grade: grade(question, key, answer), reveal: true });
    form.dataset["outcome"] = "wrong";
    close();
    focusOn(result);
  });
  const after = h("div", { class: "actions after" }, again, reveal);
  form.querySelector(".actions")?.append(hint);
  form.querySelector("fieldset")?.after(hintList);
  result.after(after);

  const offerHint = (): void => {
    hint.hidden = hinted >= hints.length || form.hasAttribute("data-locked");
    hint.textContent = hints.length > 1 ? say("hint-of", { n: hinted + 1, all: hints.length }) : say("hint");
  };
  const close = (): void => {
    lock(form);
    check.hidden = again.hidden = reveal.hidden = true;
    offerHint();
  };
  /** Take the marks away: the answer is being changed. */
  const refresh = (): void => {
    if (marked) {
      clearMarks(form);
      fill(result);
      again.hidden = reveal.hidden = true;
      check.hidden = false;
      marked = false;
    }
    check.disabled = !face.ready(face.read(form));
  };
  const left = (): number => (question.attempts ? Math.max(0, question.attempts - tries) : Infinity);

  /** Show how an answer was judged, now or on an earlier visit. */
  const tell = (answer: Answer, judged: Grade, outcome: Grade["outcome"], earlier: boolean): void => {
    const forgotten = earlier && (question.type === "fill-in" || question.type === "numeric");
    marked = true;
    if (!forgotten) face.mark(form, { key, answer, grade: judged, reveal: outcome === "right" });
    form.dataset["outcome"] = outcome;
    const title = outcome === "neutral" ? "thanks" : forgotten ? `answered-${outcome}` : `verdict-${outcome}`;
    const own = outcome === "right" ? key.right : outcome === "wrong" ? key.wrong : undefined;
    // Where one option was chosen, the word stands under it already.
    const said = outcome === "wrong" && (question.type === "single" || question.type === "true-false");
    const under = all(form, ".feedback").map((element) => element.textContent?.trim() || "").join(" ");
    fill(
      result,
      h("p", { class: said ? "verdict visually-hidden" : "verdict" }, icon(outcome === "neutral" ? "right" : outcome), say(title)),
      !earlier && under && h("span", { class: "visually-hidden" }, under),
      own ? html(own) : null,
      key.always ? html(key.always) : null,
      outcome === "wrong" && question.attempts > 0 && h("p", { class: "left" }, left() ? say("tries-left", { n: left() }) : say("no-tries-left")),
    );
    check.hidden = true;
    if (outcome === "right") close();
    else {
      again.hidden = outcome === "wrong" && left() === 0;
      reveal.hidden = outcome === "neutral";
      if (again.hidden) {
        lock(form);
        offerHint();
      }
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = face.read(form);
    if (marked || form.hasAttribute("data-locked") || !face.ready(answer)) return;
    if (question.type === "numeric" && !(answer.texts || []).every(typedNumber)) {
      // What holds no number is a slip of the hand, and costs no try.
      fill(result, h("p", {}, say("not-a-number")));
      return;
    }
    const judged = grade(question, key, answer);
    const seconds = Math.round((Date.now() - began) / 1000);
    began = Date.now();
    tries += 1;
    session.record({ question, context: module.id, answer, key, outcome: judged.outcome, seconds, at: new Date(), form: () => form });
    session.change((state) => ({
      ...state,
      questions: {
        ...state.questions,
        [question.id]: { outcome: judged.outcome === "neutral" ? "none" : judged.outcome, tries, response: answer.codes },
      },
    }));
    tell(answer, judged, judged.outcome, false);
    focusOn(result);
    result.scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);

  face.prepare?.(form);
  unlock(form);
  offerHint();
  if (tries > 0 && before) {
    const answer: Answer = { codes: before.response };
    face.show(form, answer);
    const outcome = question.type === "scale" ? "neutral" : before.outcome === "right" ? "right" : "wrong";
    tell(answer, grade(question, key, answer), outcome, true);
  } else refresh();
}

// The panel follows the page in the frame, and both follow the files: no part of the course is changed by it.
"use strict";
(() => {
  const root = document.documentElement;
  const frame = document.querySelector("#page");
  const state = document.querySelector(".state");
  const { live, course, ...words } = root.dataset;

  /** Say in the bar what is going on. */
  const say = (text, lost = false) => {
    if (!state) return;
    state.textContent = text;
    state.classList.toggle("lost", lost);
  };

  // what is made of an earlier text may come after what is made of a later one: only what was asked for last is shown
  let asked = 0;

  /** Put what another page of ours says in the place of what this one says: the parts of `names`; null if more was asked since. */
  const renew = async (address, names) => {
    const mine = ++asked;
    const answer = await fetch(address, { cache: "no-store" });
    const text = await answer.text();
    if (mine !== asked) return null;
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(text, "text/html");
    if (!fresh.querySelector("#panel") || (fresh.querySelector("#page") && !frame)) return false;
    for (const name of names) {
      const [old, now] = [document.querySelector(name), fresh.querySelector(name)];
      if (old && now) old.replaceWith(document.importNode(now, true));
    }
    document.title = fresh.title;
    return true;
  };

  const PARTS = ["#panel", ".bar nav", ".pages"];

  /** The module in the frame, "" for the cover; null while something else stands there. */
  const shown = () => {
    try {
      const { pathname, hash } = frame.contentWindow.location;
      const routed = /^#\/([^/]*)/.exec(hash);
      if (routed) return decodeURIComponent(routed[1]);
      const page = /\/player\/(?:index\.html|pages\/([^/]+)\.html)$/.exec(pathname);
      return page ? decodeURIComponent(page[1] ?? "") : null;
    } catch {
      return null;
    }
  };

  /** The address of our page about a module: beside this one. */
  const about = (module) => {
    const name = /\/(?:modules\/[^/]+|cover)\.html$/.exec(location.pathname);
    const folder = location.pathname.slice(0, name ? name.index : undefined);
    return new URL(module ? `${folder}/modules/${encodeURIComponent(module)}.html` : `${folder}/cover.html`, location.href).href;
  };

  /** Where the document of a module lies that the frame shows. */
  const played = (module) => {
    const folder = about("").replace(/cover\.html$/, "player/");
    return module ? `${folder}pages/${encodeURIComponent(module)}.html` : `${folder}index.html`;
  };

  /** Say whether the frame shows an earlier page, since the present one cannot be shown. */
  const stale = (is) => {
    document.querySelector(".note.stale")?.remove();
    if (!is) return;
    const note = document.createElement("p");
    note.className = "note stale";
    note.setAttribute("role", "status");
    note.textContent = words.stale;
    frame.parentElement.before(note);
  };

  /** Follow the learner: the panel speaks of the page in the frame. */
  const follow = async () => {
    const module = shown();
    if (module === null || module === document.querySelector("#panel")?.dataset.module) return;
    const address = about(module);
    if (!(await renew(address, PARTS).catch(() => false))) return;
    // the frame's own moves are in the history already
    history.replaceState(null, "", address);
  };

  if (frame) {
    const stage = frame.parentElement;
    const controls = document.querySelector(".controls");
    frame.addEventListener("load", () => {
      frame.contentWindow.addEventListener("hashchange", () => void follow());
      void follow();
    });
    if (controls) {
      controls.hidden = false;
      const kept = (value) => {
        try {
          if (value) sessionStorage.setItem("karmakit-preview-width", value);
          return sessionStorage.getItem("karmakit-preview-width");
        } catch {
          return value;
        }
      };
      const choose = (value) => stage.classList.toggle("phone", value === "phone");
      controls.addEventListener("change", ({ target }) => choose(kept(target.value) ?? target.value));
      const chosen = controls.querySelector(`[value="${kept() === "phone" ? "phone" : "wide"}"]`);
      chosen.checked = true;
      choose(chosen.value);
      controls.querySelector(".again").addEventListener("click", () => {
        const address = frame.contentWindow.location.href;
        // a page that is left saves where the learner stands: first away, then forget
        frame.addEventListener("load", () => {
          const width = kept();
          sessionStorage.clear();
          kept(width);
          frame.contentWindow.location.replace(address);
        }, { once: true });
        frame.contentWindow.location.replace("about:blank");
      });
    }
  }

  if (!live || !("EventSource" in window)) return;

  /** Where the author reads, while the frame is loaded again; null else. */
  let place = null;

  /** Load the page in the frame again, and stay at the place. */
  const reloadFrame = () => {
    const view = frame.contentWindow;
    // what the browser itself puts into a frame, for want of an answer, cannot be asked: only led away
    if (shown() === null) return view.location.replace(played(document.querySelector("#panel")?.dataset.module ?? ""));
    // a document that is on its way has no place yet
    place ??= view.scrollY;
    frame.addEventListener("load", () => {
      // the player puts the page of a route in place after the document has come
      const now = frame.contentWindow;
      const end = performance.now() + 3000;
      const rest = () => void (place = null);
      for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"]) now.addEventListener(moved, rest, { once: true });
      const settle = () => {
        if (place === null || now !== frame.contentWindow) return;
        now.scrollTo(0, place);
        if (Math.abs(now.scrollY - place) < 1 || performance.now() > end) rest();
        else requestAnimationFrame(settle);
      };
      settle();
    }, { once: true });
    view.location.reload();
  };

  let version = Number(root.dataset.version);
  let heard = 0;

  /** Show what has changed; of what happened while nobody listened only the last is told. */
  const hear = ({ data }) => {
    const told = JSON.parse(data);
    const known = version;
    version = told.version;
    if (told.version === known) return;
    if (told.version === known + 1 && course && told.course !== course) return;
    if (!frame) return void location.reload();
    document.querySelector("#panel")?.classList.add("waiting");
    const module = shown();
    const mine = ++heard;
    void fetch(played(module ?? document.querySelector("#panel")?.dataset.module ?? ""), { method: "HEAD", cache: "no-store" }).then(({ ok }) => {
      if (mine !== heard) return;
      stale(!ok);
      if (ok) reloadFrame();
    }).catch(() => undefined);
    const address = module === null ? location.href : about(module);
    void renew(address, PARTS).then((done) => {
      if (done === null) return;
      if (!done) return void location.reload();
      history.replaceState(null, "", address);
      say(words.renewed.replace("{time}", new Date().toLocaleTimeString(root.lang)));
    }).catch(() => undefined);
  };

  // a browser keeps six connections to a server: pages that nobody looks at hold none
  let source = null;
  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(live);
    source.addEventListener("open", () => say(words.follows));
    source.addEventListener("error", () => {
      // a preview that is started anew counts anew: whatever it tells is news
      version = NaN;
      say(words.ended, true);
    });
    source.addEventListener("message", hear);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();

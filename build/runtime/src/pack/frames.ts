/** The pages as learners see them, each in a frame in which nothing runs. */
import { all, h } from "../dom";
import type { Pack } from "./contract";

const COVER = "_course";

/** Set the page of a view into its place, once. */
export function mount(view: HTMLElement, pack: Pack): void {
  const stage = view.querySelector<HTMLElement>("[data-frame]");
  const subject = stage?.dataset.frame ?? "";
  if (!stage || stage.firstChild || !Object.prototype.hasOwnProperty.call(pack.frames.pages, subject)) return;
  const frame = h("iframe", { title: stage.dataset.title ?? "", sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox" });
  frame.srcdoc = documentOf(pack, subject);
  frame.addEventListener("load", () => watch(frame));
  stage.append(frame);
}

/** Let the reviewer choose how wide the pages are; the choice holds for all of them. */
export function widths(): void {
  const radios = all<HTMLInputElement>(document, "input[data-width]");
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      for (const other of radios) other.checked = other.value === radio.value;
      document.documentElement.classList.toggle("wide", radio.value === "wide");
      for (const frame of all<HTMLIFrameElement>(document, ".stage iframe")) fit(frame);
    });
  }
  addEventListener("resize", () => all<HTMLIFrameElement>(document, ".stage iframe").forEach(fit));
}

function documentOf(pack: Pack, subject: string): string {
  const kind = subject === COVER ? "cover" : "module";
  const { root, style, pages } = pack.frames;
  return (
    `<!doctype html><html${root} data-page="${kind}" data-alone><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>${pages[subject] ?? ""}</body></html>`
  );
}

/** Keep a frame as high as its page: there is one scroll bar, the document's. */
function watch(frame: HTMLIFrameElement): void {
  fit(frame);
  const body = frame.contentDocument?.body;
  if (body && "ResizeObserver" in window) new ResizeObserver(() => fit(frame)).observe(body);
}

function fit(frame: HTMLIFrameElement): void {
  const height = frame.contentDocument?.body?.getBoundingClientRect().height ?? 0;
  const edges = frame.offsetHeight - frame.clientHeight;
  if (height) frame.style.height = `${Math.ceil(height) + edges}px`;
}

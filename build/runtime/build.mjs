// Bundles the player: one script for each kind of platform, the service worker of the web, the script of review packs and one stylesheet, where the Python package looks for them;
// and beside them the page of the second verifier, and the page of `karmakit play` with the platform that it brings.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";
import { minify } from "terser";

const out = "../karmakit_build/player/";

const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

/** The parts of a value, parted by spaces outside brackets. */
function parts(value) {
  return value.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g);
}

/**
 * Logical shorthands are younger than their longhands (Chrome 87 against 69), and esbuild leaves them as they are: write them
 * out. Where both sides of the line are named, or a side of the block, the physical name says the same in either direction.
 */
function longhands(css) {
  return css
    .replace(/(?<=[{;])(margin|padding)-(inline|block):([^;}]+)/g, (_, name, axis, value) => {
      const [start, end = start] = parts(value);
      return `${name}-${axis}-start:${start};${name}-${axis}-end:${end}`;
    })
    .replace(/(?<=[{;])border-(inline|block):([^;}]+)/g, "border-$1-start:$2;border-$1-end:$2")
    .replace(/(?<=[{;])inset-(inline|block):([^;}]+)/g, (_, axis, value) => {
      const [start, end = start] = parts(value);
      if (axis === "inline" && start !== end) throw new Error(`inset-inline: ${value}: name the sides one by one`);
      return axis === "inline" ? `left:${start};right:${start}` : `top:${start};bottom:${end}`;
    })
    .replace(/(?<=[{;])inset-block-start:/g, "top:")
    .replace(/(?<=[{;])inset-block-end:/g, "bottom:");
}

const players = (await readdir("src/players")).map((name) => ({ in: `src/players/${name}`, out: name.replace(/\.ts$/, "") }));
const worker = { in: "src/web/worker.ts", out: "sw" };
const pack = { in: "src/pack/main.ts", out: "pack" };
const scripts = await build({ ...shared, entryPoints: [...players, worker, pack], outdir: out, write: false, format: "iife", target: ["es2019", "chrome70"] });
const style = await build({ ...shared, entryPoints: ["style/player.css"], outfile: `${out}player.css`, write: false, target: ["chrome70", "safari12", "firefox68"] });
// a second pass takes a kilobyte more off what a learner waits for
const smaller = async (text) => (await minify(text, { compress: { passes: 2, ecma: 2019, hoist_vars: true }, mangle: true, ecma: 2019, format: { ascii_only: false } })).code + "\n";
const packed = await Promise.all(scripts.outputFiles.map(async ({ path, text }) => [basename(path), await smaller(text)]));
const made = new Map([...packed, ["player.css", longhands(style.outputFiles[0].text)], ["verifier.html", await verifier()], ...(await play())]);

/** The page of the second verifier: one file that lets nothing run but its own script. `{rules}` is left for `karmakit vet page`. */
async function verifier() {
  const able = { ...shared, write: false, target: ["chrome137", "firefox129", "safari17"] }; // older ones check no Ed25519
  const [script, style] = await Promise.all([
    build({ ...able, entryPoints: ["src/verifier/main.ts"], format: "iife" }),
    build({ ...able, entryPoints: ["style/verifier.css"] }),
  ]);
  const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const parts = { script: script.outputFiles[0].text, style: style.outputFiles[0].text };
  const places = { ...parts, "script-hash": hash(parts.script), "style-hash": hash(parts.style) };
  const page = await readFile("src/verifier/page.html", "utf8");
  return page.replace(/\{(script|style|script-hash|style-hash)\}/g, (_, name) => places[name]);
}

/** The page of `karmakit play`, which runs in the browser of who tries a bundle, and the licence of the platform in its script. */
async function play() {
  const able = { ...shared, write: false, target: ["chrome100", "firefox100", "safari15"] };
  const [script, style] = await Promise.all([
    build({ ...able, entryPoints: ["src/play/main.ts"], format: "iife", banner: { js: "/* holds scorm-again: see play.LICENSE.txt */" } }),
    build({ ...able, entryPoints: ["style/play.css"] }),
  ]);
  const licence = await readFile("node_modules/scorm-again/LICENSE", "utf8");
  return [
    ["play.js", script.outputFiles[0].text],
    ["play.css", style.outputFiles[0].text],
    ["play.html", await readFile("src/play/page.html", "utf8")],
    ["play-leave.html", await readFile("src/play/leave.html", "utf8")],
    ["play.LICENSE.txt", `play.js holds scorm-again (https://github.com/jcputney/scorm-again), under this licence:\n\n${licence}`],
  ];
}

// each file is there whole or not at all, and one whose source has gone goes too
await mkdir(out, { recursive: true });
for (const [name, text] of made) {
  await writeFile(`${out}.${name}`, text);
  await rename(`${out}.${name}`, out + name);
}
for (const name of await readdir(out)) if (!made.has(name)) await rm(out + name, { force: true });

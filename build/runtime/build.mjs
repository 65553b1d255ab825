// Bundles the player: one script and one stylesheet, where the Python package looks for them.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";

const out = "../karmakit_build/player/";

const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "info",
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

await build({ ...shared, entryPoints: ["src/main.ts"], outfile: `${out}player.js`, format: "iife", target: ["es2019", "chrome70"] });
const style = await build({ ...shared, entryPoints: ["style/player.css"], outfile: `${out}player.css`, write: false, target: ["chrome70", "safari12", "firefox68"] });
await writeFile(`${out}player.css`, longhands(style.outputFiles[0].text));

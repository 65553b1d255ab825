// Bundles the player: one script and one stylesheet, where the Python package looks for them.
import { build } from "esbuild";

const out = "../karmakit_build/player/";

const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "info",
};

await build({ ...shared, entryPoints: ["src/main.ts"], outfile: `${out}player.js`, format: "iife", target: ["es2019", "chrome70"] });
await build({ ...shared, entryPoints: ["style/player.css"], outfile: `${out}player.css`, target: ["chrome70", "safari12", "firefox68"] });

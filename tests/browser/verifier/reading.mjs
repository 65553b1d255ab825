// Says of each line of standard input, `kind base64`, whether the page's code reads it as that: `true` or `false`, a line each.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "../../../build/runtime/node_modules/esbuild/lib/main.js";

const contents = 'export { readCanonical } from "./json"; export * from "./models"; export { fits } from "./patterns"; export { folded } from "./names"; export * as sshsig from "./sshsig";';
const resolveDir = fileURLToPath(new URL("../../../build/runtime/src/verifier", import.meta.url));
const made = await build({ stdin: { contents, resolveDir, loader: "ts" }, bundle: true, write: false, format: "esm", logLevel: "error" });
const verifier = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);

/** Whether a signature (message, armour, key's line: each base64 or text) is one of that key in the namespace of records. */
async function holds({ message, armour, key }) {
  const bytes = (code) => new Uint8Array(Buffer.from(code, "base64"));
  try {
    const signature = verifier.sshsig.read(bytes(armour));
    await verifier.sshsig.verify(bytes(message), signature, verifier.VET);
    return Buffer.compare(Buffer.from(signature.key), Buffer.from(verifier.sshsig.keyBlob(key))) === 0;
  } catch (error) {
    if (error instanceof verifier.sshsig.BadSignatureError) return false;
    throw error;
  }
}

function isRead(kind, data) {
  if (kind === "signature") return holds(JSON.parse(data.toString()));
  if (kind === "pattern") {
    const [name, pattern] = JSON.parse(data.toString());
    return verifier.fits(name, pattern);
  }
  if (kind === "name") {
    const [one, other] = JSON.parse(data.toString());
    return verifier.folded(one) === verifier.folded(other);
  }
  try {
    verifier[kind](verifier.readCanonical(new Uint8Array(data)), "");
    return true;
  } catch {
    return false;
  }
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, code = ""] = line.split(" ");
  console.log(await isRead(kind, Buffer.from(code, "base64")));
}

// Reads statements as JSON, and writes what Learning Locker's validation has to say of them: a line each, the id first.
const { readFileSync } = require("node:fs");
const validate = require("@learninglocker/xapi-validation").default;

for (const statement of JSON.parse(readFileSync(0, "utf8"))) {
  for (const warning of validate(statement)) process.stdout.write(`${statement.id}: ${JSON.stringify(warning)}\n`);
}

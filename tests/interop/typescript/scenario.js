// Writes the steps of scenario.yaml as TypeScript, so that the compiler checks each request against the generated types.
import { readFileSync, writeFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const operations = {};
for (const [path, item] of Object.entries(read("build/nimbus-open-enums.json").paths)) {
  for (const [method, operation] of Object.entries(item)) {
    operations[operation.operationId] = { path, method: method.toUpperCase() };
  }
}

/** The value as source text; names are replaced by what earlier steps have saved. */
const source = (value) => JSON.stringify(value).replace(/"\$(\w+)"/g, "saved.$1");

const lines = read("build/scenario.json").steps.map(({ call, with: given, body, invalid, ...step }) => {
  const { path, method } = operations[call];
  const parameters = { ...(path.includes("{tenant}") && { tenant: "interop" }), ...given };
  const params = {};
  for (const [name, value] of Object.entries(parameters)) {
    const place = path.includes(`{${name}}`) ? "path" : "query";
    params[place] = { ...params[place], [name]: value };
  }
  const sent = body ? `, body: ${source(body)}${invalid ? " as never" : ""}` : "";
  return `await run(${JSON.stringify(step)}, (client) => client.${method}("${path}", { params: ${source(params)}${sent} }));`;
});
writeFileSync("build/typescript/scenario.ts", ['import { run, saved } from "../../typescript/run.js";', ...lines].join("\n"));

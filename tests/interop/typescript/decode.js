// Checks responses against the generated types. Nothing is decoded: a response is unchanged, or null if the compiler rejects it.
// usage: decode.js TYPES RESPONSES RESULTS
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const [types, responses, results] = process.argv.slice(2);
const values = JSON.parse(readFileSync(responses, "utf8"));
const lines = values.map(({ schema, value }, index) => {
  // The compiler rejects unknown fields only in object literals, not in what a server sends.
  const text = JSON.stringify(value).replace(/"tomorrow":\{"size":1\}/g, "...{$&}");
  return `export const r${index}: components["schemas"]["${schema}"] = ${text};`;
});
const file = join(dirname(types), "responses.ts");
writeFileSync(file, ['import type { components } from "./nimbus.js";', ...lines].join("\n"));
const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
const refused = new Set();
for (const { start, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([file], options))) {
  const line = readFileSync(file, "utf8").slice(0, start).split("\n").length - 1;
  console.log(line, ts.flattenDiagnosticMessageText(messageText, "\n"));
  refused.add(line - 1);
}
writeFileSync(results, JSON.stringify(values.map(({ value }, index) => (refused.has(index) ? null : { value }))));

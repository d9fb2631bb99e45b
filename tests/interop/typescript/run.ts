// The client, and how a step of scenario.yaml is run with it.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../build/typescript/nimbus.js";

export type Schemas = components["schemas"];
type Values = Record<string, unknown>;

interface Step {
  step: string;
  token?: string;
  fault?: string;
  status?: number;
  code?: Schemas["ErrorCode"];
  error?: string;
  is?: Values;
  differs?: Values;
  absent?: string[];
  save?: Record<string, string>;
  until?: Values;
}

/** Steps save values of any type that later steps need. */
export const saved: Record<string, any> = {};

export const clientWith = (token = process.env["NIMBUS_TOKEN"], fault?: string) =>
  createClient<paths>({
    baseUrl: process.env["NIMBUS_ENDPOINT"] ?? assert.fail("NIMBUS_ENDPOINT is not set"),
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(fault && { "X-Nimbus-Emulator-Fault": fault }),
    },
    // A credential does not follow redirects.
    redirect: "manual",
  });

/** Some errors are plain text: the compiler makes programs check. */
export function isEnvelope(error: unknown): error is Schemas["ErrorEnvelope"] {
  return typeof error === "object" && error !== null && "error" in error;
}

const filled = (value: unknown) =>
  JSON.parse(JSON.stringify(value), (_, part) => (/^\$\w+$/.test(part) ? saved[part.slice(1)] : part)) as unknown;

const at = (value: any, pointer: string) =>
  pointer.split("/").slice(1).reduce((part, name) => part?.[name], value) as unknown;

const has = (value: unknown, wanted: Values = {}) => {
  for (const [pointer, expected] of Object.entries(wanted)) {
    assert.deepEqual(at(value, pointer), filled(expected), `${pointer} of ${JSON.stringify(value)}`);
  }
};

type Result = { data?: unknown; error?: unknown; response: Response };

export async function run(step: Step, call: (client: ReturnType<typeof clientWith>) => Promise<Result>): Promise<void> {
  console.log(step.step);
  const client = clientWith(step.token, step.fault);
  let { data, error, response } = await call(client);
  const isMissed = ([pointer, wanted]: [string, unknown]) => at(data, pointer) !== wanted;
  for (let tries = 0; tries < 10_000 && Object.entries(step.until ?? {}).some(isMissed); tries += 1) {
    ({ data, error, response } = await call(client));
  }
  const value = data ?? error;
  assert.equal(response.status, step.status ?? 200, JSON.stringify(value));
  assert.equal(isEnvelope(error), step.code !== undefined);
  assert.equal(typeof error === "string", step.error === "text");
  has(value, { ...step.until, ...step.is, ...(step.code && { "/error/code": step.code }) });
  for (const [pointer, former] of Object.entries(step.differs ?? {})) {
    assert.notDeepEqual(at(value, pointer), filled(former), `${pointer} of ${JSON.stringify(value)}`);
  }
  for (const pointer of step.absent ?? []) {
    assert.equal(at(value, pointer), undefined, `${pointer} of ${JSON.stringify(value)}`);
  }
  for (const [name, pointer] of Object.entries(step.save ?? {})) {
    saved[name] = at(value, pointer);
  }
}

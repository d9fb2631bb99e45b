// The client, and how a scenario is told step by step.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../../build/typescript/nimbus.js";

export type Schemas = components["schemas"];

const endpoint = process.env["NIMBUS_ENDPOINT"] ?? assert.fail("NIMBUS_ENDPOINT is not set");
const token = process.env["NIMBUS_TOKEN"] ?? assert.fail("NIMBUS_TOKEN is not set");

export const TENANT = "typescript";
export const tenant = { tenant: TENANT };

/** A client; `token` is left out for one without a credential. */
export const clientWith = (credential?: string) =>
  createClient<paths>({
    baseUrl: endpoint,
    headers: credential === undefined ? {} : { Authorization: `Bearer ${credential}` },
    // A credential does not follow redirects.
    redirect: "manual",
  });

export const nimbus = clientWith(token);

/** Has the emulator answer this one request otherwise; no part of the contract. */
export const fault = (directives: string) => ({ headers: { "X-Nimbus-Emulator-Fault": directives } });

let steps = 0;

export async function step(name: string, work: () => Promise<void>): Promise<void> {
  steps += 1;
  try {
    await work();
  } catch (error) {
    throw new Error(`step ${steps}, ${name}`, { cause: error });
  }
  console.log(`${steps}. ${name}`);
}

interface Reply<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** The value of a reply that has to be a success of this status. */
export function ok<T>(status: number, reply: Reply<T>): T {
  assert.equal(reply.response.status, status, JSON.stringify(reply.error));
  assert.ok(reply.data !== undefined);
  return reply.data;
}

/** The error of a reply that has to fail so. */
export function fails(status: number, code: Schemas["ErrorCode"], reply: Reply<unknown>): Schemas["ErrorBody"] {
  assert.equal(reply.response.status, status, JSON.stringify(reply.error));
  assert.ok(isEnvelope(reply.error), `no envelope: ${JSON.stringify(reply.error)}`);
  assert.equal(reply.error.error.code, code);
  assert.ok(reply.error.error.requestId !== "" && !Number.isNaN(Date.parse(reply.error.error.timestamp)));
  return reply.error.error;
}

/** Some refusals are plain text: the checker does not let anyone forget. */
export function isEnvelope(error: unknown): error is Schemas["ErrorEnvelope"] {
  return typeof error === "object" && error !== null && "error" in error;
}

// What a newer server may send: values and fields that the document does not list.
import assert from "node:assert/strict";
import { fails, fault, isEnvelope, nimbus, ok, type Schemas, step, tenant } from "./client.js";

/** Compiles only if every open value has an answer for the unknown. */
function word(health: Schemas["HealthState"]): string {
  switch (health) {
    case "healthy":
    case "unhealthy":
    case "unknown":
      return health;
    default:
      return `not known here: ${health}`;
  }
}

export async function tomorrow(): Promise<void> {
  const params = { path: { ...tenant, name: "web" } };
  const get = (directives: string) =>
    nimbus.GET("/api/tenants/{tenant}/services/{name}", { params, ...fault(directives) });

  await step("unknown values of enums survive", async () => {
    const service = ok(200, await get('set=/health:"dizzy"; set=/lifecycleState:"thawing"'));
    assert.equal(service.health && word(service.health), "not known here: dizzy");
    assert.equal(service.lifecycleState, "thawing");
  });
  await step("unknown fields survive", async () => {
    assert.deepEqual(ok(200, await get('set=/region:{"name":"north"}'))["region"], { name: "north" });
  });
  await step("unknown members of unions survive", async () => {
    const backend = '{"kind":"wasm","module":"a.wasm"}';
    const page = ok(200, await nimbus.GET("/api/tenants/{tenant}/services", {
      params: { path: tenant },
      ...fault(`set=/items/0/spec/backend:${backend}`),
    }));
    assert.deepEqual(page.items[0]?.spec.backend as unknown, JSON.parse(backend));
  });
  await step("unknown codes of errors survive", async () => {
    fails(418, "tea.pot", await get("status=418; code=tea.pot"));
  });
  for (const [status, code] of reachable) {
    await step(`${code} is an error with its code`, async () => {
      fails(status, code, await get(`status=${status}; code=${code}`));
    });
  }
  await step("a failure of a proxy is no envelope", async () => {
    const reply = await get("status=502; content-type=text/html");
    assert.equal(reply.response.status, 502);
    assert.ok(!isEnvelope(reply.error));
  });
  await step("a refusal in plain text is a string", async () => {
    const query = { limit: "many" as unknown as number };
    const reply = await nimbus.GET("/api/tenants/{tenant}/services", { params: { path: tenant, query } });
    assert.equal(reply.response.status, 400);
    assert.equal(typeof reply.error, "string");
  });
}

/** Codes that a server in memory has no cause for, of every status that is left. */
const reachable: [number, Schemas["ErrorCode"]][] = [
  [400, "op.cap_exceeded"],
  [403, "auth.forbidden"],
  [403, "auth.permission_denied"],
  [408, "op.cancelled"],
  [409, "op.out_of_retention"],
  [429, "rate.limited"],
  [500, "service.internal"],
  [501, "op.historical_read"],
  [503, "service.unavailable"],
];

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { fails, nimbus, ok, type Schemas, step, TENANT } from "./client.js";

type Open = Schemas["SessionOpenRequest"];

const open = (target: Open["target"], channels: Open["channels"], requestedTtlMs?: number) =>
  nimbus.POST("/api/sessions", {
    body: { tenantId: TENANT, target, channels, ...(requestedTtlMs === undefined ? {} : { requestedTtlMs }) },
  });

const read = async (id: string) => ok(200, await nimbus.GET("/api/sessions/{id}", { params: { path: { id } } }));

const close = async (id: string, body: Schemas["SessionCloseRequest"]) =>
  ok(200, await nimbus.POST("/api/sessions/{id}/close", { params: { path: { id } }, body }));

export async function sessions(sandbox: Schemas["SandboxResource"]): Promise<void> {
  const onSandbox = { sandbox: { id: sandbox.metadata.id } };
  await step("a session on a sandbox keeps a snapshot of it, and is closed once", async () => {
    const session = ok(201, await open(onSandbox, ["files", "stdio"]));
    assert.deepEqual(session.spec.channels, ["files", "stdio"]);
    const snapshot = session.spec.targetSnapshot;
    assert.ok("sandbox" in snapshot);
    assert.equal(snapshot.sandbox.profile, "worker");
    const closed = await close(session.metadata.id, { reason: " done " });
    assert.deepEqual([closed.status.lifecycleState, closed.status.closeReason], ["closed", "done"]);
    assert.deepEqual(await close(session.metadata.id, {}), closed);
  });
  await step("a session on a service", async () => {
    const session = ok(201, await open({ service: { name: "browser" } }, ["cdp"]));
    const snapshot = session.spec.targetSnapshot;
    assert.ok("service" in snapshot);
    assert.deepEqual([snapshot.service.backend, snapshot.service.provider], ["builtIn", "browser"]);
    assert.equal((await close(session.metadata.id, {})).status.closeReason, "client_close");
  });
  await step("a session expires", async () => {
    let session = ok(201, await open(onSandbox, ["stdio"], 1));
    for (let reads = 0; session.status.lifecycleState === "open" && reads < 1000; reads += 1) {
      await pause(1);
      session = await read(session.metadata.id);
    }
    assert.equal(session.status.lifecycleState, "expired");
    assert.equal(session.status.closeReason, "expired");
    assert.equal(session.metadata.generation, 2);
  });
  await step("sessions are listed by state", async () => {
    const count = async (state: string) => {
      const params = { query: { tenantId: TENANT, state } };
      return ok(200, await nimbus.GET("/api/sessions", { params })).items.length;
    };
    assert.deepEqual([await count("open"), await count("expired"), await count("odd")], [0, 1, 0]);
  });
  await step("what cannot be opened", async () => {
    fails(404, "op.not_found", await open({ sandbox: { id: "nothing" } }, ["stdio"]));
    fails(400, "op.invalid_input", await open(onSandbox, ["cdp"]));
    const stopped = ok(200, await nimbus.POST("/api/tenants/{tenant}/sandboxes/{id}/stop", {
      params: { path: { tenant: TENANT, id: sandbox.metadata.id } },
    }));
    assert.equal(stopped.status.readiness, "stopped");
    fails(409, "op.conflict", await open(onSandbox, ["stdio"]));
  });
  await step("no session is not found", async () => {
    fails(404, "service.route_not_found", await nimbus.GET("/api/sessions/{id}", { params: { path: { id: "nothing" } } }));
  });
}

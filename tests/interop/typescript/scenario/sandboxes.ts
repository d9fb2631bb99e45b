import assert from "node:assert/strict";
import { fails, nimbus, ok, type Schemas, step, tenant } from "./client.js";
import { image } from "./services.js";

const create = (displayName: string, labels: Record<string, string>) =>
  nimbus.POST("/api/tenants/{tenant}/sandboxes", {
    params: { path: tenant },
    body: {
      profile: "worker",
      labels,
      spec: { owner: { kind: "standalone", displayName }, backend: "container", root: image, process: {} },
    },
  });

const list = async (query: { limit?: number; pageToken?: string; status?: string; labelKey?: string; labelValue?: string }) =>
  ok(200, await nimbus.GET("/api/tenants/{tenant}/sandboxes", { params: { path: tenant, query } }));

/** Two sandboxes; returns the one that still runs. */
export async function sandboxes(): Promise<Schemas["SandboxResource"]> {
  const made: Schemas["SandboxResource"][] = [];
  await step("sandboxes are created", async () => {
    made.push(ok(201, await create("First", { job: "nightly" })), ok(201, await create("Second", { job: "hourly" })));
    assert.ok(made[0]?.metadata.id.startsWith("first-"));
    assert.equal(made[0]?.metadata.generation, 1);
  });
  const [first, second] = made;
  assert.ok(first !== undefined && second !== undefined);

  await step("a sandbox is read until it is ready", async () => {
    let state: Schemas["LifecycleState"];
    do {
      const params = { path: { ...tenant, id: first.metadata.id } };
      state = ok(200, await nimbus.GET("/api/tenants/{tenant}/sandboxes/{id}", { params })).status.lifecycleState;
    } while (state === "starting");
    assert.equal(state, "ready");
  });
  await step("labels filter, by key and by value", async () => {
    const ids = async (labelValue?: string) =>
      (await list({ labelKey: "job", ...(labelValue === undefined ? {} : { labelValue }) })).items.length;
    assert.deepEqual([await ids(), await ids("nightly"), await ids("never")], [2, 1, 0]);
  });
  await step("sandboxes come in pages", async () => {
    const page = await list({ limit: 1, labelKey: "job" });
    assert.equal(page.metadata.remainingCount, 1);
    const rest = await list({ limit: 1, labelKey: "job", pageToken: page.metadata.nextPageToken ?? "" });
    assert.equal(rest.metadata.nextPageToken, undefined);
    const ids = [...page.items, ...rest.items].map((item) => item.metadata.id);
    assert.deepEqual(ids.sort(), [first.metadata.id, second.metadata.id].sort());
  });
  await step("a stop may be repeated, and the state filters", async () => {
    const params = { path: { ...tenant, id: second.metadata.id } };
    for (const _ of [1, 2]) {
      const stopped = ok(200, await nimbus.POST("/api/tenants/{tenant}/sandboxes/{id}/stop", { params }));
      assert.equal(stopped.status.lifecycleState, "stopped");
    }
    const found = await list({ status: "stopped", labelKey: "job" });
    assert.deepEqual(found.items.map((item) => item.metadata.id), [second.metadata.id]);
    assert.deepEqual((await list({ status: "dreaming" })).items, []);
  });
  await step("no sandbox is not found", async () => {
    const params = { path: { ...tenant, id: "nothing" } };
    fails(404, "service.route_not_found", await nimbus.GET("/api/tenants/{tenant}/sandboxes/{id}", { params }));
  });
  await step("the 65th active sandbox is too many", async () => {
    const quota = async () => {
      for (let count = 0; count < 70; count += 1) {
        const reply = await create("many", {});
        if (reply.error !== undefined) return reply;
        const params = { path: { ...tenant, id: reply.data.metadata.id } };
        surplus.push(params);
      }
      return assert.fail("there is no quota");
    };
    const surplus: { path: { tenant: string; id: string } }[] = [];
    const error = fails(429, "rate.resource_exhausted", await quota());
    assert.equal(error.retryable, true);
    for (const params of surplus) {
      ok(200, await nimbus.POST("/api/tenants/{tenant}/sandboxes/{id}/stop", { params }));
    }
  });
  return first;
}

import assert from "node:assert/strict";
import { fails, nimbus, ok, type Schemas, step, TENANT, tenant } from "./client.js";

const path = (name: string) => ({ path: { ...tenant, name } });

export const image: Schemas["SandboxRootSpec"] = {
  kind: "oci_image",
  source: { kind: "reference", reference: "docker.io/library/node:22" },
};

const web: Schemas["ServiceBackendSpec"] = {
  kind: "sandbox",
  sandbox: {
    owner: { kind: "service" },
    backend: "container",
    root: image,
    process: { argv: ["node", "server.js"], env: ["KEY=secret"] },
  },
};
const browser: Schemas["ServiceBackendSpec"] = { kind: "builtIn", provider: "browser" };

const declare = (name: string, backend: Schemas["ServiceBackendSpec"], labels = {}) =>
  nimbus.POST("/api/tenants/{tenant}/services", {
    params: { path: tenant },
    body: { metadata: { name, labels }, spec: { backend } },
  });

export async function definitions(): Promise<void> {
  await step("a service is declared at generation 1, its launch inputs hidden", async () => {
    const made = ok(201, await declare("web", web, { tier: "edge" }));
    assert.equal(made.metadata.generation, 1);
    assert.deepEqual(made.metadata.labels, { tier: "edge" });
    const { backend } = made.spec;
    assert.ok(backend.kind === "sandbox");
    assert.deepEqual(backend.sandbox.process.argv, { redacted: true, valueCount: 2 });
    assert.ok(!JSON.stringify(made).includes("secret"));
  });
  await step("a name is taken once", async () => {
    fails(409, "op.already_exists", await declare("web", web));
  });
  await step("a name with a slash reaches the server, and is refused there", async () => {
    fails(400, "op.invalid_input", await nimbus.GET("/api/tenants/{tenant}/services/{name}", { params: path("a/b") }));
  });
  await step("other backends are declared", async () => {
    ok(201, await declare("browser", browser));
    const external: Schemas["ServiceBackendSpec"] = {
      kind: "external",
      endpoint: { url: "https://search.example.com/v1?x=1" },
      auth: { kind: "none" },
      health: { kind: "http", path: "/healthz" },
    };
    assert.deepEqual(ok(201, await declare("search", external)).spec.backend, external);
  });
  await step("definitions come in pages", async () => {
    const names: string[] = [];
    let pageToken: string | undefined;
    do {
      const query = { limit: 2, ...(pageToken === undefined ? {} : { pageToken }) };
      const page = ok(200, await nimbus.GET("/api/tenants/{tenant}/services", { params: { path: tenant, query } }));
      assert.equal(page.metadata.limit, 2);
      assert.equal(page.metadata.remainingCount > 0, page.metadata.nextPageToken !== undefined);
      names.push(...page.items.map((item) => item.metadata.name));
      pageToken = page.metadata.nextPageToken;
    } while (pageToken !== undefined);
    assert.deepEqual(names, ["browser", "search", "web"]);
  });
  await step("an update names its generation, and wipes labels that it leaves out", async () => {
    const update = (generation: number) =>
      nimbus.PUT("/api/tenants/{tenant}/services/{name}", {
        params: path("web"),
        body: { metadata: { generation }, spec: { backend: web } },
      });
    const updated = ok(200, await update(1));
    assert.equal(updated.metadata.generation, 2);
    assert.deepEqual(updated.metadata.labels, {});
    const stale = fails(412, "op.precondition_failed", await update(1));
    assert.equal(stale.remediation?.action, "refresh_resource");
  });
  await step("an update of nothing is not found", async () => {
    const body = { metadata: { generation: 1 }, spec: { backend: browser } };
    const params = path("nothing");
    fails(404, "op.not_found", await nimbus.PUT("/api/tenants/{tenant}/services/{name}", { params, body }));
  });
}

export async function lifecycle(): Promise<void> {
  const get = (name: string) => nimbus.GET("/api/tenants/{tenant}/services/{name}", { params: path(name) });
  const start = (name: string) => nimbus.POST("/api/tenants/{tenant}/services/{name}/start", { params: path(name) });
  const stop = () => nimbus.POST("/api/tenants/{tenant}/services/{name}/stop", { params: path("web") });

  await step("what was never started is stopped", async () => {
    assert.equal(ok(200, await get("web")).readiness, "stopped");
    fails(404, "service.route_not_found", await stop());
    fails(404, "service.route_not_found", await get("nothing"));
  });
  await step("a start is answered when the service is ready, again without another sandbox", async () => {
    const first = ok(200, await start("web"));
    assert.deepEqual([first.state, first.readiness, first.health], ["ready", "ready", "healthy"]);
    assert.ok(first.endpoints?.[0]?.port);
    assert.equal(ok(200, await start("web")).sandboxId, first.sandboxId);
  });
  await step("a restart makes another sandbox", async () => {
    const before = ok(200, await get("web")).sandboxId;
    const params = path("web");
    const after = ok(200, await nimbus.POST("/api/tenants/{tenant}/services/{name}/restart", { params }));
    assert.notEqual(after.sandboxId, before);
  });
  await step("what is built in cannot be started", async () => {
    fails(400, "op.invalid_input", await start("browser"));
  });
  await step("what runs is not deleted without force, and stale force is refused", async () => {
    const remove = (ifMatchGeneration: number, force: boolean) =>
      nimbus.DELETE("/api/tenants/{tenant}/services/{name}", {
        params: { path: { ...tenant, name: "web" }, query: { ifMatchGeneration, force } },
      });
    fails(409, "op.conflict", await remove(2, false));
    fails(412, "op.precondition_failed", await remove(1, true));
    const target = { service: { name: "web" } };
    const lease = { tenantId: TENANT, target, channels: ["stdio" as const] };
    const session = ok(201, await nimbus.POST("/api/sessions", { body: lease }));
    assert.equal((await remove(2, true)).response.status, 204);
    fails(404, "op.not_found", await remove(2, true));
    const params = { path: { id: session.metadata.id } };
    const closed = ok(200, await nimbus.GET("/api/sessions/{id}", { params }));
    assert.equal(closed.status.closeReason, "service_force_deleted");
  });
  await step("a stop leaves the sandbox named", async () => {
    ok(201, await declare("web", web));
    const running = ok(200, await start("web"));
    const stopped = ok(200, await stop());
    assert.deepEqual([stopped.state, stopped.sandboxId, stopped.endpoints], ["stopped", running.sandboxId, []]);
  });
}

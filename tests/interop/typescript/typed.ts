// Uses the generated types: the compiler checks that no cast is needed.
import assert from "node:assert/strict";
import { clientWith, isEnvelope, type Schemas } from "./run.js";

/** Compiles only if the type of an open enum admits unknown values. */
function word(health: Schemas["HealthState"]): string {
  switch (health) {
    case "healthy":
    case "unhealthy":
    case "unknown":
      return health;
    default:
      return `unknown value: ${health}`;
  }
}

const client = clientWith();
const path = { tenant: "typed" };
await client.POST("/api/tenants", { body: { id: path.tenant } });
const sandbox: Schemas["SandboxSpec"] = {
  owner: { kind: "service" },
  backend: "container",
  root: { kind: "oci_image", source: { kind: "reference", reference: "docker.io/library/node:22" } },
  process: { argv: ["node", "server.js"] },
};
const declare = () =>
  client.POST("/api/tenants/{tenant}/services", {
    params: { path },
    body: { metadata: { name: "web" }, spec: { backend: { kind: "sandbox", sandbox } } },
  });

const { data } = await declare();
assert.ok(data?.spec.backend.kind === "sandbox");
assert.equal(data.spec.backend.sandbox.process.argv.valueCount, 2);

const { error } = await declare();
assert.ok(isEnvelope(error));
assert.equal(error.error.code, "op.already_exists");

const page = await client.GET("/api/tenants/{tenant}/services", { params: { path, query: { limit: 1 } } });
assert.ok(page.data && page.data.metadata.nextPageToken === undefined);

const started = await client.POST("/api/tenants/{tenant}/services/{name}/start", { params: { path: { ...path, name: "web" } } });
assert.equal(started.data?.health && word(started.data.health), "healthy");

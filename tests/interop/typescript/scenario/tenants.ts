import assert from "node:assert/strict";
import { clientWith, fails, nimbus, ok, step, TENANT } from "./client.js";

export async function tenants(): Promise<void> {
  await step("health needs no credential", async () => {
    assert.deepEqual(ok(200, await clientWith().GET("/health")), { ok: true });
  });
  await step("without a credential nothing else is answered", async () => {
    const error = fails(401, "auth.unauthorized", await clientWith().GET("/api/tenants"));
    assert.equal(error.remediation?.action, "reauthenticate");
    fails(401, "auth.unauthorized", await clientWith("wrong").GET("/api/tenants"));
  });
  await step("a tenant is created, once", async () => {
    assert.equal(ok(201, await nimbus.POST("/api/tenants", { body: { id: TENANT } })).id, TENANT);
    fails(409, "op.already_exists", await nimbus.POST("/api/tenants", { body: { id: TENANT } }));
  });
  await step("a reserved id is refused", async () => {
    fails(400, "op.invalid_input", await nimbus.POST("/api/tenants", { body: { id: "_system" } }));
  });
  await step("the tenant is listed", async () => {
    assert.ok(ok(200, await nimbus.GET("/api/tenants")).tenants.includes(TENANT));
  });
}

export async function farewell(): Promise<void> {
  await step("the tenant is deleted, once", async () => {
    const params = { path: { tenant: TENANT } };
    assert.equal((await nimbus.DELETE("/api/tenants/{tenant}", { params })).response.status, 204);
    const error = fails(404, "session.tenant_not_found", await nimbus.DELETE("/api/tenants/{tenant}", { params }));
    assert.deepEqual(error.detail, { tenantId: TENANT });
  });
}

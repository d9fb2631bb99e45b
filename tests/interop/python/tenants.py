from nimbus_client import Client
from nimbus_client.api.health import health_get
from nimbus_client.api.tenants import tenants_create, tenants_delete, tenants_list
from nimbus_client.models import ErrorBodyDetailType0, ErrorRemediation, Health, Tenant, TenantCreateRequest, TenantList
from steps import ENDPOINT, NIMBUS, TENANT, client_with, fails, ok, step


def tenants() -> None:
    @step("health needs no credential")
    def _() -> None:
        assert ok(Health, 200, health_get.sync_detailed(client=Client(base_url=ENDPOINT))).ok is True

    @step("without a credential nothing else is answered")
    def _() -> None:
        error = fails(401, "auth.unauthorized", tenants_list.sync_detailed(client=client_with("wrong")))
        assert isinstance(error.remediation, ErrorRemediation)
        assert error.remediation.action == "reauthenticate"

    @step("a tenant is created, once")
    def _() -> None:
        body = TenantCreateRequest(id=TENANT)
        assert ok(Tenant, 201, tenants_create.sync_detailed(client=NIMBUS, body=body)).id == TENANT
        fails(409, "op.already_exists", tenants_create.sync_detailed(client=NIMBUS, body=body))

    @step("a reserved id is refused")
    def _() -> None:
        body = TenantCreateRequest(id="_system")
        fails(400, "op.invalid_input", tenants_create.sync_detailed(client=NIMBUS, body=body))

    @step("the tenant is listed")
    def _() -> None:
        assert TENANT in ok(TenantList, 200, tenants_list.sync_detailed(client=NIMBUS)).tenants


def farewell() -> None:
    @step("the tenant is deleted, once")
    def _() -> None:
        assert tenants_delete.sync_detailed(TENANT, client=NIMBUS).status_code == 204
        error = fails(404, "session.tenant_not_found", tenants_delete.sync_detailed(TENANT, client=NIMBUS))
        assert isinstance(error.detail, ErrorBodyDetailType0)
        assert error.detail.to_dict() == {"tenantId": TENANT}

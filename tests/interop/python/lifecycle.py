from definitions import WEB, declare
from nimbus_client.api.services import services_delete, services_get, services_restart, services_start, services_stop
from nimbus_client.api.sessions import sessions_get, sessions_open
from nimbus_client.models import (
    Service,
    ServiceDefinition,
    SessionOpenRequest,
    SessionResource,
    SessionServiceName,
    SessionServiceTarget,
)
from steps import NIMBUS, TENANT, fails, ok, step


def get(name: str) -> Service:
    return ok(Service, 200, services_get.sync_detailed(TENANT, name, client=NIMBUS))


def start(name: str) -> Service:
    return ok(Service, 200, services_start.sync_detailed(TENANT, name, client=NIMBUS))


def lifecycle() -> None:
    @step("what was never started is stopped")
    def _() -> None:
        assert get("web").readiness == "stopped"
        fails(404, "service.route_not_found", services_stop.sync_detailed(TENANT, "web", client=NIMBUS))
        fails(404, "service.route_not_found", services_get.sync_detailed(TENANT, "nothing", client=NIMBUS))

    @step("a start is answered when the service is ready, again without another sandbox")
    def _() -> None:
        first = start("web")
        assert (first.state, first.readiness, first.health) == ("ready", "ready", "healthy")
        assert isinstance(first.endpoints, list) and first.endpoints[0].port > 0
        assert start("web").sandbox_id == first.sandbox_id

    @step("a restart makes another sandbox")
    def _() -> None:
        before = get("web").sandbox_id
        after = ok(Service, 200, services_restart.sync_detailed(TENANT, "web", client=NIMBUS))
        assert after.sandbox_id != before

    @step("what is built in cannot be started")
    def _() -> None:
        fails(400, "op.invalid_input", services_start.sync_detailed(TENANT, "browser", client=NIMBUS))

    @step("what runs is not deleted without force, and stale force is refused")
    def _() -> None:
        delete = services_delete.sync_detailed
        fails(409, "op.conflict", delete(TENANT, "web", client=NIMBUS, if_match_generation=2))
        fails(412, "op.precondition_failed", delete(TENANT, "web", client=NIMBUS, if_match_generation=1, force=True))
        target = SessionServiceTarget(service=SessionServiceName(name="web"))
        lease = SessionOpenRequest(tenant_id=TENANT, target=target, channels=["stdio"])
        session = ok(SessionResource, 201, sessions_open.sync_detailed(client=NIMBUS, body=lease))
        assert delete(TENANT, "web", client=NIMBUS, if_match_generation=2, force=True).status_code == 204
        fails(404, "op.not_found", delete(TENANT, "web", client=NIMBUS, if_match_generation=2, force=True))
        closed = ok(SessionResource, 200, sessions_get.sync_detailed(session.metadata.id, client=NIMBUS))
        assert closed.status.close_reason == "service_force_deleted"

    @step("a stop leaves the sandbox named")
    def _() -> None:
        ok(ServiceDefinition, 201, declare("web", WEB))
        running = start("web")
        stopped = ok(Service, 200, services_stop.sync_detailed(TENANT, "web", client=NIMBUS))
        assert (stopped.state, stopped.sandbox_id, stopped.endpoints) == ("stopped", running.sandbox_id, [])

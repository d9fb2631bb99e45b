import time

from nimbus_client.api.sessions import sessions_close, sessions_get, sessions_list, sessions_open
from nimbus_client.models import (
    ErrorEnvelope,
    SandboxResource,
    SessionCloseRequest,
    SessionCollection,
    SessionOpenRequest,
    SessionResource,
    SessionSandboxId,
    SessionSandboxTarget,
    SessionSandboxTargetSnapshot,
    SessionServiceName,
    SessionServiceTarget,
    SessionServiceTargetSnapshot,
)
from nimbus_client.types import UNSET, Response, Unset
from sandboxes import stop
from steps import NIMBUS, TENANT, fails, ok, step

Target = SessionSandboxTarget | SessionServiceTarget


def lease(
    target: Target, *channels: str, ttl: int | Unset = UNSET
) -> Response[ErrorEnvelope | SessionResource | str]:
    body = SessionOpenRequest(tenant_id=TENANT, target=target, channels=list(channels), requested_ttl_ms=ttl)
    return sessions_open.sync_detailed(client=NIMBUS, body=body)


def close(session_id: str, reason: str | Unset = UNSET) -> SessionResource:
    body = SessionCloseRequest(reason=reason)
    return ok(SessionResource, 200, sessions_close.sync_detailed(session_id, client=NIMBUS, body=body))


def sessions(sandbox: SandboxResource) -> None:
    on_sandbox = SessionSandboxTarget(sandbox=SessionSandboxId(id=sandbox.metadata.id))

    @step("a session on a sandbox keeps a snapshot of it, and is closed once")
    def _() -> None:
        session = ok(SessionResource, 201, lease(on_sandbox, "files", "stdio"))
        assert session.spec.channels == ["files", "stdio"]
        assert isinstance(session.spec.target_snapshot, SessionSandboxTargetSnapshot)
        assert session.spec.target_snapshot.sandbox.profile == "worker"
        closed = close(session.metadata.id, " done ")
        assert (closed.status.lifecycle_state, closed.status.close_reason) == ("closed", "done")
        assert close(session.metadata.id) == closed

    @step("a session on a service")
    def _() -> None:
        session = ok(SessionResource, 201, lease(SessionServiceTarget(SessionServiceName("browser")), "cdp"))
        assert isinstance(session.spec.target_snapshot, SessionServiceTargetSnapshot)
        snapshot = session.spec.target_snapshot.service
        assert (snapshot.backend, snapshot.provider) == ("builtIn", "browser")
        assert close(session.metadata.id).status.close_reason == "client_close"

    @step("a session expires")
    def _() -> None:
        session = ok(SessionResource, 201, lease(on_sandbox, "stdio", ttl=1))
        for _ in range(1000):
            if session.status.lifecycle_state != "open":
                break
            time.sleep(0.001)
            session = ok(SessionResource, 200, sessions_get.sync_detailed(session.metadata.id, client=NIMBUS))
        assert (session.status.lifecycle_state, session.status.close_reason) == ("expired", "expired")
        assert session.metadata.generation == 2

    @step("sessions are listed by state")
    def _() -> None:
        counts = []
        for state in ("open", "expired", "odd"):
            reply = sessions_list.sync_detailed(client=NIMBUS, tenant_id=TENANT, state=state)
            counts.append(len(ok(SessionCollection, 200, reply).items))
        assert counts == [0, 1, 0]

    @step("what cannot be opened")
    def _() -> None:
        fails(404, "op.not_found", lease(SessionSandboxTarget(SessionSandboxId("nothing")), "stdio"))
        fails(400, "op.invalid_input", lease(on_sandbox, "cdp"))
        assert stop(sandbox.metadata.id).status.readiness == "stopped"
        fails(409, "op.conflict", lease(on_sandbox, "stdio"))

    @step("no session is not found")
    def _() -> None:
        fails(404, "service.route_not_found", sessions_get.sync_detailed("nothing", client=NIMBUS))

"""Uses the generated types of every resource and every kind of union: mypy checks that no cast is needed."""

import os

from nimbus_client import AuthenticatedClient
from nimbus_client.api.sandboxes import sandboxes_create, sandboxes_get
from nimbus_client.api.services import services_create, services_delete, services_list, services_update
from nimbus_client.api.sessions import sessions_close, sessions_open
from nimbus_client.api.tenants import tenants_create
from nimbus_client.models import (
    ErrorEnvelope,
    ErrorRemediation,
    ExternalEndpointPolicy,
    ExternalNoAuth,
    ExternalNoAuthResponse,
    HttpHealthCheck,
    HttpHealthCheckResponse,
    SandboxCreateRequest,
    SandboxOciImageReferenceSource,
    SandboxOciImageRoot,
    SandboxProcessSpec,
    SandboxResource,
    SandboxServiceOwner,
    SandboxSpec,
    SandboxStandaloneOwner,
    ServiceBackendResponseOther,
    ServiceCreateMetadata,
    ServiceCreateRequest,
    ServiceDefinition,
    ServiceDefinitionCollection,
    ServiceExternalBackend,
    ServiceExternalBackendResponse,
    ServiceSandboxBackendResponse,
    ServiceSandboxBackendSpec,
    ServiceSpec,
    ServiceUpdateMetadata,
    ServiceUpdateRequest,
    SessionCloseRequest,
    SessionOpenRequest,
    SessionResource,
    SessionSandboxId,
    SessionSandboxTarget,
    SessionSandboxTargetSnapshot,
    SessionServiceName,
    SessionServiceTarget,
    SessionServiceTargetResponse,
    TenantCreateRequest,
)
from nimbus_client.types import Unset

endpoint, token = os.environ["NIMBUS_ENDPOINT"], os.environ["NIMBUS_TOKEN"]
client = AuthenticatedClient(endpoint, token)
tenants_create.sync(client=client, body=TenantCreateRequest("typed"))
root = SandboxOciImageRoot("oci_image", SandboxOciImageReferenceSource("reference", "docker.io/library/python:3"))
process = SandboxProcessSpec(argv=["python", "-m", "http.server"])
backend = ServiceSandboxBackendSpec("sandbox", SandboxSpec(SandboxServiceOwner("service"), "container", root, process))
body = ServiceCreateRequest(ServiceCreateMetadata("web"), ServiceSpec(backend))

made = services_create.sync("typed", client=client, body=body)
assert isinstance(made, ServiceDefinition) and made.metadata.created_at.tzinfo is not None
shown = made.spec.backend
assert isinstance(shown, ServiceSandboxBackendResponse)
assert shown.sandbox.process.argv.value_count == 3

again = services_create.sync("typed", client=client, body=body)
assert isinstance(again, ErrorEnvelope) and again.error.code == "op.already_exists"

page = services_list.sync("typed", client=client, limit=1)
assert isinstance(page, ServiceDefinitionCollection) and isinstance(page.metadata.next_page_token, Unset)

external = ServiceExternalBackend(
    "external",
    ExternalEndpointPolicy("https://search.example.com"),
    ExternalNoAuth("none"),
    HttpHealthCheck("http", "/healthz"),
)
update = ServiceUpdateRequest(ServiceUpdateMetadata(generation=1), ServiceSpec(external))
updated = services_update.sync("typed", "web", client=client, body=update)
assert isinstance(updated, ServiceDefinition)
kept = updated.spec.backend
assert isinstance(kept, ServiceExternalBackendResponse) and kept.endpoint.url == "https://search.example.com"
assert isinstance(kept.auth, ExternalNoAuthResponse)
assert isinstance(kept.health, HttpHealthCheckResponse) and kept.health.path == "/healthz"

stale = services_update.sync("typed", "web", client=client, body=update)
assert isinstance(stale, ErrorEnvelope)
remediation: ErrorRemediation | Unset = stale.error.remediation
assert isinstance(remediation, ErrorRemediation) and remediation.action == "refresh_resource"

newer = AuthenticatedClient(
    endpoint, token, headers={"X-Nimbus-Emulator-Fault": 'set=/items/0/spec/backend:{"kind":"wasm"}'}
)
page = services_list.sync("typed", client=newer)
assert isinstance(page, ServiceDefinitionCollection)
unknown = page.items[0].spec.backend
assert isinstance(unknown, ServiceBackendResponseOther) and unknown.additional_properties == {"kind": "wasm"}

spec = SandboxSpec(SandboxStandaloneOwner("standalone"), "container", root, process)
created = sandboxes_create.sync("typed", client=client, body=SandboxCreateRequest("worker", spec))
assert isinstance(created, SandboxResource) and created.spec.profile == "worker"
while created.status.lifecycle_state != "ready":
    found = sandboxes_get.sync("typed", created.metadata.id, client=client)
    assert isinstance(found, SandboxResource)
    created = found

on_sandbox = SessionSandboxTarget(SessionSandboxId(created.metadata.id))
session = sessions_open.sync(client=client, body=SessionOpenRequest("typed", on_sandbox, ["stdio"]))
assert isinstance(session, SessionResource)
snapshot = session.spec.target_snapshot
assert isinstance(snapshot, SessionSandboxTargetSnapshot) and snapshot.sandbox.generation == 1
closed = sessions_close.sync(session.metadata.id, client=client, body=SessionCloseRequest("done"))
assert isinstance(closed, SessionResource) and closed.status.close_reason == "done"

service = ServiceCreateRequest(ServiceCreateMetadata("worker"), ServiceSpec(backend))
assert isinstance(services_create.sync("typed", client=client, body=service), ServiceDefinition)
on_service = SessionServiceTarget(SessionServiceName("worker"))
session = sessions_open.sync(client=client, body=SessionOpenRequest("typed", on_service, ["stdio"]))
assert isinstance(session, SessionResource)
target = session.spec.target
assert isinstance(target, SessionServiceTargetResponse) and target.service.name == "worker"

assert services_delete.sync_detailed("typed", "web", client=client, if_match_generation=2).status_code == 204

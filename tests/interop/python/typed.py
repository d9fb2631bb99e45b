"""Uses the generated types of every resource and every kind of union: mypy checks that no cast is needed."""

import os

from nimbus_client import AuthenticatedClient
from nimbus_client import models as m
from nimbus_client.api.sandboxes import sandboxes_create, sandboxes_get
from nimbus_client.api.services import services_create, services_delete, services_list, services_update
from nimbus_client.api.sessions import sessions_close, sessions_open
from nimbus_client.api.tenants import tenants_create
from nimbus_client.types import Unset

endpoint, token = os.environ["NIMBUS_ENDPOINT"], os.environ["NIMBUS_TOKEN"]
client = AuthenticatedClient(endpoint, token)
tenants_create.sync(client=client, body=m.TenantCreateRequest("typed"))
root = m.SandboxOciImageRoot("oci_image", m.SandboxOciImageReferenceSource("reference", "docker.io/library/python:3"))
process = m.SandboxProcessSpec(argv=["python", "-m", "http.server"])
backend = m.ServiceSandboxBackendSpec("sandbox", m.SandboxSpec(m.SandboxServiceOwner("service"), "container", root, process))
body = m.ServiceCreateRequest(m.ServiceCreateMetadata("web"), m.ServiceSpec(backend))

made = services_create.sync("typed", client=client, body=body)
assert isinstance(made, m.ServiceDefinition) and made.metadata.created_at.tzinfo is not None
shown = made.spec.backend
assert isinstance(shown, m.ServiceSandboxBackendResponse)
assert shown.sandbox.process.argv.value_count == 3

again = services_create.sync("typed", client=client, body=body)
assert isinstance(again, m.ErrorEnvelope) and again.error.code == "op.already_exists"

page = services_list.sync("typed", client=client, limit=1)
assert isinstance(page, m.ServiceDefinitionCollection) and isinstance(page.metadata.next_page_token, Unset)

external = m.ServiceExternalBackend(
    "external",
    m.ExternalEndpointPolicy("https://search.example.com"),
    m.ExternalNoAuth("none"),
    m.HttpHealthCheck("http", "/healthz"),
)
update = m.ServiceUpdateRequest(m.ServiceUpdateMetadata(generation=1), m.ServiceSpec(external))
updated = services_update.sync("typed", "web", client=client, body=update)
assert isinstance(updated, m.ServiceDefinition)
kept = updated.spec.backend
assert isinstance(kept, m.ServiceExternalBackendResponse) and kept.endpoint.url == "https://search.example.com"
assert isinstance(kept.auth, m.ExternalNoAuthResponse)
assert isinstance(kept.health, m.HttpHealthCheckResponse) and kept.health.path == "/healthz"

stale = services_update.sync("typed", "web", client=client, body=update)
assert isinstance(stale, m.ErrorEnvelope)
remediation: m.ErrorRemediation | Unset = stale.error.remediation
assert isinstance(remediation, m.ErrorRemediation) and remediation.action == "refresh_resource"

newer = AuthenticatedClient(
    endpoint, token, headers={"X-Nimbus-Emulator-Fault": 'set=/items/0/spec/backend:{"kind":"wasm"}'}
)
page = services_list.sync("typed", client=newer)
assert isinstance(page, m.ServiceDefinitionCollection)
unknown = page.items[0].spec.backend
assert isinstance(unknown, m.ServiceBackendResponseOther) and unknown.additional_properties == {"kind": "wasm"}

spec = m.SandboxSpec(m.SandboxStandaloneOwner("standalone"), "container", root, process)
created = sandboxes_create.sync("typed", client=client, body=m.SandboxCreateRequest("worker", spec))
assert isinstance(created, m.SandboxResource) and created.spec.profile == "worker"
while created.status.lifecycle_state != "ready":
    found = sandboxes_get.sync("typed", created.metadata.id, client=client)
    assert isinstance(found, m.SandboxResource)
    created = found

on_sandbox = m.SessionSandboxTarget(m.SessionSandboxId(created.metadata.id))
session = sessions_open.sync(client=client, body=m.SessionOpenRequest("typed", on_sandbox, ["stdio"]))
assert isinstance(session, m.SessionResource)
snapshot = session.spec.target_snapshot
assert isinstance(snapshot, m.SessionSandboxTargetSnapshot) and snapshot.sandbox.generation == 1
closed = sessions_close.sync(session.metadata.id, client=client, body=m.SessionCloseRequest("done"))
assert isinstance(closed, m.SessionResource) and closed.status.close_reason == "done"

service = m.ServiceCreateRequest(m.ServiceCreateMetadata("worker"), m.ServiceSpec(backend))
assert isinstance(services_create.sync("typed", client=client, body=service), m.ServiceDefinition)
on_service = m.SessionServiceTarget(m.SessionServiceName("worker"))
session = sessions_open.sync(client=client, body=m.SessionOpenRequest("typed", on_service, ["stdio"]))
assert isinstance(session, m.SessionResource)
target = session.spec.target
assert isinstance(target, m.SessionServiceTargetResponse) and target.service.name == "worker"

assert services_delete.sync_detailed("typed", "web", client=client, if_match_generation=2).status_code == 204

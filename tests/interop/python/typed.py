"""What the generated types are for: mypy checks that they can be used without a cast."""

import os

from nimbus_client import AuthenticatedClient
from nimbus_client.api.services import services_create, services_delete, services_list
from nimbus_client.api.tenants import tenants_create
from nimbus_client.models import (
    ErrorEnvelope,
    SandboxOciImageReferenceSource,
    SandboxOciImageRoot,
    SandboxProcessSpec,
    SandboxServiceOwner,
    SandboxSpec,
    ServiceCreateMetadata,
    ServiceCreateRequest,
    ServiceDefinition,
    ServiceDefinitionCollection,
    ServiceSandboxBackendResponse,
    ServiceSandboxBackendSpec,
    ServiceSpec,
    TenantCreateRequest,
)
from nimbus_client.types import Unset

client = AuthenticatedClient(os.environ["NIMBUS_ENDPOINT"], os.environ["NIMBUS_TOKEN"])
tenants_create.sync(client=client, body=TenantCreateRequest("typed"))
backend = ServiceSandboxBackendSpec(
    kind="sandbox",
    sandbox=SandboxSpec(
        owner=SandboxServiceOwner(kind="service"),
        backend="container",
        root=SandboxOciImageRoot("oci_image", SandboxOciImageReferenceSource("reference", "docker.io/library/python:3")),
        process=SandboxProcessSpec(argv=["python", "-m", "http.server"]),
    ),
)
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
generation = page.items[0].metadata.generation
assert services_delete.sync_detailed("typed", "web", client=client, if_match_generation=generation).status_code == 204

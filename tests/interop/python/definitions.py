from nimbus_client.api.services import services_create, services_get, services_list, services_update
from nimbus_client.models import (
    ErrorEnvelope,
    ErrorRemediation,
    ExternalEndpointPolicy,
    ExternalNoAuth,
    HttpHealthCheck,
    SandboxOciImageReferenceSource,
    SandboxOciImageRoot,
    SandboxProcessSpec,
    SandboxServiceOwner,
    SandboxSpec,
    ServiceBuiltInBackend,
    ServiceCreateMetadata,
    ServiceCreateMetadataLabelsType0,
    ServiceCreateRequest,
    ServiceDefinition,
    ServiceDefinitionCollection,
    ServiceExternalBackend,
    ServiceSandboxBackendResponse,
    ServiceSandboxBackendSpec,
    ServiceSpec,
    ServiceUpdateMetadata,
    ServiceUpdateRequest,
)
from nimbus_client.types import UNSET, Response, Unset
from steps import NIMBUS, TENANT, fails, ok, step

Backend = ServiceBuiltInBackend | ServiceExternalBackend | ServiceSandboxBackendSpec

IMAGE = SandboxOciImageRoot(
    kind="oci_image", source=SandboxOciImageReferenceSource(kind="reference", reference="docker.io/library/python:3")
)
WEB = ServiceSandboxBackendSpec(
    kind="sandbox",
    sandbox=SandboxSpec(
        owner=SandboxServiceOwner(kind="service"),
        backend="container",
        root=IMAGE,
        process=SandboxProcessSpec(argv=["python", "-m", "http.server"], env=["KEY=secret"]),
    ),
)
BROWSER = ServiceBuiltInBackend(kind="builtIn", provider="browser")


def declare(name: str, backend: Backend, **labels: str) -> Response[ErrorEnvelope | ServiceDefinition | str]:
    metadata = ServiceCreateMetadata(name=name, labels=ServiceCreateMetadataLabelsType0.from_dict(labels))
    body = ServiceCreateRequest(metadata=metadata, spec=ServiceSpec(backend=backend))
    return services_create.sync_detailed(TENANT, client=NIMBUS, body=body)


def update(name: str, generation: int, backend: Backend) -> Response[ErrorEnvelope | ServiceDefinition | str]:
    metadata = ServiceUpdateMetadata(generation=generation)
    body = ServiceUpdateRequest(metadata=metadata, spec=ServiceSpec(backend=backend))
    return services_update.sync_detailed(TENANT, name, client=NIMBUS, body=body)


def definitions() -> None:
    @step("a service is declared at generation 1, its launch inputs hidden")
    def _() -> None:
        made = ok(ServiceDefinition, 201, declare("web", WEB, tier="edge"))
        assert made.metadata.generation == 1
        assert made.metadata.labels.to_dict() == {"tier": "edge"}
        assert isinstance(made.spec.backend, ServiceSandboxBackendResponse)
        assert made.spec.backend.sandbox.process.argv.value_count == 3
        assert "secret" not in str(made.to_dict())

    @step("a name is taken once")
    def _() -> None:
        fails(409, "op.already_exists", declare("web", WEB))

    @step("a name with a slash reaches the server, and is refused there")
    def _() -> None:
        fails(400, "op.invalid_input", services_get.sync_detailed(TENANT, "a/b", client=NIMBUS))

    @step("other backends are declared")
    def _() -> None:
        ok(ServiceDefinition, 201, declare("browser", BROWSER))
        external = ServiceExternalBackend(
            kind="external",
            endpoint=ExternalEndpointPolicy(url="https://search.example.com/v1?x=1"),
            auth=ExternalNoAuth(kind="none"),
            health=HttpHealthCheck(kind="http", path="/healthz"),
        )
        shown = ok(ServiceDefinition, 201, declare("search", external)).spec.backend
        assert shown.to_dict() == external.to_dict()

    @step("definitions come in pages")
    def _() -> None:
        names: list[str] = []
        token: str | Unset = ""
        while not isinstance(token, Unset):
            reply = services_list.sync_detailed(TENANT, client=NIMBUS, limit=2, page_token=token)
            page = ok(ServiceDefinitionCollection, 200, reply)
            names += [item.metadata.name for item in page.items]
            token = page.metadata.next_page_token
            assert (page.metadata.remaining_count > 0) == (token is not UNSET)
        assert names == ["browser", "search", "web"]

    @step("an update names its generation, and wipes labels that it leaves out")
    def _() -> None:
        updated = ok(ServiceDefinition, 200, update("web", 1, WEB))
        assert updated.metadata.generation == 2
        assert updated.metadata.labels.to_dict() == {}
        stale = fails(412, "op.precondition_failed", update("web", 1, WEB))
        assert isinstance(stale.remediation, ErrorRemediation)
        assert stale.remediation.action == "refresh_resource"

    @step("an update of nothing is not found")
    def _() -> None:
        fails(404, "op.not_found", update("nothing", 1, BROWSER))

"""What a newer server may send: values and fields that the document does not list."""

import json

from nimbus_client.api.services import services_create, services_get, services_list
from nimbus_client.models import (
    Service,
    ServiceBackendResponseOther,
    ServiceCreateMetadata,
    ServiceCreateRequest,
    ServiceDefinitionCollection,
    ServiceSpec,
)
from definitions import BROWSER
from steps import TENANT, fails, faulty, ok, step

# Codes that a server in memory has no cause for, of every status that is left.
REACHABLE = [
    (400, "op.cap_exceeded"),
    (403, "auth.forbidden"),
    (403, "auth.permission_denied"),
    (408, "op.cancelled"),
    (409, "op.out_of_retention"),
    (429, "rate.limited"),
    (500, "service.internal"),
    (501, "op.historical_read"),
    (503, "service.unavailable"),
]


def tomorrow() -> None:
    @step("unknown values of enums survive")
    def _() -> None:
        client = faulty('set=/health:"dizzy"; set=/lifecycleState:"thawing"')
        service = ok(Service, 200, services_get.sync_detailed(TENANT, "web", client=client))
        assert (service.health, service.lifecycle_state) == ("dizzy", "thawing")
        assert service.to_dict()["health"] == "dizzy"

    @step("unknown fields survive")
    def _() -> None:
        client = faulty('set=/region:{"name":"north"}')
        service = ok(Service, 200, services_get.sync_detailed(TENANT, "web", client=client))
        assert service["region"] == {"name": "north"}

    @step("unknown members of unions survive")
    def _() -> None:
        backend = {"kind": "wasm", "module": "a.wasm"}
        client = faulty(f"set=/items/0/spec/backend:{json.dumps(backend)}")
        page = ok(ServiceDefinitionCollection, 200, services_list.sync_detailed(TENANT, client=client))
        shown = page.items[0].spec.backend
        assert isinstance(shown, ServiceBackendResponseOther)
        assert shown.to_dict() == backend

    @step("unknown codes of errors survive")
    def _() -> None:
        client = faulty("status=418; code=tea.pot")
        fails(418, "tea.pot", services_get.sync_detailed(TENANT, "web", client=client))

    for status, code in REACHABLE:

        @step(f"{code} is an error with its code")
        def _(status: int = status, code: str = code) -> None:
            client = faulty(f"status={status}; code={code}")
            fails(status, code, services_get.sync_detailed(TENANT, "web", client=client))

    @step("a refusal in plain text is a string where the contract has no other")
    def _() -> None:
        body = ServiceCreateRequest(metadata=ServiceCreateMetadata(name="x"), spec=ServiceSpec(backend=BROWSER))
        body.metadata.generation = "one"  # type: ignore[assignment]
        reply = services_create.sync_detailed(TENANT, client=faulty(""), body=body)
        assert reply.status_code == 422 and isinstance(reply.parsed, str)

    @step("a reply that is no envelope raises, where the contract has one")
    def _() -> None:
        try:
            services_get.sync_detailed(TENANT, "web", client=faulty("status=502; content-type=text/html"))
        except ValueError:
            return
        raise AssertionError("the table in openapi/README.md is out of date")

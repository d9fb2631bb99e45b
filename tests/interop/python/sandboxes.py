from definitions import IMAGE
from nimbus_client.api.sandboxes import sandboxes_create, sandboxes_get, sandboxes_list, sandboxes_stop
from nimbus_client.models import (
    ErrorEnvelope,
    SandboxCollection,
    SandboxCreateRequest,
    SandboxCreateRequestLabelsType0,
    SandboxProcessSpec,
    SandboxResource,
    SandboxSpec,
    SandboxStandaloneOwner,
)
from nimbus_client.types import UNSET, Response, Unset
from steps import NIMBUS, TENANT, fails, ok, step


def create(display_name: str, **labels: str) -> Response[ErrorEnvelope | SandboxResource | str]:
    owner = SandboxStandaloneOwner(kind="standalone", display_name=display_name)
    spec = SandboxSpec(owner=owner, backend="container", root=IMAGE, process=SandboxProcessSpec())
    body = SandboxCreateRequest(profile="worker", spec=spec, labels=SandboxCreateRequestLabelsType0.from_dict(labels))
    return sandboxes_create.sync_detailed(TENANT, client=NIMBUS, body=body)


def stop(sandbox_id: str) -> SandboxResource:
    return ok(SandboxResource, 200, sandboxes_stop.sync_detailed(TENANT, sandbox_id, client=NIMBUS))


def labelled(
    value: str | Unset = UNSET,
    status: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    page_token: str | Unset = UNSET,
) -> SandboxCollection:
    reply = sandboxes_list.sync_detailed(
        TENANT,
        client=NIMBUS,
        label_key="job",
        label_value=value,
        status=status,
        limit=100 if isinstance(limit, Unset) else limit,
        page_token=page_token,
    )
    return ok(SandboxCollection, 200, reply)


def sandboxes() -> SandboxResource:
    """Makes two sandboxes; returns the one that still runs."""
    made: list[SandboxResource] = []

    @step("sandboxes are created")
    def _() -> None:
        made.append(ok(SandboxResource, 201, create("First", job="nightly")))
        made.append(ok(SandboxResource, 201, create("Second", job="hourly")))
        assert made[0].metadata.id.startswith("first-")
        assert made[0].metadata.generation == 1

    first, second = (sandbox.metadata.id for sandbox in made)

    @step("a sandbox is read until it is ready")
    def _() -> None:
        state = "starting"
        while state == "starting":
            reply = sandboxes_get.sync_detailed(TENANT, first, client=NIMBUS)
            state = ok(SandboxResource, 200, reply).status.lifecycle_state
        assert state == "ready"

    @step("labels filter, by key and by value")
    def _() -> None:
        assert len(labelled().items) == 2
        assert len(labelled("nightly").items) == 1
        assert labelled("never").items == []

    @step("sandboxes come in pages")
    def _() -> None:
        page = labelled(limit=1)
        assert page.metadata.remaining_count == 1
        rest = labelled(limit=1, page_token=page.metadata.next_page_token)
        assert isinstance(rest.metadata.next_page_token, Unset)
        assert sorted(item.metadata.id for item in page.items + rest.items) == sorted([first, second])

    @step("a stop may be repeated, and the state filters")
    def _() -> None:
        assert stop(second).status.lifecycle_state == "stopped"
        assert stop(second).status.lifecycle_state == "stopped"
        assert [item.metadata.id for item in labelled(status="stopped").items] == [second]
        assert labelled(status="dreaming").items == []

    @step("no sandbox is not found")
    def _() -> None:
        fails(404, "service.route_not_found", sandboxes_get.sync_detailed(TENANT, "nothing", client=NIMBUS))

    @step("the 65th active sandbox is too many")
    def _() -> None:
        # One runs already.
        surplus = [ok(SandboxResource, 201, create("many")) for _ in range(63)]
        assert fails(429, "rate.resource_exhausted", create("many")).retryable is True
        for sandbox in surplus:
            stop(sandbox.metadata.id)

    return made[0]

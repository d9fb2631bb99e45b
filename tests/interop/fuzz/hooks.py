"""What the document cannot say to a fuzzer.

`before_call` prepares requests that fit the document (see arrange.py); `filter_failure` drops the failures that
`EXCEPTIONS` names. Any other failure is a bug.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import schemathesis
from arrange import arrange, make_consistent, operation_of
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.generation.meta import TestPhase
from schemathesis.openapi.checks import RejectedPositiveData, UseAfterFree


TENANT = re.compile(r"[A-Za-z0-9-][A-Za-z0-9_-]{0,127}")


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    make_consistent(case)
    # The stateful phase itself tracks what it creates and deletes.
    if case.meta.phase.name != TestPhase.STATEFUL:
        arrange(case)


def invalid_input(failure: Failure, case: Case, response: Response) -> bool:
    return bool(response.json()["error"]["code"] == "op.invalid_input")


def backend(case: Case) -> dict[str, Any]:
    body = case.body
    if not isinstance(body, dict):
        return {}
    found = body["spec"]["backend"]
    return found if isinstance(found, dict) else body["spec"]


def an_odd_url(failure: Failure, case: Case, response: Response) -> bool:
    url = backend(case).get("endpoint", {}).get("url", "")
    plain = re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,4})?([/?#][!-~]*)?", url)
    return invalid_input(failure, case, response) and plain is None


def an_odd_image(failure: Failure, case: Case, response: Response) -> bool:
    sandbox = backend(case)
    reference = sandbox.get("root", {}).get("source", {}).get("reference", "")
    plain = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._/:@-]*[A-Za-z0-9])?", reference)
    return invalid_input(failure, case, response) and plain is None


def null_for_optional_fields(failure: Failure, case: Case, response: Response) -> bool:
    """Whether the body fits once its nulls are left out."""
    reference = case.operation.definition.raw["requestBody"]["content"]["application/json"]["schema"]
    document = case.operation.schema.raw_schema
    schema = reference | {"components": document["components"]}
    lean = without_nulls(case.body)
    return bool(lean != case.body and jsonschema_rs.is_valid(schema, lean))


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_nulls(field) for name, field in value.items() if field is not None}
    return value


def an_odd_tenant(failure: Failure, case: Case, response: Response) -> bool:
    return "tenantId" in case.query and TENANT.fullmatch(str(case.query["tenantId"])) is None


def of_a_deleted_tenant(failure: Failure, case: Case, response: Response) -> bool:
    return isinstance(failure, UseAfterFree) and re.fullmatch(r"DELETE /api/tenants/[^/]+", failure.free) is not None


READ = ("services_list", "services_get", "sandboxes_list", "sandboxes_get")
WITH_BODY = ("services_create", "services_update", "sandboxes_create", "sessions_open", "sessions_close")

# Known false positives: the kind of failure, the operations, the statuses, and the condition.
EXCEPTIONS: list[tuple[type[Failure], tuple[str, ...], tuple[int, ...], Callable[[Failure, Case, Response], bool]]] = [
    # Whether a generation is stale depends on what the server holds.
    (RejectedPositiveData, ("services_update", "services_delete"), (412,), lambda *_: True),
    # Only services with a sandbox can be started, and only if their image's reference can be read.
    (RejectedPositiveData, ("services_start", "services_restart"), (400,), invalid_input),
    # Which channels there are depends on the target.
    (RejectedPositiveData, ("sessions_open",), (400,), invalid_input),
    # The grammar of URLs is more than a pattern should hold.
    (RejectedPositiveData, ("services_create", "services_update"), (400,), an_odd_url),
    # The grammar of image references is not the contract's; they are opaque to it.
    (RejectedPositiveData, ("sandboxes_create",), (400,), an_odd_image),
    # Newer servers look at the tenant of a session, today's does not.
    (AcceptedNegativeData, ("sessions_get", "sessions_close"), (200,), an_odd_tenant),
    # An optional field that is null counts as left out. No promise of the contract: send nothing.
    (AcceptedNegativeData, WITH_BODY, (200, 201, 412), null_for_optional_fields),
    # Routes below a tenant do not check that it exists, and what a deleted tenant had stays.
    (UseAfterFree, READ, (200,), of_a_deleted_tenant),
]


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    return not any(
        isinstance(failure, kind)
        and operation_of(case) in operations
        and response.status_code in statuses
        and when(failure, case, response)
        for kind, operations, statuses, when in EXCEPTIONS
    )

"""What the document cannot say to a fuzzer.

`before_call` prepares requests that fit the document (see arrange.py); `filter_failure` drops the failures that
`EXCEPTIONS` names. Nothing else is excused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
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
    # The stateful phase keeps account itself of what it made and deleted.
    if case.meta.phase.name != TestPhase.STATEFUL:
        arrange(case)


# ---- Exceptions --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Exempt:
    """Why a failure of this kind is none, for which operations and status, and under which condition."""

    reason: str
    failure: type[Failure]
    operations: tuple[str, ...]
    status: int
    when: Callable[[Failure, Case, Response], bool]


def always(failure: Failure, case: Case, response: Response) -> bool:
    return True


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


def of_a_deleted_tenant(failure: Failure, case: Case, response: Response) -> bool:
    return isinstance(failure, UseAfterFree) and re.fullmatch(r"DELETE /api/tenants/[^/]+", failure.free) is not None


EXCEPTIONS = [
    Exempt(
        "Whether a generation is stale depends on what the server holds.",
        RejectedPositiveData,
        ("services_update", "services_delete"),
        412,
        always,
    ),
    Exempt(
        "Only services with a sandbox can be started, and only if their image's reference can be read.",
        RejectedPositiveData,
        ("services_start", "services_restart"),
        400,
        invalid_input,
    ),
    Exempt(
        "Which channels there are depends on the target.",
        RejectedPositiveData,
        ("sessions_open",),
        400,
        invalid_input,
    ),
    Exempt(
        "The grammar of URLs is more than a pattern should hold.",
        RejectedPositiveData,
        ("services_create", "services_update"),
        400,
        an_odd_url,
    ),
    Exempt(
        "The grammar of image references is not the contract's; they are opaque to it.",
        RejectedPositiveData,
        ("sandboxes_create",),
        400,
        an_odd_image,
    ),
    Exempt(
        "Newer servers look at the tenant of a session, today's does not.",
        AcceptedNegativeData,
        ("sessions_get", "sessions_close"),
        200,
        lambda failure, case, response: "tenantId" in case.query and not TENANT.fullmatch(str(case.query["tenantId"])),
    ),
    *(
        Exempt(
            "An optional field that is null counts as left out. No promise of the contract: send nothing.",
            AcceptedNegativeData,
            ("services_create", "services_update", "sandboxes_create", "sessions_open", "sessions_close"),
            status,
            null_for_optional_fields,
        )
        for status in (200, 201, 412)
    ),
    Exempt(
        "Routes below a tenant do not check that it exists, and what a deleted tenant had stays.",
        UseAfterFree,
        ("services_list", "services_get", "sandboxes_list", "sandboxes_get"),
        200,
        of_a_deleted_tenant,
    ),
]


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    return not any(
        isinstance(failure, exception.failure)
        and operation_of(case) in exception.operations
        and response.status_code == exception.status
        and exception.when(failure, case, response)
        for exception in EXCEPTIONS
    )

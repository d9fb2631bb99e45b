"""Prepares a valid request, so that it passes validation and reaches the logic behind it."""

from __future__ import annotations

import itertools
import os
from typing import Any

import requests
from schemathesis import Case

ENDPOINT = os.environ["NIMBUS_ENDPOINT"]
SERVER = requests.Session()
SERVER.headers["Authorization"] = "Bearer " + os.environ["NIMBUS_TOKEN"]
ROOT = {"kind": "oci_image", "source": {"kind": "reference", "reference": "docker.io/library/node:22"}}
# One case in four is not changed, for stale generations, unknown ids and channels of other targets.
TURNS = itertools.cycle([True, True, True, False])


def operation_of(case: Case) -> str:
    return str(case.operation.definition.raw.get("operationId"))


def make_consistent(case: Case) -> None:
    """The body and the path of a request agree on names; a schema sees only one of them."""
    path, body = case.path_parameters, case.body
    if not isinstance(body, dict):
        return
    match operation_of(case):
        case "services_create" | "services_update":
            metadata, backend = body["metadata"], body["spec"]["backend"]
            agree(metadata, "tenantId", path["tenant"])
            agree(metadata, "name", path.get("name"))
            if backend["kind"] == "sandbox":
                own(backend["sandbox"], path["tenant"], "service", path.get("name", metadata.get("name")))
        case "sandboxes_create":
            own(body["spec"], path["tenant"], "standalone", None)


def agree(fields: dict[str, Any], name: str, value: Any) -> None:
    """A name in the body, when there is one, is the one in the path."""
    if name in fields and value is not None:
        fields[name] = value


def own(sandbox: dict[str, Any], tenant: str, kind: str, service: str | None) -> None:
    """The owner of a service's sandbox is that service; a standalone sandbox has none."""
    agree(sandbox, "tenantId", tenant)
    if sandbox["owner"]["kind"] != kind:
        sandbox["owner"] = {"kind": kind}
    agree(sandbox["owner"], "serviceName", service)


def arrange(case: Case) -> None:
    """Creates the resource that the request is about."""
    if not next(TURNS):
        return
    path = case.path_parameters
    tenant = path.get("tenant", "demo")
    match operation_of(case):
        case "services_get" | "services_start" | "services_restart":
            declare(tenant, path["name"])
        case "services_stop":
            declare(tenant, path["name"])
            post(f"{service_path(tenant, path['name'])}/start")
        case "services_update":
            case.body["metadata"]["generation"] = declare(tenant, path["name"])
        case "services_delete":
            case.query["ifMatchGeneration"] = declare(tenant, path["name"])
        case "sandboxes_get" | "sandboxes_stop":
            path["id"] = create_sandbox(tenant)
        case "sessions_open":
            prepare_target(case.body)
        case "sessions_get" | "sessions_close":
            path["id"] = open_session()
        case "tenants_delete":
            post("/api/tenants", {"id": tenant})


def prepare_target(body: dict[str, Any]) -> None:
    target = body["target"]
    if "sandbox" in target:
        target["sandbox"]["id"] = create_sandbox(body["tenantId"])
    else:
        declare(body["tenantId"], target["service"]["name"])
    body["channels"] = [channel for channel in body["channels"] if channel in ("stdio", "files")] or ["stdio"]


def service_path(tenant: str, name: str) -> str:
    return f"/api/tenants/{tenant}/services/{requests.utils.quote(name, safe='')}"


def post(path: str, body: Any = None) -> dict[str, Any]:
    response = SERVER.post(ENDPOINT + path, json=body, timeout=120)
    return response.json() if response.ok else {}


def sandbox(owner: str) -> dict[str, Any]:
    return {"owner": {"kind": owner}, "backend": "container", "root": ROOT, "process": {}}


def declare(tenant: str, name: str) -> int:
    """Declares the service again, and returns its generation."""
    for generation in range(3):
        query = {"ifMatchGeneration": generation, "force": "true"}
        SERVER.delete(ENDPOINT + service_path(tenant, name), params=query, timeout=120)
    backend = {"kind": "sandbox", "sandbox": sandbox("service")}
    post(f"/api/tenants/{tenant}/services", {"metadata": {"name": name}, "spec": {"backend": backend}})
    return 1


def create_sandbox(tenant: str) -> str:
    body = {"profile": "worker", "spec": sandbox("standalone")}
    made = post(f"/api/tenants/{tenant}/sandboxes", body)
    return str(made["metadata"]["id"]) if made else "nothing"


def open_session() -> str:
    declare("demo", "leased")
    target = {"service": {"name": "leased"}}
    made = post("/api/sessions", {"tenantId": "demo", "target": target, "channels": ["stdio"]})
    return str(made["metadata"]["id"])

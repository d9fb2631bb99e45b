"""Runs the steps of scenario.yaml with the generated client."""

import importlib
import json
import os
import re
from pathlib import Path
from typing import Any, get_type_hints

from nimbus_client import AuthenticatedClient, Client
from nimbus_client.models import ErrorEnvelope

saved: dict[str, Any] = {}


def filled(value: Any) -> Any:
    """The value, with names replaced by what earlier steps have saved."""
    if isinstance(value, dict):
        return {name: filled(field) for name, field in value.items()}
    if isinstance(value, list):
        return [filled(item) for item in value]
    return saved[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def at(value: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part)
    return value


def call(operation: str, parameters: dict[str, Any], body: Any, token: str, fault: str) -> tuple[int, Any]:
    """The status, and the value that the client makes of the response. Fails with a ValueError if it cannot read it."""
    module = importlib.import_module(f"nimbus_client.api.{operation.split('_')[0]}.{operation}")
    hints = get_type_hints(module.sync_detailed)
    arguments = {re.sub("([A-Z])", r"_\1", name).lower(): value for name, value in parameters.items()}
    if "tenant" in hints:
        arguments["tenant"] = "interop"
    if body is not None:
        arguments["body"] = hints["body"].from_dict(body)
    url, headers = os.environ["NIMBUS_ENDPOINT"], {"X-Nimbus-Emulator-Fault": fault} if fault else {}
    client = AuthenticatedClient(url, token, headers=headers) if token else Client(url, headers=headers)
    response = module.sync_detailed(client=client, **arguments)
    return response.status_code, response.parsed


def run(step: dict[str, Any]) -> None:
    token = step.get("token", os.environ["NIMBUS_TOKEN"])
    for _ in range(10_000):
        parameters, body = filled(step.get("with", {})), filled(step.get("body"))
        try:
            status, parsed = call(step["call"], parameters, body, token, step.get("fault", ""))
        except ValueError:
            if step.get("error") != "none":
                raise
            return
        if "error" in step:
            assert step["error"] == "text" and status == step["status"] and isinstance(parsed, str), (status, parsed)
            return
        value = parsed.to_dict() if parsed else None
        assert status == step.get("status", 200), value
        if all(at(value, pointer) == wanted for pointer, wanted in step.get("until", {}).items()):
            break
    else:
        raise AssertionError(f"{value} never has {step['until']}")
    if "code" in step:
        assert isinstance(parsed, ErrorEnvelope) and parsed.error.code == step["code"], value
    for pointer, wanted in step.get("is", {}).items():
        assert at(value, pointer) == filled(wanted), f"{pointer} of {value}"
    for pointer, former in step.get("differs", {}).items():
        assert at(value, pointer) != filled(former), f"{pointer} of {value}"
    for pointer in step.get("absent", []):
        assert at(value, pointer) is None, f"{pointer} of {value}"
    saved.update({name: at(value, pointer) for name, pointer in step.get("save", {}).items()})


for step in json.loads(Path("build/scenario.json").read_text())["steps"]:
    print(step["step"], flush=True)
    run(step)

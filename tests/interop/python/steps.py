"""The client, and how a scenario is told step by step."""

import os
from collections.abc import Callable
from typing import TypeVar

from nimbus_client import AuthenticatedClient
from nimbus_client.models import ErrorBody, ErrorEnvelope
from nimbus_client.types import Response

T = TypeVar("T")

ENDPOINT = os.environ["NIMBUS_ENDPOINT"]
TENANT = "python"


def client_with(token: str, headers: dict[str, str] | None = None) -> AuthenticatedClient:
    return AuthenticatedClient(base_url=ENDPOINT, token=token, headers=headers or {})


NIMBUS = client_with(os.environ["NIMBUS_TOKEN"])


def faulty(directives: str) -> AuthenticatedClient:
    """A client that the emulator answers otherwise; no part of the contract."""
    return client_with(os.environ["NIMBUS_TOKEN"], {"X-Nimbus-Emulator-Fault": directives})


_count = 0


def step(name: str) -> Callable[[Callable[[], None]], None]:
    """Runs a function as a step of the scenario."""

    def run(work: Callable[[], None]) -> None:
        global _count
        _count += 1
        try:
            work()
        except Exception as error:
            raise RuntimeError(f"step {_count}, {name}") from error
        print(f"{_count}. {name}")

    return run


def ok(expected: type[T], status: int, reply: Response[ErrorEnvelope | T] | Response[ErrorEnvelope | T | str]) -> T:
    """The value of a reply that has to be a success of this status."""
    assert reply.status_code == status, reply
    assert isinstance(reply.parsed, expected), reply
    return reply.parsed


def fails(status: int, code: str, reply: Response[T]) -> ErrorBody:
    """The error of a reply that has to fail so."""
    assert reply.status_code == status, reply
    assert isinstance(reply.parsed, ErrorEnvelope), reply
    error = reply.parsed.error
    assert error.code == code, error
    assert error.request_id and error.timestamp.tzinfo is not None, error
    return error

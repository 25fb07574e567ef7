"""Whatever the OpenAPI document lets one ask, and what not: no answer is a bug, each is as it says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeAlias

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.unit.server.asking import Client
from tests.unit.server.authorisation.test_matrix import API, World, world
from tests.unit.server.sending import somebody

Route: TypeAlias = APIOperation[Any, Any, Any, Any]
Question: TypeAlias = Case[Any]

BASE = "http://localhost"
AS_IT_SAYS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_numbers = itertools.count()

# Its own stock of chance is held by what was frozen before the first test, where Hypothesis cannot see it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random` was passed:hypothesis.errors.HypothesisWarning"
)

ENDS = ("/auth/", "/users/me")
"""Routes after which one may be somebody else, or nobody: asked by somebody who is made for it."""


def test_each_answer_is_as_the_document_says(anywhere: Client) -> None:
    ask_everything(anywhere, 2)


@pytest.mark.soak
def test_each_answer_is_as_the_document_says_at_length(anywhere: Client) -> None:
    ask_everything(anywhere, 200)


def ask_everything(client: Client, each: int) -> None:
    """Ask each route so often, by three people, sensibly and not."""
    made = world(client, "public")
    people = {name: made.people[name] for name in ("owner", "other", "anonymous")}
    wrong: list[str] = []
    for operation in operations(client):
        for name, person in people.items():
            asking = person
            if operation.path.startswith(API) and operation.path.removeprefix(API).startswith(ENDS):
                asking = person if name == "anonymous" else somebody(client, f"passer{next(_numbers)}")
            wrong += faults(operation, GenerationMode.POSITIVE, asking, made, each)
            if name == "owner":
                wrong += faults(operation, GenerationMode.NEGATIVE, asking, made, each)
    assert wrong == []


def operations(client: Client) -> Iterator[Route]:
    """All routes; those that take something away come last."""
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return iter(sorted(found, key=lambda each: (each.method.upper() == "DELETE", each.path.count("/"))))


def faults(operation: Route, mode: GenerationMode, client: Client, made: World, each: int) -> list[str]:
    """What is wrong with the answers to some questions."""
    wrong: list[str] = []

    @settings(
        max_examples=each,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(operation.as_strategy(generation_mode=mode), st.booleans())
    def ask(case: Question, real: bool) -> None:
        if real:
            case.path_parameters.update(there(operation, made, case))
        answer = asked(client, case)
        try:
            case.validate_response(answer, checks=AS_IT_SAYS)
        except FailureGroup as failures:
            told = "; ".join(str(each) for each in failures.exceptions)
            wrong.append(f"{operation.label} ({mode.value}): {answer.status_code} {told}"[:1500])

    # Where anything may be asked, nothing is asked wrongly.
    with suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
        ask()
    return wrong[:1]


def there(operation: Route, made: World, case: Question) -> dict[str, Any]:
    """Names of what is there."""
    shelf = operation.path.removeprefix(f"{API}/").partition("/")[0]
    known = {
        "key": made.photo["id"],
        "id_": made.ids.get(shelf, 0),
        "name": "sea",
        "uid": made.invitation,
        "account_id": made.spare,
    }
    return {name: value for name, value in known.items() if name in case.path_parameters}


def asked(client: Client, case: Question) -> httpx.Response:
    """Put a question as schemathesis made it."""
    made = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
    headers = {
        name: value if isinstance(value, bytes) else value.encode("utf-8", "replace")
        for name, value in made.headers.items()
        if name.lower() not in ("authorization", "user-agent", "accept-encoding", "content-length")
    }
    if client.token:
        headers["Authorization"] = f"Bearer {client.token}".encode()
    body = made.body.encode() if isinstance(made.body, str) else made.body
    return client.ask(str(made.method), str(made.url), headers=headers, content=body)

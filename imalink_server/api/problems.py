"""From a refusal to a status of HTTP, in one table; and every other way to fail, in the same shape."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from imalink_server.base.errors import Code, Refused
from imalink_server.schemas.problems import ProblemAnswer

STATUS = {
    Code.INVALID_REQUEST: 422,
    Code.NOT_AUTHENTICATED: 401,
    Code.WRONG_CREDENTIALS: 401,
    Code.WRONG_PASSWORD: 400,
    Code.TOO_MANY_ATTEMPTS: 429,
    Code.REGISTRATION_CLOSED: 403,
    Code.INVITATION_NEEDED: 403,
    Code.ALREADY_TAKEN: 409,
    Code.DUPLICATE: 409,
    Code.NOT_FOUND: 404,
    Code.CHANGED_MEANWHILE: 412,
    Code.NOT_A_PICTURE: 400,
    Code.INVALID_FILE_FORMAT: 422,
    Code.KEY_USED_OTHERWISE: 422,
    Code.STALE_CURSOR: 410,
    Code.UNCLEAR_STRETCH: 400,
    Code.METHOD_NOT_ALLOWED: 405,
    Code.TOO_LARGE: 413,
    Code.UNSUPPORTED_ENCODING: 415,
    Code.TOO_SLOW: 408,
    Code.WRONG_HOST: 421,
    Code.WRONG_ORIGIN: 403,
    Code.UNAVAILABLE: 503,
    Code.DISK_FULL: 507,
    Code.QUOTA_EXCEEDED: 507,
    Code.UPLOAD_UNFINISHED: 409,
    Code.UPLOAD_DAMAGED: 422,
    Code.NO_SUCH_RANGE: 416,
    Code.BUG: 500,
}
_OF_STATUS = {404: Code.NOT_FOUND, 405: Code.METHOD_NOT_ALLOWED, 413: Code.TOO_LARGE}
_MOST_ERRORS = 20


def answer(refused: Refused, status: int | None = None) -> JSONResponse:
    """The answer to a question that is refused."""
    status = status or STATUS[refused.code]
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if "etag" in refused.details:
        headers["ETag"] = str(refused.details["etag"])
    if "retry_after" in refused.details:
        headers["Retry-After"] = str(refused.details["retry_after"])
    return JSONResponse(ProblemAnswer.of(refused).model_dump(), status, headers)


def bug(request_id: str) -> JSONResponse:
    """The answer when we are wrong: what to look for in the log, and nothing of what happened."""
    sentence = "Something is wrong with the server. It is written down there."
    return answer(Refused(Code.BUG, sentence, {"request_id": request_id}))


def described() -> dict[int | str, dict[str, Any]]:
    """How the OpenAPI document tells of all that may go wrong."""
    return {
        "4XX": {"model": ProblemAnswer, "description": "The question is refused."},
        "5XX": {"model": ProblemAnswer, "description": "The server cannot answer."},
    }


def install(app: FastAPI) -> None:
    """Have all failures of an application answered here."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)  # noqa: S101 - installed for this kind alone
    return answer(error)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Tell where and why, and never repeat what was sent: it may be a password."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    errors = [
        {"where": [str(part) for part in each["loc"]], "message": each["msg"], "type": each["type"]}
        for each in error.errors()[:_MOST_ERRORS]
    ]
    first = errors[0]
    message = f"{'.'.join(first['where'])}: {first['message']}"
    return answer(Refused(Code.INVALID_REQUEST, message, {"errors": errors}))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    code = _OF_STATUS.get(error.status_code, Code.INVALID_REQUEST)
    return answer(Refused(code, error.detail), error.status_code)

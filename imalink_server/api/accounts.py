"""Routes of accounts: coming in, signing in and out, one's devices, oneself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from imalink_server.api import API
from imalink_server.api.changing import NOT_KEPT, TheChange, Told
from imalink_server.api.dependencies import SignedInMe, TheCaller, TheServer
from imalink_server.api.routes import Route
from imalink_server.schemas.accounts import (
    DeviceAnswer,
    DevicesAnswer,
    Done,
    Farewell,
    Login,
    PasswordChange,
    ProfileAnswer,
    ProfileChange,
    RefreshWanted,
    Register,
    SignedInAnswer,
)
from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.things import LongPaging
from imalink_server.services import accounts, leaving, signing_in
from imalink_server.services.sweeping import sweep_deleted
from imalink_server.services.writing import Writing

router = APIRouter(prefix=API, tags=["accounts"], route_class=Route)


@router.post("/auth/register", status_code=201, dependencies=NOT_KEPT)
def register(wanted: Register, server: TheServer, caller: TheCaller) -> ProfileAnswer:
    """Make an account."""
    return ProfileAnswer.of(accounts.register(server, wanted.newcomer(), caller, wanted.code))


@router.post("/auth/login", dependencies=NOT_KEPT)
def login(given: Login, server: TheServer, caller: TheCaller) -> SignedInAnswer:
    """Sign in by user name or e-mail address."""
    password = given.password.get_secret_value()
    return SignedInAnswer.of(signing_in.login(server, given.name, password, caller, given.device_name))


@router.post("/auth/refresh", dependencies=NOT_KEPT)
def refresh(wanted: RefreshWanted, server: TheServer, caller: TheCaller) -> SignedInAnswer:
    """Fetch new tokens; the refresh token that was used is void."""
    return SignedInAnswer.of(signing_in.refresh(server, wanted.refresh_token.get_secret_value(), caller))


@router.post("/auth/logout", dependencies=NOT_KEPT)
def logout(me: SignedInMe, server: TheServer) -> Done:
    """Sign out on this device."""
    signing_in.logout(server, me)
    return Done(message="Signed out.")


@router.get("/auth/devices")
def devices(me: SignedInMe, server: TheServer, asked: Annotated[LongPaging, Query()]) -> DevicesAnswer:
    """Where one is signed in, the latest first."""
    found = signing_in.devices(server, me)
    shown = found[asked.offset : asked.offset + asked.limit]
    meta = PageMeta.at(len(found), asked.offset, asked.limit)
    return DevicesAnswer(data=[DeviceAnswer.of(device) for device in shown], meta=meta)


@router.delete("/auth/devices", response_model=Done)
def revoke_others(change: TheChange) -> Response:
    """Sign out everywhere else."""

    def work(w: Writing) -> Told:
        count = signing_in.revoke_others(w)
        return Told(Done(message=f"Signed out on {count} other device{'' if count == 1 else 's'}."))

    return change.answer(work)


@router.delete("/auth/devices/{device_id}", response_model=Done)
def revoke(device_id: str, change: TheChange) -> Response:
    """Sign out on one device."""

    def work(w: Writing) -> Told:
        signing_in.revoke(w, device_id)
        return Told(Done(message="Signed out there."))

    return change.answer(work)


@router.get("/auth/me")
@router.get("/users/me", operation_id="profile")
def me(me: SignedInMe, server: TheServer) -> ProfileAnswer:
    """Who one is."""
    return ProfileAnswer.of(accounts.profile(server, me))


@router.put("/users/me", response_model=ProfileAnswer)
def change_profile(wanted: ProfileChange, change: TheChange) -> Response:
    """Change one's name or e-mail address."""

    def work(w: Writing) -> Told:
        now = signing_in.change_profile(w, display_name=wanted.display_name, email=wanted.email)
        return Told(ProfileAnswer.of(now))

    return change.answer(work)


@router.post("/users/me/change-password", dependencies=NOT_KEPT)
def change_password(change: PasswordChange, me: SignedInMe, server: TheServer, caller: TheCaller) -> Done:
    """Change one's password, and sign out everywhere else."""
    current, new = change.current_password.get_secret_value(), change.new_password.get_secret_value()
    accounts.change_password(server, me, current, new, caller)
    return Done(message="The password is changed. Other devices have to sign in again.")


@router.delete("/users/me", dependencies=NOT_KEPT)
def delete_account(
    me: SignedInMe, server: TheServer, caller: TheCaller, farewell: Farewell | None = None
) -> Done:
    """Delete one's account with everything in it."""
    given = farewell.password if farewell else None
    leaving.delete(server, me, given.get_secret_value() if given else None, caller)
    sweep_deleted(server)
    return Done(message="The account and everything in it is deleted.")

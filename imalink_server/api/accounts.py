"""Routes of accounts: coming in, signing in and out, one's devices, oneself."""

from __future__ import annotations

from fastapi import APIRouter

from imalink_server.api import API
from imalink_server.api.dependencies import SignedInMe, TheCaller, TheServer
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
from imalink_server.services import accounts, signing_in
from imalink_server.services.sweeping import sweep_deleted

router = APIRouter(prefix=API, tags=["accounts"])


@router.post("/auth/register", status_code=201)
def register(wanted: Register, server: TheServer, caller: TheCaller) -> ProfileAnswer:
    """Make an account."""
    return ProfileAnswer.of(accounts.register(server, wanted.newcomer(), caller, wanted.code))


@router.post("/auth/login")
def login(given: Login, server: TheServer, caller: TheCaller) -> SignedInAnswer:
    """Sign in by user name or e-mail address."""
    password = given.password.get_secret_value()
    return SignedInAnswer.of(signing_in.login(server, given.name, password, caller, given.device_name))


@router.post("/auth/refresh")
def refresh(wanted: RefreshWanted, server: TheServer, caller: TheCaller) -> SignedInAnswer:
    """Fetch new tokens; the refresh token that was used is void."""
    return SignedInAnswer.of(signing_in.refresh(server, wanted.refresh_token.get_secret_value(), caller))


@router.post("/auth/logout")
def logout(me: SignedInMe, server: TheServer) -> Done:
    """Sign out on this device."""
    signing_in.logout(server, me)
    return Done(message="Signed out.")


@router.get("/auth/devices")
def devices(me: SignedInMe, server: TheServer) -> DevicesAnswer:
    """Where one is signed in, the latest first."""
    return DevicesAnswer(data=[DeviceAnswer.of(device) for device in signing_in.devices(server, me)])


@router.delete("/auth/devices")
def revoke_others(me: SignedInMe, server: TheServer) -> Done:
    """Sign out everywhere else."""
    count = signing_in.revoke_others(server, me)
    return Done(message=f"Signed out on {count} other device{'' if count == 1 else 's'}.")


@router.delete("/auth/devices/{device_id}")
def revoke(device_id: str, me: SignedInMe, server: TheServer) -> Done:
    """Sign out on one device."""
    signing_in.revoke(server, me, device_id)
    return Done(message="Signed out there.")


@router.get("/auth/me")
@router.get("/users/me", operation_id="profile")
def me(me: SignedInMe, server: TheServer) -> ProfileAnswer:
    """Who one is."""
    return ProfileAnswer.of(accounts.profile(server, me))


@router.put("/users/me")
def change_profile(change: ProfileChange, me: SignedInMe, server: TheServer) -> ProfileAnswer:
    """Change one's name or e-mail address."""
    return ProfileAnswer.of(
        accounts.change_profile(server, me, display_name=change.display_name, email=change.email)
    )


@router.post("/users/me/change-password")
def change_password(change: PasswordChange, me: SignedInMe, server: TheServer, caller: TheCaller) -> Done:
    """Change one's password, and sign out everywhere else."""
    current, new = change.current_password.get_secret_value(), change.new_password.get_secret_value()
    accounts.change_password(server, me, current, new, caller)
    return Done(message="The password is changed. Other devices have to sign in again.")


@router.delete("/users/me")
def delete_account(
    me: SignedInMe, server: TheServer, caller: TheCaller, farewell: Farewell | None = None
) -> Done:
    """Delete one's account with everything in it."""
    given = farewell.password if farewell else None
    accounts.delete(server, me, given.get_secret_value() if given else None, caller)
    sweep_deleted(server)
    return Done(message="The account and everything in it is deleted.")

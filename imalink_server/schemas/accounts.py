"""The wire's shapes of accounts, signing in, and devices."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.words import Answer, Email, Line, Question, UserName
from imalink_server.services.accounts import Newcomer, Profile
from imalink_server.services.signing_in import DeviceSeen, SignedIn

NewPassword = Annotated[SecretStr, Field(min_length=8, max_length=1024)]
GivenPassword = Annotated[SecretStr, Field(max_length=1024)]


class Register(Question):
    """Somebody who wants an account."""

    username: UserName
    email: Email
    password: NewPassword
    display_name: Line | None = None
    invitation_code: Annotated[SecretStr, Field(max_length=200)] | None = None

    def newcomer(self) -> Newcomer:
        """The same, for the service."""
        return Newcomer(self.username, self.email, self.password.get_secret_value(), self.display_name)

    @property
    def code(self) -> str | None:
        """The invitation, where there is one."""
        return self.invitation_code.get_secret_value() if self.invitation_code else None


class Login(Question):
    """A name or an e-mail address, and the password."""

    username: Annotated[str, Field(max_length=254)] | None = None
    """Either of the two."""
    email: Annotated[str, Field(max_length=254)] | None = None
    password: GivenPassword
    device_name: Line | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not (self.username or self.email):
            raise ValueError("username or email is needed")
        return self

    @property
    def name(self) -> str:
        """Who it is said to be."""
        return self.username or self.email or ""


class RefreshWanted(Question):
    """A device that wants new tokens."""

    refresh_token: Annotated[SecretStr, Field(max_length=2000)]


class ProfileChange(Question):
    """What is to be another from now on."""

    display_name: Line | None = None
    email: Email | None = None


class PasswordChange(Question):
    """The password that holds, and the one that is to hold."""

    current_password: GivenPassword
    new_password: NewPassword


class Farewell(Question):
    """The deletion of an account; whoever gives the password has to give the right one."""

    password: GivenPassword | None = None


class ProfileAnswer(Answer):
    """An account, as it is shown to itself."""

    id: int
    uid: str
    username: str
    email: str
    display_name: str
    is_active: bool
    created_at: str
    updated_at: str
    photos_count: int
    import_sessions_count: int
    authors_count: int

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Shape a profile."""
        return cls(
            id=profile.id,
            uid=profile.uid,
            username=profile.username,
            email=profile.email,
            display_name=profile.display_name,
            is_active=profile.is_active,
            created_at=profile.created_at,
            updated_at=profile.updated_at,
            photos_count=profile.counts.photos,
            import_sessions_count=profile.counts.import_sessions,
            authors_count=profile.counts.authors,
        )


class SignedInAnswer(Answer):
    """Tokens for a device. The refresh token fetches the next ones at `/auth/refresh`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the kind, not the token
    expires_in: int
    refresh_token: str
    device_id: str
    user: ProfileAnswer

    @classmethod
    def of(cls, signed_in: SignedIn) -> Self:
        """Shape what a device is given."""
        return cls(
            access_token=signed_in.access_token,
            expires_in=signed_in.expires_in,
            refresh_token=signed_in.refresh_token,
            device_id=signed_in.device_uid,
            user=ProfileAnswer.of(signed_in.profile),
        )


class DeviceAnswer(Answer):
    """A place where one is signed in."""

    id: str
    name: str
    created_at: str
    last_seen_at: str
    last_address: str
    is_this: bool

    @classmethod
    def of(cls, device: DeviceSeen) -> Self:
        """Shape a device."""
        return cls(
            id=device.uid,
            name=device.name,
            created_at=device.created_at,
            last_seen_at=device.last_seen_at,
            last_address=device.last_address,
            is_this=device.is_this,
        )


class DevicesAnswer(Answer):
    """All of them."""

    data: list[DeviceAnswer]
    meta: PageMeta


class Done(Answer):
    """It is done; in words, for those programs that show them."""

    success: Literal[True] = True
    message: str

"""`imalink account`, `imalink sync` and `imalink space`."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.app.typed import Commands, Typed, takes_json

_PIPED = "read the password from standard input, its first line"


class Account(Typed):
    """What `account` was asked for."""

    action: str
    url: str | None
    user: str | None
    password_stdin: bool
    register: str | None
    invitation: str | None
    authority: Path | None
    instead: bool


class Syncing(Typed):
    """What `sync` was asked for."""

    password_stdin: bool
    keep: bool
    let_go: bool
    go_on: bool


class Spacing(Typed):
    """What `space` was asked for."""

    action: str
    name: str | None
    query: list[str]
    password_stdin: bool


def add(commands: Commands) -> None:
    """Say what can be typed."""
    account = commands.add(
        "account",
        "sign in to a server of your own, and out",
        _account,
        "The password is asked for, or piped in; it is never a word of the command.",
    )
    account.add_argument("action", choices=("add", "list", "remove"), help="what to do")
    account.add_argument("url", nargs="?", metavar="URL", help="the server, such as https://photos.example")
    account.add_argument("--user", metavar="U", help="your name there")
    account.add_argument("--password-stdin", action="store_true", help=_PIPED)
    account.add_argument("--register", metavar="EMAIL", help="make the account first, with this address")
    account.add_argument("--invitation", metavar="CODE", help="where the server wants one")
    account.add_argument(
        "--authority", type=Path, metavar="FILE", help="a certificate (PEM) that may vouch for this server"
    )
    account.add_argument("--instead", action="store_true", help="in place of the account there is")
    takes_json(account)

    sync = commands.add("sync", "be in step with the server and with your other computers", _sync)
    sync.add_argument("--password-stdin", action="store_true", help=_PIPED)
    decision = sync.add_mutually_exclusive_group()
    decision.add_argument("--keep", action="store_true", help="send what the server has lost to it again")
    decision.add_argument(
        "--let-go", action="store_true", help="put what was deleted on the server into the trash here"
    )
    decision.add_argument(
        "--go-on", action="store_true", help="be in step again after a backup of the library was put back"
    )
    takes_json(sync)

    more = "put and take need NAME and a QUERY as the search box takes it; join needs the code for a NAME."
    space = commands.add("space", "show photos to a group of people on the server", _space, more)
    space.add_argument(
        "action",
        choices=("list", "make", "invite", "join", "members", "leave", "delete", "put", "take"),
        help="what to do",
    )
    space.add_argument("name", nargs="?", metavar="NAME", help="the space, such as Family")
    space.add_argument("query", nargs="*", metavar="QUERY", help="which photos to put in, or to take out")
    space.add_argument("--password-stdin", action="store_true", help=_PIPED)
    takes_json(space)


def _account(typed: Account) -> int:
    from imalink_desktop.app.deeds import signing

    return signing.run(typed)


def _space(typed: Spacing) -> int:
    from imalink_desktop.app.deeds import spacing

    return spacing.run(typed)


def _sync(typed: Syncing) -> int:
    from imalink_desktop.app.deeds import syncing

    return syncing.run(typed)

"""`imalink account`: signing in to a server, and out."""

from __future__ import annotations

from imalink_desktop.app.connection import forget, let_in, line, trust
from imalink_desktop.app.deeds.answers import as_json
from imalink_desktop.app.deeds.answers import line as say
from imalink_desktop.app.deeds.passwords import password_of
from imalink_desktop.app.exits import Exit, WrongUse
from imalink_desktop.app.library import answered, to_change, to_look, would_begin
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.syncing import Account
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import signing
from imalink_desktop.catalog.reads.accounts import KnownAccount, accounts
from imalink_desktop.settings.schema import Settings
from imalink_desktop.settings.secrets import Secrets, open_secrets
from imalink_desktop.sync.accounts import Badge, checked_name
from imalink_desktop.sync.address import canonical
from imalink_desktop.sync.values import Me

_NO_KEYRING = (
    "This computer has no keyring that keeps secrets: the password is asked for at each sync, "
    "or piped in with --password-stdin."
)


def run(typed: Account) -> int:
    """Sign in, list, or sign out."""
    match typed.action:
        case "add":
            return _add(typed)
        case "remove":
            return _remove(typed)
    return _list(typed)


def _add(typed: Account) -> int:
    address, username = _wanted(typed)
    settings, secrets = settings_of(typed.paths), open_secrets()
    password = password_of(username, piped=typed.password_stdin)
    if typed.authority is not None:
        trust(typed.paths, address, typed.authority)

    def knock() -> tuple[Me, tuple[str, ...]]:
        with line(typed.paths, settings, address) as way:
            badge = Badge(address, username, secrets)
            return let_in(way, badge, password, email=typed.register, invitation=typed.invitation)

    # Who is not let in begins no library.
    met = knock() if would_begin(typed.paths) else None
    with to_change(typed.paths, begins=True) as catalog:
        before = _home(catalog)
        _only_one(before, address, username, typed)
        me, cannot = met or knock()
        signing.sign_in(catalog, address, username, user=me.for_good, instead=typed.instead)
        if before is not None and (before.url, before.username) != (address, username):
            _forget(typed, settings, secrets, before)
    if not secrets.is_lasting:
        tell(_NO_KEYRING)
    if typed.json:
        as_json({"url": address, "user": username, "kept": secrets.is_lasting, "cannot": list(cannot)})
    else:
        say(f"{me.username} is signed in on {address}.")
        for each in cannot:
            say(each)
    return Exit.DONE


def _wanted(typed: Account) -> tuple[str, str]:
    if typed.url is None or typed.user is None:
        raise WrongUse("An account needs an address and a name.", "imalink account add URL --user NAME")
    try:
        return canonical(typed.url), checked_name(typed.user)
    except Expected as error:
        raise WrongUse(error.sentence, error.next_step) from None


def _only_one(home: KnownAccount | None, address: str, username: str, typed: Account) -> None:
    """A library belongs to one account at a time: say so before anybody is asked for anything."""
    if home is not None and (home.url, home.username) != (address, username) and not typed.instead:
        raise Expected(
            f"This library belongs to {home.username} on {home.url}.",
            "Remove that account first, or say --instead.",
        )


def _list(typed: Account) -> int:
    secrets = open_secrets()
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        known = accounts(look)
    there = [(each, secrets.get(each.url, each.username) is not None) for each in known]
    shown = [(each, kept) for each, kept in there if each.is_home or kept]
    if typed.json:
        as_json(
            {
                "accounts": [
                    {"url": each.url, "user": each.username, "home": each.is_home, "kept": kept}
                    for each, kept in shown
                ]
            }
        )
        return answered(catalog)
    for each, kept in shown:
        mark = "" if each.is_home else " (not this library's)"
        asked = "" if kept else " (the password is asked for at each sync)"
        say(f"{each.username} on {each.url}{mark}{asked}")
    if not shown:
        tell("No account yet: imalink account add URL --user NAME")
    return answered(catalog)


def _remove(typed: Account) -> int:
    settings, secrets = settings_of(typed.paths), open_secrets()
    with to_change(typed.paths) as catalog:
        with catalog.reading() as look:
            known = accounts(look)
        one = _named(typed, known)
        _forget(typed, settings, secrets, one)
        if one.is_home:
            signing.sign_out(catalog)
    if typed.json:
        as_json({"url": one.url, "user": one.username})
    else:
        say(f"{one.username} is signed out of {one.url}. What is in the library stays.")
    return Exit.DONE


def _named(typed: Account, known: list[KnownAccount]) -> KnownAccount:
    address = None if typed.url is None else _wanted_address(typed.url)
    fitting = [
        each
        for each in known
        if (address is None or each.url == address) and (typed.user is None or each.username == typed.user)
    ]
    one = next(iter(fitting), None)
    if one is None or (address is None and not one.is_home):
        raise Expected("There is no such account.", "“imalink account list” shows those there are.")
    return one


def _wanted_address(url: str) -> str:
    try:
        return canonical(url)
    except Expected as error:
        raise WrongUse(error.sentence, error.next_step) from None


def _forget(typed: Account, settings: Settings, secrets: Secrets, account: KnownAccount) -> None:
    with line(typed.paths, settings, account.url) as way:
        forget(way, Badge(account.url, account.username, secrets), typed.paths, account.url)


def _home(catalog: Catalog) -> KnownAccount | None:
    with catalog.reading() as look:
        return next((each for each in accounts(look) if each.is_home), None)

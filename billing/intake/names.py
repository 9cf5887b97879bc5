"""Whose row it is: clients and stores by their names, exactly, after normalising."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from billing.intake.aliases import HINTS
from billing.usage import StoreWords, Vocabulary
from billing.workbook.words import name

_SEPARATORS = re.compile(r"[\s_,，、+\-.()（）\[\]【】]+")
_DATES = re.compile(r"(20\d{2}[-年_.]?)?\d{1,2}月份?|20\d{2}[-._]?\d{0,2}[-._]?\d{0,2}|\d{8}")
_KINDS = re.compile("|".join(sorted({h for hints in HINTS.values() for h in hints}, key=len)[::-1]))
_LONGEST = 6  # parts of a file's name that are tried together


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A client and its store; no store where only the client is named and it has several."""

    client: str
    store: str = ""


@dataclass(frozen=True, slots=True)
class Misnamed:
    """Why a name leads to no place: a code, the name, the nearest known names, whom it may mean."""

    code: str
    found: str
    expected: str = ""
    clients: tuple[str, ...] = ()


class Names:
    """Every name of the register."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Clients and stores by all their names, their codes included."""
        self._clients: dict[str, set[str]] = defaultdict(set)
        self._stores: dict[str, dict[Place, StoreWords]] = defaultdict(dict)
        self._only: dict[str, str] = {}
        self._platforms: dict[Place, str] = {}
        self._shown: dict[str, str] = {}
        for client in vocabulary.clients:
            self._only[client.code] = client.stores[0].code if len(client.stores) == 1 else ""
            self._enter(self._clients, (client.code, *client.names), client.code)
            for store in client.stores:
                self._platforms[Place(client.code, store.code)] = name(store.platform)
                for text in filter(None, (store.code, *store.names)):
                    self._stores[name(text)][Place(client.code, store.code)] = store
                    self._shown.setdefault(name(text), text)

    def _enter(self, table: Mapping[str, set[str]], texts: Iterable[str], code: str) -> None:
        for text in filter(None, texts):
            table[name(text)].add(code)
            self._shown.setdefault(name(text), text)

    def place(self, client: str, store: str, platform: str = "") -> Place | Misnamed:
        """The place that a row names; at least one of the two texts is not empty."""
        owners = self._owners(client) if client else set()
        if client and len(owners) != 1:
            code = "client_of_two" if owners else "client_unknown"
            return Misnamed(
                code, client, self._nearest(client, self._clients), tuple(sorted(owners))
            )
        if not store:
            (code,) = owners
            return Place(code, self._only[code])
        return self._store(store, platform, owners)

    def _owners(self, client: str) -> set[str]:
        """The clients that a text names; 7 may be the 007 of another, whose zeros were lost."""
        return set[str]().union(*(self._clients[key] for key in _unpadded(client, self._clients)))

    def beside(self, place: Place, platform: str) -> str:
        """A row's platform where it is not the one that its store is registered on."""
        own = name(platform)
        return "" if own == self._platforms.get(place) else own

    def _store(self, store: str, platform: str, owners: set[str]) -> Place | Misnamed:
        known = {
            place: own
            for key in _unpadded(store, self._stores)
            for place, own in self._stores[key].items()
        }
        places = [place for place in known if not owners or place.client in owners]
        if len(places) > 1 and platform:
            wanted = name(platform)
            places = [place for place in places if name(known[place].platform) == wanted] or places
        if len(places) == 1:
            return places[0]
        if places:
            return Misnamed("store_of_two", store, clients=_clients(places))
        own = {
            n: p for n, p in self._stores.items() if not owners or owners & {x.client for x in p}
        }
        return Misnamed("name_unknown", store, self._nearest(store, own), tuple(sorted(owners)))

    def _nearest(self, text: str, known: Iterable[str]) -> str:
        """Up to three known names like this one."""
        close = difflib.get_close_matches(name(text), list(known), n=3, cutoff=0.5)
        return ", ".join(self._shown[found] for found in close)

    def named(self, path: str, sheet: str = "", title: str = "") -> Place | Misnamed | None:
        """The place that the title, the sheet, the file or a folder names; the nearest decides.

        A store further off tells more than its client nearer by; a title that names another place
        than its sheet or file is in doubt.
        """
        parts = PurePosixPath(path)
        texts = [text for text in (sheet, parts.stem, *reversed(parts.parts[:-1])) if text]
        found = next(((text, own) for text in texts if (own := self._in(text))), ("", set[Place]()))
        if titled := self._in(title) if title else set():
            return self._titled(title, titled, *found)
        text, places = found
        if len(places) == 1:
            return next(iter(places))
        return Misnamed("name_of_two", text, clients=_clients(places)) if places else None

    def captioned(self, title: str) -> Misnamed:
        """A title above a table of its own that is no known name."""
        return Misnamed("name_unknown", title, self._nearest(title, self._stores))

    def _titled(
        self, title: str, titled: set[Place], text: str, further: set[Place]
    ) -> Place | Misnamed:
        """The place of a title, beside what the sheet, file or folder names."""
        owners = {place.client for place in titled}
        agreeing = {place for place in further if place.client in owners}
        stores = {place for place in agreeing | titled if place.store}
        chosen = stores if len(stores) == 1 else titled
        if len(chosen) == 1 and bool(agreeing) == bool(further):
            return next(iter(chosen))
        return Misnamed("name_of_two", f"{title} / {text}", clients=_clients(titled | further))

    def _in(self, text: str) -> set[Place]:
        """The places that parts of a name stand for; a store tells more than its own client."""
        stores: set[Place] = set()
        clients: set[Place] = set()
        for part in _parts(text):
            stores.update(self._stores.get(part, ()))
            clients.update(Place(code, self._only[code]) for code in self._clients.get(part, ()))
        if not stores or not clients:
            return stores or clients
        owners = {place.client for place in clients}
        return {place for place in stores if place.client in owners} or stores | clients


def _parts(text: str) -> set[str]:
    """Every run of whole parts of a name, with and without its dates and kinds, normalised."""
    narrow = unicodedata.normalize("NFKC", text)
    bare = _KINDS.sub(" ", _DATES.sub(" ", narrow.casefold()))
    found = set()
    for version in (narrow, bare):
        tokens = [token for token in _SEPARATORS.split(version) if token]
        found |= {
            name("".join(tokens[first:last]))
            for first in range(len(tokens))
            for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1)
        }
        found.add(name(version))
    return found - {""}


def _unpadded(text: str, known: Collection[str]) -> list[str]:
    """The known names that a text may be: itself, and of a number those with more zeros before."""
    key = name(text)
    if key not in known:
        return []
    padded = (own for own in known if own.isdecimal() and own.lstrip("0") == key != own)
    return [key, *(padded if key.isdecimal() else ())]


def _clients(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.client for place in places}))

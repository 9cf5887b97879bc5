"""The register's words, made ready to be looked up while rows are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from billing.intake.names import Misnamed, Names
from billing.intake.words import name
from billing.period import Period
from billing.usage import Vocabulary

_SYNONYMS = (
    ("pre-sales", "presales", "售前"),
    ("after-sales", "aftersales", "售后"),
    ("regular", "常规", "日常"),
    ("early morning", "凌晨"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What rows are compared with."""

    vocabulary: Vocabulary
    names: Names
    periods: Mapping[str, Period]
    services: Mapping[str, str] = field(default_factory=dict)  # normalised -> the register's word

    def concerned(self, path: str, sheet: str = "") -> tuple[str, ...]:
        """The clients that a path may concern, by its parts; none where it names none."""
        place = self.names.named(path, sheet)
        if isinstance(place, Misnamed):
            return place.clients
        return (place.client,) if place else ()


def register(vocabulary: Vocabulary) -> Register:
    """The register's words, made ready to be looked up."""
    services: dict[str, str] = {}
    for service in vocabulary.services:
        group = next((g for g in _SYNONYMS if name(service) in map(name, g)), ())
        services.update({name(text): service for text in (*group, service)})
    return Register(
        vocabulary=vocabulary,
        names=Names(vocabulary),
        periods={client.code: client.period for client in vocabulary.clients},
        services=services,
    )

"""The register's words, made ready to be looked up while rows are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from billing.intake.names import Misnamed, Names
from billing.period import Period
from billing.synonyms import service_forms
from billing.usage import Vocabulary
from billing.workbook.words import name


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What rows are compared with."""

    vocabulary: Vocabulary
    names: Names
    periods: Mapping[str, Period]
    services: Mapping[str, str] = field(default_factory=dict)  # normalised -> the register's word
    shifts: Mapping[str, str] = field(default_factory=dict)  # likewise

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
        services.update({name(text): service for text in (*service_forms(service), service)})
    return Register(
        vocabulary=vocabulary,
        names=Names(vocabulary),
        periods={client.code: client.period for client in vocabulary.clients},
        services=services,
        shifts={name(shift): shift for shift in reversed(vocabulary.shifts)},
    )

"""Words of the register that mean one thing: services, and excluded classes of receptions."""

from collections import defaultdict

from billing.contract import Terms
from billing.modes import fixed, monthly, receptions
from billing.register.entries import Entry
from billing.register.sheets import key
from billing.synonyms import class_figure, service_forms

_EXCLUDING = (fixed.Terms, monthly.Terms, receptions.Terms)


def compared(entry: Entry, name: str) -> str:
    """A cell for comparison; a service is one in both languages."""
    text = entry.text(name)
    return service_forms(text)[0] if name == "service" else key(text)


def each_class_once(terms: Terms) -> tuple[Terms, tuple[str, ...]]:
    """The terms with classes that are counted in one column named once, and the words that were.

    The first word stands; empty where each class has one word.
    """
    if not isinstance(terms, _EXCLUDING):
        return terms, ()
    named: dict[str, list[str]] = defaultdict(list)
    for name in terms.exclude:
        named[class_figure(name)].append(name)
    doubled = tuple(name for names in named.values() if len(names) > 1 for name in names)
    once = tuple(names[0] for names in named.values())
    return (terms.model_copy(update={"exclude": once}) if doubled else terms), doubled

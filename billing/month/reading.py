"""Steps 1 and 2, read and check: the register, the inbox, and what is wrong with either."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from billing import intake, register
from billing.contract import Contract, Register
from billing.errors import Problem, Severity
from billing.invoice import CreditNote, Invoice
from billing.month.workspace import Workspace
from billing.outcome import SourceNote
from billing.source import File
from billing.usage import Usage
from billing.vocabulary import vocabulary


@dataclass(frozen=True, kw_only=True)
class Read:
    """Everything that a month is billed from. Without slots: what is sorted once is kept."""

    contracts: tuple[Contract, ...]  # all of them, in the register's order
    usage: Mapping[str, Usage]  # by client
    problems: tuple[Problem, ...]
    sources: tuple[SourceNote, ...]
    files: Mapping[str, File]
    register: File
    set_aside: tuple[str, ...]
    documents: tuple[Invoice | CreditNote, ...] = ()  # that the month has already
    earlier: Callable[[str], Mapping[str, Usage]]  # the same inbox, read for another month

    def of(self, client: str) -> tuple[Problem, ...]:
        """The problems that concern a client."""
        return self._of_each.get(client, ())

    @cached_property
    def _of_each(self) -> Mapping[str, tuple[Problem, ...]]:
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            for client in dict.fromkeys(problem.clients):
                found[client].append(problem)
        return {client: tuple(own) for client, own in found.items()}

    @cached_property
    def of_nobody(self) -> tuple[Problem, ...]:
        """What blocks, but could not be tied to a client: it may hold anybody's data."""
        return tuple(
            problem
            for problem in self.problems
            if not problem.clients and problem.severity is Severity.BLOCKED
        )

    @cached_property
    def of_nobody_by_text(self) -> Mapping[str, Problem]:
        """The same, each once, by all that it says."""
        return {repr(problem): problem for problem in self.of_nobody}


def read(workspace: Workspace, name: str) -> Read:
    """The register and every file of the inbox, for one month."""
    intake.warm()  # the process that reads files starts while the register is read
    contracts = register.read(workspace.register)
    found = _intake(workspace, contracts, name)
    return Read(
        contracts=contracts.contracts,
        usage=found.usage,
        problems=(*contracts.problems, *found.problems, *_unknown(workspace, contracts)),
        sources=tuple(
            SourceNote(
                file=source.file,
                kind=source.kind.value,
                sheet=source.sheet,
                rows=source.rows,
                notes=source.notes,
            )
            for source in found.sources
        ),
        files={source.file.name: source.file for source in found.sources},
        register=File(name=workspace.settings.register_file, sha256=contracts.sha256),
        set_aside=found.set_aside,
        earlier=cache(lambda other: _usage(workspace, contracts, other)),
    )


def _unknown(workspace: Workspace, contracts: Register) -> Iterator[Problem]:
    """Limits in billing.toml of a client that the register does not have: a slip of the pen."""
    codes = {one.client.client for one in contracts.contracts}
    refused = {client for problem in contracts.problems for client in problem.clients}
    for client in workspace.settings.thresholds.clients:
        if client not in codes | refused:
            yield Problem(code="threshold_client", severity=Severity.WARNED, found=client)


def _usage(workspace: Workspace, contracts: Register, name: str) -> Mapping[str, Usage]:
    return _intake(workspace, contracts, name).usage


def _intake(workspace: Workspace, contracts: Register, name: str) -> intake.Intake:
    settings = workspace.settings
    return intake.read(
        workspace.inbox,
        vocabulary(contracts, name),
        settings.columns,
        sources=settings.sources,
        roster=settings.roster,
    )

"""The folders of a workspace, and its settings."""

from dataclasses import dataclass
from pathlib import Path

from billing.render import Stationery
from billing.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with billing.toml, and where everything else lies."""

    root: Path
    settings: Settings

    @property
    def register(self) -> Path:
        """contracts.xlsx."""
        return self.root / self.settings.register_file

    @property
    def inbox(self) -> Path:
        """Where finance drops usage files."""
        return self.root / self.settings.folders.inbox

    @property
    def archive(self) -> Path:
        """Where every file that a billed figure came from is kept."""
        return self.root / self.settings.folders.archive

    @property
    def templates(self) -> Path:
        """Overrides of the shipped templates."""
        return self.root / self.settings.folders.templates

    @property
    def ledger(self) -> str:
        """The ledger's file, or its URL."""
        where = self.settings.ledger
        return where if "://" in where else str(self.root / where)

    @property
    def lock(self) -> Path:
        """Held by the one run that may change anything."""
        return self.root / ".billing.lock"

    @property
    def stationery(self) -> Stationery:
        """How the paper of this workspace looks."""
        provider = self.settings.provider
        return Stationery(
            paper=self.settings.paper,
            templates=self.templates if self.templates.is_dir() else None,
            logo=provider.logo,
            seal=provider.seal,
        )

    def outbox(self, month: str) -> Path:
        """The folder of a month's papers."""
        return self.root / self.settings.folders.outbox / month

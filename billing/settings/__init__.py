"""billing.toml as a frozen model. Reading the file and the environment is the command line's."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from billing import numbering
from billing.letters import shown
from billing.settings.values import Days, Host, Mailbox, OwnMailbox, Ratio, Times
from billing.words import BETWEEN, SAID

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class BankSettings(_Frozen):
    """The account clients pay into."""

    name: str = ""
    name_en: str = ""
    account_name: str = ""
    account_name_en: str = ""
    account: str = ""
    swift: str = ""


class ProviderSettings(_Frozen):
    """Who bills: printed on every invoice."""

    name: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    tax_id: str = ""
    address: str = ""
    address_en: str = ""
    phone: str = ""
    contact: str = ""
    contact_en: str = ""  # on English paper; empty: `contact`
    email: str = ""
    bank: BankSettings = BankSettings()
    logo: str = ""  # path below the workspace's templates folder; empty: none
    seal: str = ""


class NumberingSettings(_Frozen):
    """How invoices are numbered. `{year}` is the issue date's, `{n}` the running number."""

    series: str = "INV"
    format: str = "{series}-{year}-{n:06}"
    start: int = Field(default=1, ge=1, le=999_999_999)

    @field_validator("series")
    @classmethod
    def _one_word(cls, value: str) -> str:
        return _faultless(value, numbering.series_fault(value))

    @field_validator("format")
    @classmethod
    def _usable(cls, value: str, others: ValidationInfo) -> str:
        series = others.data.get("series", "INV")  # absent where it is at fault itself
        return _faultless(value, numbering.form_fault(value, series))


def _faultless(value: str, fault: numbering.Fault | None) -> str:
    if fault:
        raise PydanticCustomError(fault.code, "{found}", {"found": shown(fault.found)})
    return value


Detail = Literal["long", "always", "never"]


class PaperSettings(_Frozen):
    """How the paper looks."""

    title_zh: str = "结算单"
    title_en: str = "Statement of service fees"
    credit_title_zh: str = "红字结算单"
    credit_title_en: str = "Credit note"
    amount_words_en: str = SAID  # the form of the amount in English words
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1f4e79"
    archival: bool = False  # PDF/A-3b, the form for keeping
    detail: Detail = "long"  # a workbook for long annexes, for every invoice, or for none

    @field_validator("amount_words_en")
    @classmethod
    def _sayable(cls, value: str) -> str:
        try:
            sayable = value.format(currency="", words="{words}").count("{words}") == 1
        except (KeyError, IndexError, ValueError):
            sayable = False
        if not sayable or BETWEEN in value:
            raise ValueError(f"it needs {{words}} once, may have {{currency}}, and no {BETWEEN!r}")
        return value


class Limits(_Frozen):
    """When a draft is held for a person to look at it. Each check can be turned off."""

    months: int = Field(default=3, ge=0, le=12)  # recent months compared with; 0: none
    change: Times = Decimal(3)  # receptions, orders, sales a day, more or less
    slip: StrictBool = True  # 10, 100, 1000 times as much, as if a unit had slipped
    day: Times = Decimal(8)  # a day above the month's median day; a digit too many is 9 to 11
    busy_days: tuple[str, ...] = ("06-01", "06-18", "11-01", "11-11", "12-12")  # not judged
    amount: Times = Decimal(3)  # a charge's amount, more or less
    gone: StrictBool = True  # a store that had usage last month
    copied: StrictBool = True  # figures by day that are those of a recent month
    constant: Days = Decimal(10)  # days in a row with one and the same figure
    rising: Days = Decimal(14)  # days on which a figure only rose, as one that is added up
    refunds: Ratio = Decimal("0.6")  # share of sales
    orders: Ratio = Decimal(1)  # to one reception
    peak: StrictBool = True  # seats above those approved or booked
    idle: StrictBool = True  # seats by day without receptions
    least_count: Decimal = Field(default=Decimal(100), ge=0)  # smaller figures are not compared
    least_amount: Decimal = Field(default=Decimal(1000), ge=0)  # of sales, and of a charge
    least_seats: Decimal = Field(default=Decimal(20), ge=0)

    @field_validator("busy_days")
    @classmethod
    def _days(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for day in value:
            if not _DAY.fullmatch(day):
                told = "a day is written 11-11: {day}"
                raise PydanticCustomError("threshold_day", told, {"day": day})
        return value


class ThresholdSettings(Limits):
    """The limits of all clients, and those that only some have."""

    clients: dict[str, Limits] = {}  # by code; what one does not name is as for all

    def of(self, client: str) -> Limits:
        """The limits of one client."""
        own = self.clients.get(client, Limits())
        return self.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})


class ApprovalSettings(_Frozen):
    """Which drafts wait for an approval by name, beside those of clients marked `manual`."""

    all: bool = False
    first: bool = False  # of clients without an invoice of an earlier month
    above: Decimal | None = Field(default=None, ge=0)  # gross, in the invoice's own currency


class FolderSettings(_Frozen):
    """Folders of the workspace, relative to it unless absolute."""

    inbox: str = "inbox"
    outbox: str = "outbox"
    archive: str = "archive"
    templates: str = "templates"


_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MailSettings(_Frozen):
    """How invoices are mailed. Passwords are never here: see `password_env`, `password_file`."""

    send: Literal["never", "command", "run"] = "never"  # by `billing send` alone; by a run too
    sender: OwnMailbox = Field(default="", alias="from")
    reply_to: OwnMailbox = ""
    report_to: tuple[Mailbox, ...] = ()  # who is told what a run came to
    folder: str = ""  # instead of a server: each mail becomes a file there
    host: Host = ""
    port_named: int | None = Field(default=None, alias="port", ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""  # empty: no login
    password_env: str = Field(default="BILLING_MAIL_PASSWORD", min_length=1)
    password_file: str = ""  # readable by its owner alone
    ca_file: str = ""  # instead of the machine's certificate authorities
    per_minute: int = Field(default=30, ge=1)
    per_run: int = Field(default=1000, ge=1)
    per_client: int = Field(default=20, ge=1)  # in one run

    @property
    def port(self) -> int:
        """The one named, or the usual one."""
        return self.port_named or _PORTS[self.security]

    @property
    def wanted(self) -> bool:
        """Whether what is issued is to be mailed at all."""
        return self.send != "never"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.user and self.security == "none":
            raise ValueError("no login without TLS: set security to starttls or tls")
        if self.wanted and not self.sender:
            raise ValueError("to send, it needs from = an address")
        if self.wanted and bool(self.folder) == bool(self.host):
            raise ValueError("to send, it needs host or folder, and not both")
        return self


Columns = dict[str, dict[str, list[str]]]  # kind -> figure -> further headers


class SourceSettings(_Frozen):
    """Headers of some files only: those whose name, or path below the inbox, matches."""

    match: str = Field(min_length=1)  # with * and ?, such as *京东* or 拼多多/*
    columns: Columns


class Settings(_Frozen):
    """Everything of billing.toml."""

    provider: ProviderSettings
    first_month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    run_day: int = Field(default=1, ge=1, le=28)
    time_zone: str = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    ledger: str = "ledger.db"
    register_file: str = Field(default="contracts.xlsx", alias="register")
    issue_date: date | None = None  # fixes the issue date, for reproducing a run; else today
    numbering: NumberingSettings = NumberingSettings()
    paper: PaperSettings = PaperSettings()
    folders: FolderSettings = FolderSettings()
    thresholds: ThresholdSettings = ThresholdSettings()
    approval: ApprovalSettings = ApprovalSettings()
    mail: MailSettings = MailSettings()
    columns: Columns = {}
    sources: tuple[SourceSettings, ...] = ()  # the first that matches a file counts
    roster: dict[str, str] = {}  # signs of rosters: on, off, a shift, or times

    @field_validator("time_zone")
    @classmethod
    def _known(cls, value: str) -> str:
        ZoneInfo(value)
        return value

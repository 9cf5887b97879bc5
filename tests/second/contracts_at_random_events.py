"""Random events of one client's month."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.second.contracts_at_random_terms import Row
from tests.second.contracts_at_random_usage import Account, Charge, Days, common, each_day


class Happenings:
    """The events of one client in one billing month; every one has a reference of its own."""

    def __init__(
        self,
        dice: Random,
        account: Account,
        month: str,
        days: Days,
        *,
        opening: bool,
        earlier: Mapping[str, tuple[str, int]],
    ) -> None:
        self._dice, self._account, self._month, self._days = dice, account, month, days
        self._opening = opening
        self._earlier = earlier
        self.rows: list[Row] = []

    def drawn(self) -> list[Row]:
        """Events of each charge, then of the client."""
        for charge in self._account.charges:
            if parts := charge.parts(self._days):
                self._of_charge(charge, parts)
        self._levels()
        self._money()
        raising = ("credit", "opening credit", "adjustment", "late refund")
        self._account.credited |= any(row["event"] in raising for row in self.rows)
        return self.rows

    def _tell(self, event: str, day: date | None = None, **more: str) -> None:
        if day is None and self._dice.random() < 0.5:
            day = self._dice.choice(each_day(self._days))
        when = f"{day or self._month}"
        reference = f"{self._account.code}-{self._month}-{len(self.rows)}"
        row = {"date": when, "client": self._account.code, "event": event, "reference": reference}
        self.rows.append(row | {name.rstrip("_"): text for name, text in more.items()})

    def _of_charge(self, charge: Charge, parts: list[Days]) -> None:
        match charge.terms.sheet, charge.terms.usage:
            case "Fixed", _:
                whole = (parts[0][0], parts[-1][1])
                self._vacancies(charge, parts[0] if charge.paused else whole)
            case "Monthly", "hours":
                for part in parts:
                    self._hours(charge, part)
            case "Project", _:
                self._project(charge, parts)
            case "Orders", _:
                self._late_refund(charge)
            case _:
                pass
        if self._opening:
            self._openings(charge, parts[0][0])

    def _openings(self, charge: Charge, day: date) -> None:
        """What an earlier system would hand on."""
        if charge.terms.first.get("unused") == "carry_over":
            self._quota(charge, day)
        carries = charge.terms.first.get("negative") != "zero"  # else it blocks: it has no effect
        if charge.terms.usage == "sales" and carries and self._dice.random() < 0.15:
            debt = self._dice.choice(("-500", "-1234.56", "-30000"))
            self._tell("opening net sales", day, charge=charge.code, amount=debt)

    def _project(self, charge: Charge, parts: list[Days]) -> None:
        if charge.terms.usage == "milestones":
            self._milestones(charge, parts)
        if self._dice.random() < 0.5:
            day = self._dice.choice(each_day(self._dice.choice(parts)))
            late = self._dice.choice(("0", "1", "3", "10", "40"))
            self._tell("days late", day, charge=charge.code, quantity=late)

    def _quota(self, charge: Charge, day: date) -> None:
        if self._dice.random() < 0.3:
            units = self._dice.choice(("1", "40", "500"))
            self._tell("opening quota", day, charge=charge.code, quantity=units)

    def _vacancies(self, charge: Charge, billed: Days) -> None:
        """Empty seats; one that lasts to the month's end may go on in the next."""
        dice, first = self._dice, self._days[0]
        for number in range(1, min(charge.fewest_seats, 2) + 1):
            seat = f"seat {number}"
            went_on = self._account.empty.pop((charge.code, seat), 0)
            if went_on and billed[0] == first and dice.random() < 0.7:
                self._empty(charge, billed, seat, first)
            elif dice.random() < 0.3:
                self._empty(charge, billed, seat, dice.choice(each_day(billed)))

    def _empty(self, charge: Charge, billed: Days, seat: str, start: date) -> None:
        end = self._dice.choice((start, start + timedelta(days=4), billed[1], billed[1]))
        days = common((start, end), billed)
        assert days is not None, "it begins on a billed day"
        if days[1] == self._days[1]:
            self._account.empty[charge.code, seat] = 1
        how_many = self._dice.choice(("", "1", "2") if charge.fewest_seats > 3 else ("", "1"))
        self._tell(
            "vacancy",
            days[0],
            charge=charge.code,
            item=seat,
            quantity=how_many,
            from_=f"{days[0]}",
            to=f"{days[1]}",
        )

    def _hours(self, charge: Charge, part: Days) -> None:
        whole = len(each_day(self._days))
        share = Decimal(len(each_day(part))) / whole
        bound = int(self._dice.choice(charge.terms.bounds) * share)
        given = max(0, bound + self._dice.choice((-30, -1, 0, 0, 1, 60)))
        halves = self._dice.choice((given, given, Decimal(given) + Decimal("0.5")))
        for hours in self._dice.choice(([halves], [Decimal(1), halves])):
            day = self._dice.choice(each_day(part))
            self._tell("delivered hours", day, charge=charge.code, quantity=f"{hours}")

    def _late_refund(self, charge: Charge) -> None:
        """Orders of the month before, where one price was theirs; now and then too many."""
        month, billed = self._earlier.get(charge.code, ("", 0))
        terms = charge.terms.first
        one_price = terms["method"] != "graduated" and terms["per"] in ("", "1")
        free = any(row["price"] == "0" for row in charge.terms.extra.get("Tiers", []))
        due = terms["late refunds"] and one_price and billed > 0
        due = due and not free and not self._account.credited
        if due and self._dice.random() < 0.6:
            orders = min(billed, self._dice.choice((1, 2, billed))) + self._dice.choice(
                (0,) * 9 + (1,)
            )
            day = self._dice.choice(each_day(self._days))
            self._tell(
                "late refund", day, charge=charge.code, quantity=f"{orders}", reference=month
            )

    def _milestones(self, charge: Charge, parts: list[Days]) -> None:
        names = [row["milestone"] for row in charge.terms.extra["Milestones"]]
        left = [name for name in names if f"{charge.code}/{name}" not in self._account.accepted]
        for name in self._dice.sample(left, self._dice.randint(0, len(left))):
            day = self._dice.choice(each_day(self._dice.choice(parts)))
            self._account.accepted.add(f"{charge.code}/{name}")
            self._tell("milestone accepted", day, charge=charge.code, item=name)

    def _levels(self) -> None:
        dice = self._dice
        for level in self._account.levels:
            if level.get("target"):
                step = dice.choice(("-6", "-2", "-1.5", "-0.01", "0", "0", "1", "1.5", "7"))
                measured = Decimal(level["target"]) + Decimal(step)
                self._tell("measured level", item=level["measure"], quantity=f"{measured}")
            if level.get("per case"):
                for _ in range(dice.choice((0, 1, 2))):
                    cases = dice.choice(("", "1", "3"))
                    self._tell("quality case", item=level["measure"], quantity=cases)

    def _money(self) -> None:
        dice = self._dice
        if dice.random() < 0.2:
            for _ in range(dice.choice((1, 2))):
                amount = dice.choice(("-20", "12.34", "-100000", "0.01", "-1500.5"))
                self._tell("adjustment", amount=amount, reason="agreed", by="finance")
        for event, share in (("prepayment", 0.12), ("credit", 0.12)):
            if dice.random() < share:
                self._tell(event, amount=dice.choice(("0.01", "300", "999999", "2500.25")))
        if self._opening and dice.random() < 0.1:
            self._tell("opening credit", amount=dice.choice(("50", "4000")))
        if self._opening and dice.random() < 0.1:
            self._tell("opening prepayment", amount=dice.choice(("50", "4000")))

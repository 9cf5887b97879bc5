"""Papers that are hard to lay out, each with the stationery it is printed on."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from billing.invoice import Annex, Chart, CreditNote, DayBar, DraftInvoice, Invoice, InvoiceLanguage
from billing.party import Bank
from billing.render import Stationery
from tests.render.conftest import (
    CLIENT,
    OCTOBER,
    draft,
    drafts,
    everything,
    invoice,
    line,
)
from tests.render.corrected import credit_note, documents, relined, revised

Paper = tuple[Invoice | CreditNote, Stationery]

_ADDRESS = (
    "上海市浦东新区中国（上海）自由贸易试验区样例路 1288 弄 66 号范例国际商务中心二期北塔 23 层"
    " 2301 至 2309 室（入口在示范大道一侧，请由 B 座货梯上楼）"
    "Sample International Business Centre, North Tower"
)
_REASON = (
    "十月份接待量文件缺少 10-29 至 10-31 三天的数据，且“大促”日类型漏填两天；"
    "双方客服负责人于 11 月 4 日电话核对后确认以更正后的文件为准，"
    "本单全额冲销后按更正数据重新开具 (ticket CS-2026-1104)。"
)
_INK = (31, 78, 121, 255)


def picture(folder: Path, name: str, size: tuple[int, int], paper: int = 255) -> str:
    """A logo of rings and bars, drawn; `paper` 0 leaves its ground transparent."""
    width, height = size
    image = Image.new("RGBA", size, (255, 255, 255, paper))
    pen, side = ImageDraw.Draw(image), min(size)
    edge = side // 8
    pen.ellipse((edge, edge, side - edge, side - edge), outline=_INK, width=edge)
    if width > height:
        pen.rectangle((side + edge, height // 3, width - edge, height * 2 // 3), fill=_INK)
    if height > width:
        pen.rectangle((width // 3, side + edge, width * 2 // 3, height - edge), fill=_INK)
    image.save(folder / name)
    return name


def seal(folder: Path) -> str:
    """A round red seal on a transparent ground."""
    image = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((6, 6, 234, 234), outline=(200, 30, 30, 220), width=8)
    pen.regular_polygon((120, 120, 46), 5, rotation=36, fill=(200, 30, 30, 220))
    image.save(folder / "seal.png")
    return "seal.png"


def seven_modes(language: InvoiceLanguage = "zh") -> DraftInvoice:
    """A client that is charged in all seven ways, in one month."""
    whole = everything(language)
    more = (
        line("R1/reception_fee/1", "接待服务费 · 第1档", "1000 reception 1.50 1500.00", store="S2"),
        line(
            "R1/reception_fee/2",
            "接待服务费 · 第2档",
            "3200 reception 1.20 3840.00",
            store="S2",
            working="(4200 - 1000) x 1.20 = 3840.00",
        ),
        line(
            "O1/order_fee/",
            "按单服务费",
            "612 order 0.85 520.20",
            store="S2",
            working="(655 - 31 - 12) x 0.85 = 520.20",
        ),
        line(
            "P1/project_fee/",
            "项目服务费",
            "1 project 13200 13200.00",
            working="8000.00 x 1.2 x 1.25 x 1.1 = 13200.00",
        ),
    )
    named = {"R1": "按接待 · 分段累进", "O1": "按订单", "P1": "会员运营"}
    tables = (
        Annex(
            code="receptions",
            charge="R1",
            store="S2",
            columns=("what", "count"),
            rows=(("total", 4520), ("robot", -230), ("spam", -90), ("effective", 4200)),
            headers=("接待人数", "机器人接待"),
        ),
        Annex(
            code="orders",
            charge="O1",
            store="S2",
            columns=("paid", "cancelled", "refunded", "billable"),
            rows=((655, 31, 12, 612),),
        ),
        Annex(
            code="fixed",
            charge="F1",
            store="S1",
            columns=("from", "to", "seats", "what"),
            rows=((OCTOBER.start, OCTOBER.last, 2, "seats_occupied"),),
        ),
    )
    *first, last = whole.lines
    return replace(
        relined(whole, *first, *more, last),
        charge_labels={**whole.charge_labels, **named},
        annex=(*whole.annex, *tables),
        charts=(*whole.charts, _orders()),
    )


def _orders() -> Chart:
    """A chart whose days differ widely, some without a figure."""
    counts = (22, 0, 31, 18, 4, 45, 60, 7, 29, 12, 33, 0, 19, 21, 88)
    days = zip(OCTOBER, counts, strict=False)
    return Chart(
        code="orders", bars=tuple(DayBar(day=day, figure=Decimal(count)) for day, count in days)
    )


def changed(count: int = 40) -> Invoice:
    """A second revision in which every one of many lines is another than it was."""
    lines = tuple(
        line(f"F{place}/seat_fee/", f"坐席服务费 {place}", "2 seat 2700 5400.00", store="S1")
        for place in range(count)
    )
    now = tuple(
        replace(
            one,
            quantity=Decimal(3),
            amount=Decimal("8100.00"),
            working="3 x 2700 = 8100.00",
        )
        for one in lines
    )
    return revised(invoice(draft(*lines)), *now)


def _named() -> DraftInvoice:
    """Chinese and Latin in one name, rare characters, and a very long address."""
    whole = draft(
        line("M1/package_fee/", "包月服务费", "1 month 6000 6000.00", store="S1"),
        line("M1/overage/", "超额服务费 beyond 5000", "830 reception 1.20 996.00", store="S2"),
        language="zh-en",
    )
    client = replace(CLIENT, name="喆堃镕Outdoor户外用品(Shanghai)有限公司", address=_ADDRESS)
    stores = {"S1": "喆堃镕Outdoor旗舰店", "S2": "Zhé堃 2nd镕 Store（奥莱）"}
    return replace(whole, client=client, store_names=stores)


def _without_account() -> DraftInvoice:
    whole = everything()
    return replace(whole, provider=replace(whole.provider, bank=Bank()))


def papers(folder: Path) -> Mapping[str, Paper]:
    """Every hard paper by its name; pictures are drawn into `folder`."""
    plain = Stationery()
    sizes = {"wide": (900, 90), "tall": (90, 360), "square": (240, 240)}
    logos = {
        name: Stationery(
            templates=folder,
            logo=picture(folder, f"{name}.png", size, paper=0 if name == "square" else 255),
            seal=seal(folder),
        )
        for name, size in sizes.items()
    }
    cases = {**drafts(), "names": _named(), "account": _without_account(), "seven": seven_modes()}
    cases["seven_both"] = seven_modes("zh-en")
    return {
        **{name: (invoice(case), plain) for name, case in cases.items()},
        **{name: (document, plain) for name, document in documents().items()},
        **{f"logo_{name}": (invoice(everything()), look) for name, look in logos.items()},
        "logo_both": (invoice(everything("zh-en")), logos["wide"]),
        "changed": (changed(), plain),
        "reason": (credit_note(invoice(everything("zh-en")), _REASON), logos["square"]),
    }

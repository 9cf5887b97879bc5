"""Figures of a span, taken from usage rows: complete and known, or the problem why not.

Missing is never zero: a store without rows, an empty cell, a total that covers other days too or
an excluded class without its column is a problem that blocks.
"""

from billing.measure.bands import tier_table, tier_words
from billing.measure.columns import Column, Columns, Figure, headers, stated, summed
from billing.measure.days import days, hour_days, order_days, reception_days
from billing.measure.delivered import Delivered, delivered
from billing.measure.orders import Buyers, NetOrders, conversion, net_orders
from billing.measure.receptions import Effective, effective, is_night
from billing.measure.rowset import Rowset, blocked, by_day, events, rows
from billing.measure.tables import average_note, reception_table

__all__ = [
    "Buyers",
    "Column",
    "Columns",
    "Delivered",
    "Effective",
    "Figure",
    "NetOrders",
    "Rowset",
    "average_note",
    "blocked",
    "by_day",
    "conversion",
    "days",
    "delivered",
    "effective",
    "events",
    "headers",
    "hour_days",
    "is_night",
    "net_orders",
    "order_days",
    "reception_days",
    "reception_table",
    "rows",
    "stated",
    "summed",
    "tier_table",
    "tier_words",
]

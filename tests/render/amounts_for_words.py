"""The amounts that words are tried with."""

from decimal import Decimal

from hypothesis import strategies as st

_LARGEST = 10**14  # cents: 10^12 yuan, 壹万亿元
_even = st.integers(-_LARGEST, _LARGEST)
# Digits mostly zero: the rules are about zeros, and evenly drawn amounts have few.
_zeros = st.builds(
    lambda digits, sign: sign * int("".join(digits)),
    st.lists(st.sampled_from("00000129"), min_size=1, max_size=14),
    st.sampled_from((1, -1)),
)
AMOUNTS = (_even | _zeros).map(lambda cents: Decimal(cents).scaleb(-2))
"""From minus to plus 10^12 yuan, in cents."""

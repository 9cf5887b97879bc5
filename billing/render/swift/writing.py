"""The parts of a PDF, each turned to bytes once: pydyf compresses all twice, for a hash as well."""

from typing import Any

import pydyf


class _Done(pydyf.Object):  # type: ignore[misc]
    """A part as bytes. It may be packed together with others unless it is a stream."""

    data = b""
    compressible = True

    def __init__(self, part: Any) -> None:
        super().__init__()
        self.number, self.offset = part.number, part.offset
        self.generation, self.free = part.generation, part.free
        self.data = part.data
        self.compressible = part.compressible


def once(pdf: Any) -> None:
    """Turn every part to bytes; nothing may change it any more."""
    pdf.objects[:] = [part if part.free == "f" else _Done(part) for part in pdf.objects]

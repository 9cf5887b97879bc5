"""The README's picture: the first page of a sample invoice, after `make demo`."""

import sys
from pathlib import Path

import pypdfium2
from PIL import ImageOps

SCALE = 1.5  # of 72 dots an inch

pdf, picture = map(Path, sys.argv[1:])
page = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil()
framed = ImageOps.expand(page.quantize(64).convert("RGB"), border=1, fill="#c8ccd2")
framed.quantize(64).save(picture, optimize=True)

"""What makes a PDF smaller without changing what is seen, read aloud or found in it.

Done in WeasyPrint's finisher, so it is done with and without the shortcuts of `swift`.
"""

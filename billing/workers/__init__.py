"""Who does the long work: this process, processes of this machine, or a Dask cluster.

A `Job` is a call that can be pickled, with a key. A crew takes jobs as they come and gives back
what each made, or the `Fault` that kept it from being made, in the order in which they end. Nothing
that a worker does is lasting: it opens no ledger and writes no file, so whoever dies with a job in
hand costs its repetition and nothing else.
"""

from billing.workers.alike import signing
from billing.workers.crew import FEW, HERE, Crew, opened
from billing.workers.place import Place, place
from billing.workers.shard import Fault, Job, Sign, each_tried, together, tried

__all__ = [
    "FEW",
    "HERE",
    "Crew",
    "Fault",
    "Job",
    "Place",
    "Sign",
    "each_tried",
    "opened",
    "place",
    "signing",
    "together",
    "tried",
]

"""What a peer has in common with the others: it does its work once for every line that it reads."""

import os
import sys

# Before NumPy or PyTorch are imported: all peers run on one thread.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"


def serve(name, measure):
    """Prints the peer's name and version, then a figure for every line on standard input."""
    print(name, flush=True)
    for _ in sys.stdin:
        print(measure(), flush=True)

"""openTSNE: python tsne.py DATA N D METHOD

DATA holds N rows of D little-endian doubles; METHOD is bh or fft. Perplexity 30, 1,000 iterations,
of which the first 250 with exaggeration. Figures are seconds.
"""

import sys
import time

from repeat import serve

import numpy as np
import openTSNE

path, n, d, method = sys.argv[1:]
X = np.fromfile(path, dtype="<f8").reshape(int(n), int(d))


def seconds():
    start = time.perf_counter()
    openTSNE.TSNE(
        perplexity=30,
        negative_gradient_method=method,
        early_exaggeration_iter=250,
        n_iter=750,
        n_jobs=1,
        random_state=1,
    ).fit(X)
    return time.perf_counter() - start


serve(f"openTSNE {openTSNE.__version__} {method}, 1 thread", seconds)

"""gensim's word2vec: python skipgram.py CORPUS EPOCHS

CORPUS holds a sentence a line, its words separated by spaces. Figures are words a second, vocabulary
included: words of the corpus times epochs, by the time from lists of words to vectors.
"""

import sys
import time

from repeat import serve

import gensim

corpus, epochs = sys.argv[1], int(sys.argv[2])
with open(corpus, encoding="utf-8") as lines:
    sentences = [line.split() for line in lines]
words = epochs * sum(map(len, sentences))


def words_per_second():
    start = time.perf_counter()
    gensim.models.Word2Vec(
        sentences,
        sg=1,
        vector_size=100,
        window=5,
        negative=5,
        min_count=5,
        sample=1e-3,
        epochs=epochs,
        workers=1,
        seed=1,
    )
    return words / (time.perf_counter() - start)


serve(f"gensim {gensim.__version__}, 1 worker", words_per_second)

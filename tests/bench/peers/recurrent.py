"""PyTorch's recurrent layers: python recurrent.py CELL WORK UNITS BATCH STEPS INPUTS

CELL is rnn, gru or lstm; WORK is step (one Adam training step on the mean squared error of all
outputs) or forward. Figures are milliseconds.
"""

import sys
import time

from repeat import serve

import torch

torch.set_num_threads(1)
torch.manual_seed(1)

cell, work = sys.argv[1:3]
units, batch, steps, inputs = map(int, sys.argv[3:])
layer = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell](inputs, units)
optimizer = torch.optim.Adam(layer.parameters(), lr=1e-3)
x = torch.randn(steps, batch, inputs)
y = torch.rand(steps, batch, units)


def step():
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(layer(x)[0], y)
    loss.backward()
    optimizer.step()
    loss.item()


def forward():
    with torch.no_grad():
        layer(x)


def milliseconds():
    run = step if work == "step" else forward
    times = 0
    start = time.perf_counter()
    elapsed = 0
    while elapsed < 0.02:
        run()
        times += 1
        elapsed = time.perf_counter() - start
    return 1000 * elapsed / times


serve(f"PyTorch {torch.__version__.split('+')[0]}, 1 thread", milliseconds)

"""Runs a notebook in its own kernel, in place, from the first cell to the last or to the first error.

usage: execute.py NOTEBOOK

Prints one JSON object a line: {"started": 3, "of": 40} as each cell begins, and at the end, if a
cell failed, {"failed": its index, "message": the error as the learner would see it}; or, if there
is no kernel to run any, {"noKernel": why}.
"""

import json
import sys
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_A_CELL = 300


def tell(**event):
    print(json.dumps(event), flush=True)


class CellSkipped(Exception):
    pass


def main(path):
    notebook = nbformat.read(path, as_version=4)
    current = None

    def started(cell, cell_index):
        nonlocal current
        current = cell_index
        tell(started=cell_index + 1, of=len(notebook.cells))

    def executed(cell, cell_index, execute_reply):
        # nbclient takes an `aborted` reply for success, though the cell never ran.
        status = execute_reply["content"]["status"]
        if status not in ("ok", "error"):
            raise CellSkipped(f"the kernel did not run it: {status}")

    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=started,
        on_cell_executed=executed,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        tell(failed=current, message=error.traceback or f"{error.ename}: {error.evalue}")
    except CellTimeoutError:
        tell(failed=current, message=f"it ran longer than {SECONDS_A_CELL} s")
    except DeadKernelError:
        tell(failed=current, message="the kernel died while it ran")
    except CellSkipped as error:
        tell(failed=current, message=str(error))
    except (NoSuchKernel, RuntimeError) as error:
        if current is not None:
            raise
        tell(noKernel=str(error))
    nbformat.write(notebook, path)


main(Path(sys.argv[1]).resolve())

"""Starts the course's kernel the way Jupyter does, runs one cell, and prints what came of it."""

import json
import sys
import time

from jupyter_client.manager import start_new_kernel

CELL = "import { Matrix } from 'unrolled';\nMatrix.zeros(2, 3).cols * 14"

start = time.monotonic()
manager, client = start_new_kernel(kernel_name="tslab", startup_timeout=60)
ready = time.monotonic()
said = []


def hear(message):
    content = message["content"]
    said.append(
        content.get("data", {}).get("text/plain")
        or content.get("text")
        or content.get("evalue")
        or ""
    )


try:
    reply = client.execute_interactive(CELL, timeout=60, output_hook=hear)
    result = {
        "status": reply["content"]["status"],
        "said": "".join(said).strip(),
        "startSeconds": round(ready - start, 1),
        "cellSeconds": round(time.monotonic() - ready, 1),
    }
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(result))
sys.stdout.flush()

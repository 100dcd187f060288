"""Runs kernels for the tests: one JSON object a line comes in, one goes out for each.

{"do": "start", "argv": [...], "cwd": DIR}       -> {"ms": ...}
{"do": "execute", "code": ..., "interrupt_after": s, "stop_on_error": false, "silent": true}
    -> {"messages": [...], "reply": {...}, "ms": ...}
{"do": "run_all", "cells": [...]}                 -> {"replies": [...]}: all sent before any is answered
{"do": "late", "seconds": s}                      -> {"messages": [...]}: what comes although no cell runs
{"do": "complete" | "inspect", "code": ..., "position": n} -> {"reply": {...}}
{"do": "request", "type": ..., "content": {}}      -> {"reply": {...}}
{"do": "run_notebook", "argv": [...], "cwd": DIR, "cells": [...]}
    -> {"outputs": [[...], ...]}: by nbclient, as `jupyter execute` does it, in a kernel of its own
{"do": "stop"}                                     -> {"exit": status, "log": what it wrote}
"""

import json
import os
import sys
import tempfile
import threading
import time
from queue import Empty

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient

PATIENCE = 60


class OneKernelSpec(KernelSpecManager):
    """Hands out the kernelspec under test, whatever is installed on the machine."""

    argv = []

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(argv=self.argv, display_name="TypeScript", language="typescript")


class Kernel:
    def start(self, argv, cwd):
        began = time.monotonic()
        specs = OneKernelSpec()
        specs.argv = argv
        self.manager = KernelManager(kernel_name="tslab", kernel_spec_manager=specs)
        # Of its own: Node makes an inherited pipe non-blocking, for everybody who holds it.
        self.log = tempfile.TemporaryFile()
        self.manager.start_kernel(cwd=cwd, stdout=self.log, stderr=self.log)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        return {"ms": milliseconds_since(began), "pid": self.manager.provisioner.pid}

    def execute(self, code, interrupt_after=None, **options):
        began = time.monotonic()
        request = self.client.execute(code, **options)
        if interrupt_after is not None:
            threading.Timer(interrupt_after, self.manager.interrupt_kernel).start()
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if is_idle(message):
                break
            messages.append(plain(message))
        reply = self.replies_to([request])[0]
        return {"messages": messages, "reply": reply["content"], "ms": milliseconds_since(began)}

    def run_all(self, cells, **options):
        requests = [self.client.execute(code, **options) for code in cells]
        replies = self.replies_to(requests)
        idle = set()
        while idle != set(requests):
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if is_idle(message):
                idle.add(message["parent_header"]["msg_id"])
        return {"replies": [reply["content"] for reply in replies]}

    def replies_to(self, requests):
        """Their replies, in the order in which they came; others are dropped."""
        replies = []
        while len(replies) < len(requests):
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] in requests:
                replies.append(reply)
        order = [reply["parent_header"]["msg_id"] for reply in replies]
        assert order == requests, "the replies are out of order"
        return replies

    def late(self, seconds):
        messages = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                messages.append(plain(self.client.get_iopub_msg(timeout=left)))
            except Empty:
                break
        return {"messages": messages}

    def complete(self, code, position):
        return {"reply": self.client.complete(code, position, reply=True)["content"]}

    def inspect(self, code, position):
        return {"reply": self.client.inspect(code, position, reply=True)["content"]}

    def request(self, type, content):
        session = self.client.session
        message = session.msg(type, content)
        self.client.shell_channel.send(message)
        reply = self.replies_to([message["header"]["msg_id"]])[0]
        return {"type": reply["header"]["msg_type"], "reply": reply["content"]}

    def run_notebook(self, argv, cwd, cells):
        specs = OneKernelSpec()
        specs.argv = argv
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        manager = AsyncKernelManager(kernel_name="tslab", kernel_spec_manager=specs)
        client = NotebookClient(
            notebook, km=manager, timeout=PATIENCE, allow_errors=True, coalesce_streams=True
        )
        with tempfile.TemporaryFile() as log:
            try:
                client.execute(cwd=cwd, stdout=log, stderr=log)
            finally:
                # nbclient leaves a manager that it was given, and its kernel, alone.
                run_sync(manager.shutdown_kernel)(now=True)
        return {"outputs": [cell.outputs for cell in notebook.cells]}

    def stop(self):
        process = self.manager.provisioner.process
        self.client.shutdown()
        process.wait(timeout=PATIENCE)
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.log.seek(0)
        return {"exit": process.returncode, "log": self.log.read().decode()}


def is_idle(message):
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"


def plain(message):
    return {"type": message["msg_type"], "content": message["content"]}


def milliseconds_since(began):
    return round(1000 * (time.monotonic() - began), 1)


def main():
    kernel = Kernel()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = getattr(kernel, order.pop("do"))(**order)
        except Exception as error:  # told to the test, which fails with it
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)


main()
# Without the interpreter's clean-up, which complains about event loops that jupyter_client left.
os._exit(0)

"""Runs kernels for the tests: one JSON object a line comes in, one goes out for each.

{"do": "start", "argv": [...], "cwd": DIR}       -> {"ms": ...}
{"do": "execute", "code": ..., "interrupt_after": s, "stop_on_error": false, "silent": true}
    -> {"messages": [...], "reply": {...}, "ms": ...}
{"do": "run_all", "cells": [...]}                 -> {"replies": [...]}: all sent before any is answered
{"do": "late", "seconds": s}                      -> {"messages": [...]}: what comes although no cell runs
{"do": "complete" | "inspect", "code": ..., "position": n} -> {"reply": {...}}
{"do": "request", "type": ..., "content": {}}      -> {"reply": {...}}
{"do": "stop"}                                     -> {"exit": status, "ms": ...}
"""

import json
import signal
import sys
import threading
import time
from queue import Empty

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

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
        self.manager.start_kernel(cwd=cwd)
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

    def signal(self):
        """SIGINT to the kernel's process only, while no cell runs."""
        self.manager.signal_kernel(signal.SIGINT)
        return {}

    def stop(self):
        began = time.monotonic()
        process = self.manager.provisioner.process
        self.client.shutdown()
        process.wait(timeout=PATIENCE)
        ms = milliseconds_since(began)
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        return {"exit": process.returncode, "ms": ms}


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

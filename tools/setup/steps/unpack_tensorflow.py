"""Takes out of a TensorFlow wheel what tfjs-node's addon is compiled and run with: two libraries and
a few C headers, 0.85 GB of 1.3. Usage: unpack_tensorflow.py WHEEL FOLDER"""

import os
import shutil
import sys
import zipfile

LIBRARIES = ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")
# What tensorflow/c/eager/c_api.h and tfjs-node's string tensors include, in the end.
HEADERS = ("tensorflow/c/", "tensorflow/core/platform/ctstring", "tsl/platform/ctstring", "xla/tsl/c/")


def target(name):
    """Where a member of the wheel goes, or None."""
    if name.removeprefix("tensorflow/") in LIBRARIES:
        return name.removeprefix("tensorflow/")
    header = name.removeprefix("tensorflow/include/")
    if header != name and header.startswith(HEADERS) and header.endswith(".h"):
        return os.path.join("include", header)
    return None


def main(wheel_path, folder):
    with zipfile.ZipFile(wheel_path) as wheel:
        taken = {name: target(name) for name in wheel.namelist() if target(name)}
        missing = set(LIBRARIES) - set(taken.values())
        if missing:
            sys.exit(f"{wheel_path} holds no {' and no '.join(sorted(missing))}")
        for name, path in taken.items():
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            print(os.path.basename(path), flush=True)
            with wheel.open(name) as source, open(path, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)


main(*sys.argv[1:])

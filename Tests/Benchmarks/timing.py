"""Commands in, how long each took out; and the table in which the benchmarks print it."""

import os
import pathlib
import signal
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def build(skip):
    """The path of the release that people install."""
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "preflight"]
    if not skip:
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    folder = subprocess.run(command[:-2] + ["--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return folder.stdout.strip() + "/preflight"


class Times:
    """Milliseconds: wall clock from posix_spawn to wait4, and user + system of the child."""

    def __init__(self):
        self.wall, self.cpu = [], []


def take_turns(commands, rounds):
    """Runs the commands in turn; the first three rounds only warm the caches."""
    times = [Times() for _ in commands]
    for number in range(rounds + 3):
        for command, into in zip(commands, times):
            wall, cpu = launch(command)
            if number >= 3:
                into.wall.append(wall)
                into.cpu.append(cpu)
    return times


def launch(command, stdin=os.devnull, stdout=os.devnull, patience=None):
    """Milliseconds by the clock and of the processor. A command that outlives `patience` seconds is killed."""
    created = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [(os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, stdout, created, 0o600),
             (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter_ns()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=files)
    end = threading.Timer(patience, os.kill, (process, signal.SIGKILL)) if patience else None
    if end:
        end.start()
    _, _, usage = os.wait4(process, 0)
    wall = time.perf_counter_ns() - start
    if end:
        end.cancel()
    return wall / 1e6, (usage.ru_utime + usage.ru_stime) * 1e3


class Row:
    """A measurement; with a floor its limit is a ratio to it, and missed when neither the medians nor the minima keep it."""

    def __init__(self, name, values, unit, floor=None, limit=None):
        self.name, self.unit, self.limit = name, unit, limit
        self.median, self.minimum = statistics.median(values), min(values)
        self.ratios = (self.median / statistics.median(floor), self.minimum / min(floor)) if floor else None

    @property
    def missed(self):
        if self.limit is None:
            return False
        return (min(self.ratios) if self.ratios else self.median) > self.limit


def print_table(rows, title="", compared_with="the floor"):
    print(f"{title:38}{'median':>10}{'min':>10}   {'times ' + compared_with:<23}limit")
    for row in rows:
        ratios = f"{row.ratios[0]:.2f} (of minima {row.ratios[1]:.2f})" if row.ratios else ""
        limit = "" if row.limit is None else f"{row.limit}{'' if row.ratios else ' ' + row.unit}"
        missed = "  MISSED" if row.missed else ""
        line = f"{row.name:38}{row.median:7.2f} {row.unit}{row.minimum:7.2f} {row.unit}   {ratios:<23}{limit}{missed}"
        print(line.rstrip())

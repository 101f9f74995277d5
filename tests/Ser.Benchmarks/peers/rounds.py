"""Lets programs take turns, round by round, and compares the medians of what they answer.

A peer is a program that measures one round for every line on its standard input and answers with a line
"clock processor units": µs per unit of work by the clock, µs per unit of this program's processor time, units done.
Standard library only: the driver runs under any python3.
"""
import os
import re
import statistics
import subprocess
import sys
import time

WARM_UP_ROUNDS = 4   # uncounted: compilers, caches and allocators settle


class Program:
    """A peer that stays alive between its rounds."""

    def __init__(self, name, command):
        self.name = name
        environment = dict(os.environ, **ONE_THREAD)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def round(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name}: ended without an answer (exit {self.process.wait()})")
        clock, processor, _ = map(float, line.split())
        return clock, processor

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Command:
    """A peer that is started anew for every round; its start counts. Units: how much work one start does."""

    def __init__(self, name, command, units, one_thread=True):
        self.name, self.command, self.units = name, command, units
        self.environment = dict(os.environ, **(ONE_THREAD if one_thread else {}))

    def round(self):
        before = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - before
        if status:
            sys.exit(f"{self.name}: failed ({' '.join(self.command[:6])} ...)")
        return clock * 1e6 / self.units, (used.ru_utime + used.ru_stime) * 1e6 / self.units

    def close(self):
        pass


ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def take_turns(peers, rounds):
    """Every peer once per round; returns {name: [(clock, processor), ...]}."""
    answers = {peer.name: [] for peer in peers}
    for number in range(WARM_UP_ROUNDS + rounds):
        for peer in peers if number % 2 == 0 else reversed(peers):   # both directions: nobody always follows the same one
            if number < WARM_UP_ROUNDS and isinstance(peer, Command) and number > 0:
                continue   # a program that starts anew has nothing to warm but the disk's cache
            answer = peer.round()
            if number >= WARM_UP_ROUNDS:
                answers[peer.name].append(answer)
    for peer in peers:
        peer.close()
    return answers


def median(answers, which):
    return statistics.median(answer[which] for answer in answers)


def compare(answers, ours, unit, rate=None):
    """Prints medians, how far the middle half of the rounds spreads, and how many times as long as ours each peer takes."""
    print(f"{'':<34} {'µs per ' + unit:>18} {'middle half':>19} {'processor µs':>13} {'× ours':>7} {'× processor':>11}"
          + (f" {rate:>11}" if rate else ""))
    for name, values in answers.items():
        clock, processor = median(values, 0), median(values, 1)
        low, _, high = statistics.quantiles([value[0] for value in values], n=4) if len(values) > 1 else (clock,) * 3
        line = f"{name:<34} {clock:18.3f} {f'{low:.3f} … {high:.3f}':>19} {processor:13.3f}"
        line += f" {clock / median(answers[ours], 0):7.2f} {processor / median(answers[ours], 1):11.2f}"
        print(line + (f" {1e6 / clock:11.1f}" if rate else ""))
    print(f"load now {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {len(values)} rounds\n", flush=True)


def available(python, modules):
    """Whether a Python has these modules; says what is missing."""
    missing = [module for module in modules
               if subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode]
    for module in missing:
        print(f"left out: {python} has no {module} (Debian: apt-get install --no-install-recommends python3-{module})", flush=True)
    return not missing


def recordings(folder):
    """All WAV files below a folder, in a fixed order."""
    found = sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names if re.search(r"\.wav$", name, re.I))
    return found or sys.exit(f"{folder}: no .wav in it")

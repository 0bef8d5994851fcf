# SPDX-License-Identifier: BSD-3-Clause
"""workload.py NAME ROUNDS: one of a few fixed loads on the interpreter, which say what they
computed so that two interpreters can be compared."""
import json
import math
import re
import sys


def modules(rounds):
    """Which of the modules in C are there whose absence only makes things slow."""
    from importlib import import_module
    found = []
    for name in ("_bisect", "_csv", "_datetime", "_elementtree", "_heapq", "_json", "_pickle", "_random",
                 "_struct", "array", "math", "zlib"):
        try:
            import_module(name)
            found.append(name)
        except ImportError:
            pass
    return " ".join(found)


def nbody(rounds):
    """Five bodies under gravity: arithmetic on floats in lists."""
    bodies = [[0, 0, 0, 0, 0, 0, 39.478], [4.84, -1.16, -.10, .606, 2.81, -.02, .037],
              [8.34, 4.12, -.4, -1.01, 1.82, .008, .011], [12.8, -15.1, -.22, 1.08, .868, -.01, .0017],
              [15.3, -25.9, .179, .979, .594, -.034, .002]]
    for _ in range(rounds * 6000):
        for i, a in enumerate(bodies):
            for b in bodies[i + 1:]:
                x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
                # A square root is exact everywhere; a power's last bit is the library's, and grows here.
                d = x * x + y * y + z * z
                f = .001 / (d * math.sqrt(d))
                ma, mb = a[6] * f, b[6] * f
                a[3] -= x * mb
                a[4] -= y * mb
                a[5] -= z * mb
                b[3] += x * ma
                b[4] += y * ma
                b[5] += z * ma
            for k in range(3):
                a[k] += .001 * a[k + 3]
    return round(bodies[0][0], 6)


class Task:
    """One of a ring of tasks that hand packets on, as Richards has them."""

    def __init__(self, number):
        self.number, self.queue, self.done, self.next = number, [], 0, None

    def run(self):
        if self.queue:
            packet = self.queue.pop(0)
            self.done += 1
            if packet.hops:
                packet.hops -= 1
                self.next.take(packet)
            return True
        return False

    def take(self, packet):
        self.queue.append(packet)


class Packet:
    def __init__(self, hops):
        self.hops = hops


def tasks(rounds):
    """A scheduler of objects: calls of methods, attributes, small lists."""
    ring = [Task(i) for i in range(8)]
    for i, t in enumerate(ring):
        t.next = ring[(i * 3 + 1) % len(ring)]
    for t in ring:
        for i in range(10):
            t.take(Packet(rounds * 1200 + i))
    while any([t.run() for t in ring]):
        pass
    return [t.done for t in ring]


def texts(rounds):
    """JSON, regular expressions, dictionaries, sorting: mostly the library's C."""
    total = 0
    for n in range(rounds * 25):
        data = {"key%d" % i: {"n": i * n, "s": "text %d" % (i % 17), "l": list(range(i % 9))}
                for i in range(250)}
        text = json.dumps(data, indent=1)
        again = json.loads(text)
        words = re.findall(r"[a-z]+\d+", text)
        counts = {}
        for w in words:
            counts[w] = counts.get(w, 0) + 1
        total += len(text) + len(sorted(counts.items(), key=lambda p: (p[1], p[0]))) + len(again)
    return total


def nothing(_):
    """The interpreter's start and end."""
    return 0


print(globals()[sys.argv[1]](int(sys.argv[2])))

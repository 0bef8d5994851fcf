# SPDX-License-Identifier: BSD-3-Clause
"""Threads that compute take turns, and one that waits is told in time."""
import queue
import threading

numbers, sums = queue.Queue(), queue.Queue()
seen = set()
both = threading.Barrier(4)


def add():
    both.wait()
    total = 0
    while (n := numbers.get()) is not None:
        total += n
        seen.add(threading.get_ident())
    sums.put(total)


threads = [threading.Thread(target=add, daemon=True) for _ in range(4)]
for t in threads:
    t.start()
for i in range(100):
    numbers.put(i)
for t in threads:
    numbers.put(None)
for t in threads:
    t.join()
print("of four threads", sum(sums.get() for _ in threads))

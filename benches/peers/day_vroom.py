"""A day by VROOM (pyvroom), its highest exploration level."""
from datetime import timedelta

import vroom

from day_common import PROBLEM, SECONDS, THREADS, answer

limit = timedelta(seconds=SECONDS)
found = vroom.Input.from_json(PROBLEM).solve(exploration_level=5, nb_threads=THREADS, timeout=limit)
found = found.to_dict()
answer(
    [
        (route["vehicle"], [step["id"] for step in route["steps"] if step["type"] == "job"])
        for route in found["routes"]
    ],
    [job["id"] for job in found["unassigned"]],
)

"""What the workers of a day share.

usage of a worker: python WORKER.py PROBLEM SECONDS THREADS ANSWER

PROBLEM is in VROOM's JSON with matrices, ANSWER becomes a solution in VROOM's JSON.

Of a solver's tours the order of the jobs is kept and the times are made anew, because solvers differ
in breaks: VROOM takes them on the road, vrp-cli skips one when the day is over before, and the rules
here want each van that is used to stand still for it. So each break is put where it fits, which costs
nothing; a tour in which it fits nowhere is left for the checker to find.
"""
import json
import sys
from itertools import combinations_with_replacement

PROBLEM, SECONDS, THREADS, ANSWER = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

with open(PROBLEM, encoding="utf-8") as file:
    GIVEN = json.load(file)
JOBS = {job["id"]: job for job in GIVEN["jobs"]}
VEHICLES = {vehicle["id"]: vehicle for vehicle in GIVEN["vehicles"]}
TIMES = GIVEN["matrices"]["car"]["durations"]


def answer(tours, unassigned):
    """Writes the solution; tours are pairs of a vehicle's id and its jobs' ids in order."""
    routes = [{"vehicle": vehicle, "steps": timed(VEHICLES[vehicle], jobs)} for vehicle, jobs in tours]
    solution = {"code": 0, "routes": routes, "unassigned": [{"id": job} for job in unassigned]}
    with open(ANSWER, "w", encoding="utf-8") as file:
        json.dump(solution, file)


def timed(vehicle, jobs):
    """The steps of a tour with its breaks at the first places where they fit."""
    breaks = vehicle["breaks"]
    for places in combinations_with_replacement(range(len(jobs) + 1), len(breaks)):
        steps, fits = scheduled(vehicle, jobs, list(zip(places, breaks)))
        if fits:
            return steps
    return steps


def scheduled(vehicle, jobs, breaks):
    """The steps when each break is taken after so many jobs, all as early as can be, and whether
    everything is in time."""
    (clock, late), node, fits = vehicle["time_window"], vehicle["start_index"], True
    steps = [{"type": "start", "arrival": clock}]
    work = []
    for after, job in enumerate([*jobs, None]):
        work += [("break", rest) for place, rest in breaks if place == after]
        work += [("job", JOBS[job])] if job is not None else []
    for kind, one in work:
        to = one.get("location_index", node)
        clock += TIMES[node][to] if to != node else 0
        node = to
        windows = one.get("time_windows", [[clock, clock]])
        begins = min((max(clock, first) for first, last in windows if clock <= last), default=None)
        fits = fits and begins is not None
        begins = clock if begins is None else begins
        step = {"type": kind, "id": one["id"], "arrival": clock, "waiting_time": begins - clock}
        steps.append({**step, "service": one["service"]})
        clock = begins + one["service"]
    clock += TIMES[node][vehicle["end_index"]] if node != vehicle["end_index"] else 0
    steps.append({"type": "end", "arrival": clock})
    return steps, fits and clock <= late

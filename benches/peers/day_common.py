"""What the workers of a day share.

usage of a worker: python WORKER.py PROBLEM SECONDS THREADS ANSWER

PROBLEM is in VROOM's JSON with matrices, ANSWER becomes a solution in VROOM's JSON.

Of a solver's tours the order of the jobs is kept and the times are made anew, without breaks: solvers
differ in where they take them, and the peers are judged as if there were none.
"""
import json
import sys

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
    """The steps of a tour, all as early as can be; what is too late then is left for the checker to find."""
    clock, node = vehicle["time_window"][0], vehicle["start_index"]
    steps = [{"type": "start", "arrival": clock}]
    for one in (JOBS[job] for job in jobs):
        clock += TIMES[node][one["location_index"]]
        node = one["location_index"]
        windows = one.get("time_windows", [[clock, clock]])
        begins = min((max(clock, first) for first, last in windows if clock <= last), default=clock)
        step = {"type": "job", "id": one["id"], "arrival": clock, "waiting_time": begins - clock}
        steps.append({**step, "service": one["service"]})
        clock = begins + one["service"]
    clock += TIMES[node][vehicle["end_index"]]
    steps.append({"type": "end", "arrival": clock})
    return steps

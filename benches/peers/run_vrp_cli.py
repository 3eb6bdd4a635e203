"""vrp-cli by its Python module: the instance in its pragmatic format, distance alone the cost."""
import json
import time
from datetime import datetime, timezone

import vrp_cli

from common import Curve, Question

question = Question()
curve = Curve(question)
legs = question.distances().ravel().tolist()


def moment(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def place(node):
    found = {"location": {"index": node}, "duration": 0}
    if question.windows is not None:
        found["duration"] = question.service[node]
        found["times"] = [[moment(end) for end in question.windows[node]]]
    return found


def job(node):
    return {"id": str(node), "deliveries": [{"places": [place(node)], "demand": [question.demand[node]]}]}


depot = {"location": {"index": 0}}
# Without windows the day only has to be long enough for any route.
early, late = question.windows[0] if question.windows is not None else (0, sum(legs[: question.nodes]) * 4)
vehicle = {
    "typeId": "v",
    "vehicleIds": [f"v{number}" for number in range(question.vehicles)],
    "profile": {"matrix": "car"},
    "costs": {"fixed": 0, "distance": 1, "time": 0},
    "shifts": [{"start": {"earliest": moment(early), **depot}, "end": {"latest": moment(late), **depot}}],
    "capacity": [question.capacity],
}
problem = {
    "plan": {"jobs": [job(node) for node in range(1, question.nodes)]},
    "fleet": {"vehicles": [vehicle], "profiles": [{"name": "car"}]},
    "objectives": [[{"type": "minimize-unassigned"}], [{"type": "minimize-cost"}]],
}
config = {
    "termination": {"maxTime": int(question.seconds)},
    "telemetry": {"metrics": {"enabled": True, "trackPopulation": 20}},
    "environment": {"parallelism": {"numThreadPools": 1, "threadsPerPool": question.threads}},
}
matrix = {"profile": "car", "travelTimes": legs, "distances": legs}
start = time.time()
found = json.loads(
    vrp_cli.solve_pragmatic(
        problem=json.dumps(problem), matrices=[json.dumps(matrix)], config=json.dumps(config)
    )
)
routes = []
for tour in found["tours"]:
    visits = [visit for stop in tour["stops"] for visit in stop["activities"]]
    routes.append([int(visit["jobId"]) for visit in visits if visit["type"] == "delivery"])
question.answer(routes)
for mark in found["extras"]["metrics"]["evolution"]:
    unassigned, cost = mark["population"]["individuals"][0]["fitness"]
    if unassigned == 0:
        curve.see(cost, start + mark["timestamp"])
curve.write()

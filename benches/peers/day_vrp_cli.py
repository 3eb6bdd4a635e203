"""A day by vrp-cli: VROOM's JSON in its pragmatic format.

vrp-cli has no price of driving time alone, so each kind of vehicle gets a matrix whose "distances" are
tenths of a fen for way and time together; the greatest way of a day cannot be told it then, and is
left to the checker.
"""
import json
from datetime import datetime, timezone

import vrp_cli

from day_common import GIVEN, SECONDS, THREADS, answer

TENTHS = 10


def moment(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def window(ends):
    return [moment(end) for end in ends]


def skills(numbers):
    return {"skills": {"allOf": [str(number) for number in numbers]}} if numbers else {}


def job(one):
    place = {"location": {"index": one["location_index"]}, "duration": one["service"]}
    if "time_windows" in one:
        place["times"] = [window(ends) for ends in one["time_windows"]]
    delivery = {"places": [place], "demand": one["delivery"]}
    return {"id": str(one["id"]), "deliveries": [delivery], **skills(one["skills"])}


def price(vehicle):
    return f"{vehicle['costs']['per_km']}-{vehicle['costs']['per_hour']}"


def fleet(vehicle):
    start, end = vehicle["time_window"]
    shift = {
        "start": {"earliest": moment(start), "location": {"index": vehicle["start_index"]}},
        "end": {"latest": moment(end), "location": {"index": vehicle["end_index"]}},
        "breaks": [
            {"time": window(rest["time_windows"][0]), "places": [{"duration": rest["service"]}]}
            for rest in vehicle["breaks"]
        ],
    }
    able = {"skills": [str(number) for number in vehicle["skills"]]} if vehicle["skills"] else {}
    limits = {"limits": {"tourSize": vehicle["max_tasks"]}} if "max_tasks" in vehicle else {}
    return {
        "typeId": str(vehicle["id"]),
        "vehicleIds": [str(vehicle["id"])],
        "profile": {"matrix": price(vehicle)},
        "costs": {"fixed": vehicle["costs"]["fixed"], "distance": 1 / TENTHS, "time": 0},
        "shifts": [shift],
        "capacity": vehicle["capacity"],
        **able,
        **limits,
    }


def matrix(vehicle):
    costs, roads = vehicle["costs"], GIVEN["matrices"]["car"]
    times = [time for row in roads["durations"] for time in row]
    ways = [way for row in roads["distances"] for way in row]
    prices = [
        round(TENTHS * (way * costs["per_km"] / 1000 + time * costs["per_hour"] / 3600))
        for way, time in zip(ways, times)
    ]
    return {"profile": price(vehicle), "travelTimes": times, "distances": prices}


kinds = {price(vehicle): vehicle for vehicle in GIVEN["vehicles"]}
question = {
    "plan": {"jobs": [job(one) for one in GIVEN["jobs"]]},
    "fleet": {
        "vehicles": [fleet(vehicle) for vehicle in GIVEN["vehicles"]],
        "profiles": [{"name": name} for name in kinds],
    },
    "objectives": [[{"type": "minimize-unassigned"}], [{"type": "minimize-cost"}]],
}
config = {
    "termination": {"maxTime": int(SECONDS)},
    "environment": {"parallelism": {"numThreadPools": 1, "threadsPerPool": THREADS}},
}
found = json.loads(
    vrp_cli.solve_pragmatic(
        problem=json.dumps(question),
        matrices=[json.dumps(matrix(vehicle)) for vehicle in kinds.values()],
        config=json.dumps(config),
    )
)
tours = []
for tour in found["tours"]:
    visits = [visit for stop in tour["stops"] for visit in stop["activities"]]
    jobs = [int(visit["jobId"]) for visit in visits if visit["type"] == "delivery"]
    tours.append((int(tour["vehicleId"]), jobs))
answer(tours, [int(job["jobId"]) for job in found.get("unassigned", [])])

"""VROOM by pyvroom, its highest exploration level; it tells nothing before it ends."""
from datetime import timedelta

import numpy
import vroom

from common import Question

question = Question()
problem = vroom.Input()
problem.set_durations_matrix("car", question.distances().astype(numpy.uint32))


def window(node):
    return vroom.TimeWindow(*question.windows[node])


for number in range(question.vehicles):
    shift = {} if question.windows is None else {"time_window": window(0)}
    capacity = [question.capacity]
    problem.add_vehicle(vroom.Vehicle(number + 1, start=0, end=0, capacity=capacity, **shift))
for node in range(1, question.nodes):
    times = {}
    if question.windows is not None:
        times = {"time_windows": [window(node)], "default_service": question.service[node]}
    delivery = vroom.Amount([question.demand[node]])
    problem.add_job(vroom.Job(node, location=node, delivery=delivery, **times))

limit = timedelta(seconds=question.seconds)
found = problem.solve(exploration_level=5, nb_threads=question.threads, timeout=limit)
jobs = found.routes[found.routes["type"] == "job"]
question.answer([route["id"].tolist() for _, route in jobs.groupby("vehicle_id", sort=True)])

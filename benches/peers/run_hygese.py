"""HGS-CVRP by hygese, with its own parameters; for instances without time windows."""
import ctypes
import os
import re
import time

import numpy
from hygese import AlgorithmParameters, Solver

from common import Curve, Question

question = Question()
data = {
    "demands": numpy.array(question.demand, dtype=float),
    "vehicle_capacity": question.capacity,
}
if question.points is not None and question.rounding == "nearest":
    data["x_coordinates"], data["y_coordinates"] = numpy.array(question.points, dtype=float).T
else:
    data["distance_matrix"] = question.distances()
if question.max_routes is not None:
    data["num_vehicles"] = question.max_routes

# It tells its best cost over time only by printing, from C++: the process's output becomes a file.
told = question.path("told.txt")
os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
parameters = AlgorithmParameters(timeLimit=question.seconds, seed=question.seed, nbIterTraces=100)
start = time.time()
found = Solver(parameters=parameters, verbose=True).solve_cvrp(data, rounding=True)
question.answer(found.routes)

ctypes.CDLL(None).fflush(None)
curve = Curve(question)
with open(told, encoding="ascii", errors="replace") as file:
    for line in file:
        # "It 100 57 | T(s) 0.05 | Feas 12 27591.00 27700.10 | Inf ..."
        mark = re.search(r"T\(s\) ([\d.]+) \| Feas \d+ ([\d.]+)", line)
        if mark:
            curve.see(float(mark[2]), start + float(mark[1]))
curve.write()

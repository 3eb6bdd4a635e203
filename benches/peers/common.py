"""What every worker shares: the question it is asked, its answer, and its best cost over time.

usage of a worker: python WORKER.py FOLDER SECONDS SEED THREADS BORN

FOLDER holds question.json, written by the harness: name, capacity, demand, points or matrix,
rounding, windows, service, vehicles, scale. Distances and times are integers in units of 1 / scale
of the instance's file. The worker leaves there answer.sol (CVRPLIB) and, when its solver tells,
curve.csv (seconds since BORN, the wall clock at which the harness started the process; cost).
"""
import json
import os
import sys
import time

import numpy


class Question:
    """An instance with the limits of a run."""

    def __init__(self):
        self.folder, self.seconds = sys.argv[1], float(sys.argv[2])
        self.seed, self.threads, self.born = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
        with open(os.path.join(self.folder, "question.json"), encoding="utf-8") as file:
            self.__dict__.update(json.load(file))
        self.nodes = len(self.demand)

    def distances(self):
        """The distances between all nodes as the checker counts them."""
        if self.matrix is not None:
            return numpy.array(self.matrix, dtype=numpy.int64).reshape(self.nodes, self.nodes)
        points = numpy.array(self.points, dtype=float)
        legs = numpy.empty((self.nodes, self.nodes), dtype=numpy.int64)
        for node, point in enumerate(points):
            # The root of the sum of squares, as the checker has it; hypot can differ in the last bit.
            across, along = (points - point).T
            legs[node] = self.rounded(numpy.sqrt(across * across + along * along))
        return legs

    def rounded(self, lengths):
        if self.rounding == "nearest":
            return numpy.floor(lengths + 0.5)
        if self.rounding == "up":
            return numpy.ceil(lengths)
        return numpy.floor(10 * lengths + 1e-9)

    def path(self, name):
        return os.path.join(self.folder, name)

    def answer(self, routes):
        """Writes the routes; each is a list of customers from 1."""
        with open(self.path("answer.sol"), "w", encoding="ascii") as file:
            for number, route in enumerate((route for route in routes if route), 1):
                print(f"Route #{number}:", *route, file=file)


class Curve:
    """The best cost over time, kept when it got better."""

    def __init__(self, question):
        self.question, self.marks, self.best = question, [], float("inf")

    def see(self, cost, when=None):
        if cost < self.best:
            self.best = cost
            self.marks.append(((time.time() if when is None else when) - self.question.born, cost))

    def write(self):
        with open(self.question.path("curve.csv"), "w", encoding="ascii") as file:
            print("seconds,cost", file=file)
            for seconds, cost in self.marks:
                print(f"{seconds:.3f},{cost:.0f}", file=file)

"""OR-Tools' routing: a first solution by savings (by insertion with windows), then guided local search."""
import numpy
from ortools.constraint_solver import pywrapcp
from ortools.constraint_solver import routing_enums_pb2 as routing

from common import Curve, Question

question = Question()
curve = Curve(question)
legs = question.distances()
manager = pywrapcp.RoutingIndexManager(question.nodes, question.vehicles, 0)
model = pywrapcp.RoutingModel(manager)
model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(legs.tolist()))
demand = model.RegisterUnaryTransitVector(question.demand)
model.AddDimension(demand, 0, question.capacity, True, "load")
if question.windows is not None:
    taken = legs + numpy.array(question.service)[:, None]
    horizon = question.windows[0][1]
    moves = model.RegisterTransitMatrix(taken.tolist())
    model.AddDimension(moves, horizon, horizon, False, "time")
    clock = model.GetDimensionOrDie("time")
    for node in range(1, question.nodes):
        clock.CumulVar(manager.NodeToIndex(node)).SetRange(*question.windows[node])
    for vehicle in range(question.vehicles):
        clock.CumulVar(model.Start(vehicle)).SetRange(*question.windows[0])
        clock.CumulVar(model.End(vehicle)).SetRange(*question.windows[0])

first = routing.FirstSolutionStrategy
parameters = pywrapcp.DefaultRoutingSearchParameters()
parameters.first_solution_strategy = (
    first.SAVINGS if question.windows is None else first.PARALLEL_CHEAPEST_INSERTION
)
parameters.local_search_metaheuristic = routing.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
parameters.time_limit.FromMilliseconds(int(1000 * question.seconds))
model.CloseModelWithParameters(parameters)
model.AddAtSolutionCallback(lambda: curve.see(model.CostVar().Max()))

found = model.SolveWithParameters(parameters)
if found:
    routes = []
    for vehicle in range(question.vehicles):
        route, index = [], found.Value(model.NextVar(model.Start(vehicle)))
        while not model.IsEnd(index):
            route.append(manager.IndexToNode(index))
            index = found.Value(model.NextVar(index))
        routes.append(route)
    question.answer(routes)
curve.write()

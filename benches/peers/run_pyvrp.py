"""PyVRP: its iterated local search with its own parameters."""
from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve
from pyvrp.stop import MaxRuntime

from common import Curve, Question

# PyVRP says what the best costs before it has found anything feasible with its largest number.
NOTHING_YET = 2**62

question = Question()
curve = Curve(question)
legs = question.distances()
limit = MaxRuntime(question.seconds)


def stop(best_cost):
    if best_cost < NOTHING_YET:
        curve.see(best_cost)
    return limit(best_cost)


def times(node):
    if question.windows is None:
        return {}
    early, late = question.windows[node]
    return {"tw_early": early, "tw_late": late}


customers = range(1, question.nodes)
service = question.service or [0] * question.nodes
data = ProblemData(
    locations=[Location(x, y) for x, y in question.points or [(0, 0)] * question.nodes],
    clients=[
        Client(node, delivery=[question.demand[node]], service_duration=service[node], **times(node))
        for node in customers
    ],
    depots=[Depot(0)],
    # As many vehicles as its own reader gives: those of the file, else one a customer.
    vehicle_types=[VehicleType(question.max_routes or len(customers), [question.capacity], **times(0))],
    distance_matrices=[legs],
    duration_matrices=[legs],
)
result = solve(data, stop=stop, seed=question.seed, collect_stats=False, display=False)
if result.is_feasible():
    visits = [[step for step in route if step.is_client()] for route in result.best.routes()]
    question.answer([[step.idx + 1 for step in route] for route in visits])
curve.write()

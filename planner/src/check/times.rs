//! Every clock time follows from the one before it: leaving the start place, loading, driving,
//! waiting for a window, service, a break, coming back.

use super::view::{Duty, View, hms};
use crate::fault::{self, Fault};
use crate::plan::{PauseAt, Route};
use crate::problem::Node;
use crate::units::{Clock, Seconds};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for duty in &view.duties {
        for trip in 0..duty.routes.len() {
            Trip { view, duty, trip, route: duty.routes[trip], faults }.check();
        }
    }
}

struct Trip<'a, 'b> {
    view: &'b View<'a>,
    duty: &'b Duty<'a>,
    trip: usize,
    route: &'a Route,
    faults: &'b mut Vec<Fault>,
}

impl Trip<'_, '_> {
    fn check(mut self) {
        self.loading();
        self.driving();
    }

    /// From the beginning of the duty, or the end of the trip before, until the vehicle departs.
    fn loading(&mut self) {
        let route = self.route;
        let start_node = self.view.problem.start_node(self.duty.id);
        let lead = self.view.roads.time(start_node, Node::CENTRE);
        let rests_first = self.pause(PauseAt::BeforeLoading);
        let at_centre = match self.trip.checked_sub(1) {
            Some(before) => {
                self.equal("开始", route.start, self.duty.routes[before].end);
                route.start
            }
            None => route.start + lead,
        };
        let mut ready = at_centre;
        if let Some((begin, end)) = rests_first {
            self.no_earlier("休息", begin, ready);
            ready = end;
        }
        // A duty that starts at the centre starts with what is done first there.
        if self.trip == 0 && start_node == Node::CENTRE && rests_first.is_none() {
            self.equal("装车", route.load, ready);
        } else {
            self.no_earlier("装车", route.load, ready);
        }
        let mut ready = route.load + self.view.problem.centre.dock_time;
        if let Some((begin, end)) = self.pause(PauseAt::BeforeStop(0)) {
            self.no_earlier("休息", begin, ready);
            ready = end;
        }
        self.no_earlier("发车", route.depart, ready);
    }

    /// From departure until the vehicle is back.
    fn driving(&mut self) {
        let route = self.route;
        let way = self.view.way(self.duty, self.trip);
        let centre = usize::from(self.trip == 0);
        let mut left = route.depart;
        for (at, leg) in way[centre..].windows(2).enumerate() {
            if at > 0
                && let Some((begin, end)) = self.pause(PauseAt::BeforeStop(at as u32))
            {
                self.equal("休息", begin, left);
                left = end;
            }
            let arrive = left + self.view.roads.time(leg[0], leg[1]);
            let Some(stop) = route.stops.get(at) else {
                self.equal("返回", route.end, arrive);
                continue;
            };
            let drop = &self.view.problem.drops[stop.drop.ix()];
            let name = |what: &str| format!("第 {} 站{what}", at + 1);
            self.equal(&name("到达"), stop.arrive, arrive);
            // Past the last window the arrival itself is what the windows are held against.
            let allowed = drop.windows.iter().find(|window| stop.arrive <= window.to);
            let begin = allowed.map_or(stop.arrive, |window| stop.arrive.max(window.from));
            // Drivers wait before they hand over: for the break that follows it, and for the moment that was kept
            // though a stop before it fell away.
            let waits = self.pause(PauseAt::BeforeStop(at as u32 + 1)).is_some()
                || self.view.is_kept(route, stop);
            match waits {
                true => self.no_earlier(&name("开始交接"), stop.begin, begin),
                false => self.equal(&name("开始交接"), stop.begin, begin),
            }
            self.equal(&name("离开"), stop.leave, stop.begin + drop.service);
            left = stop.leave;
        }
    }

    /// Begin and end of the break, if it is taken at this place of this trip.
    fn pause(&self, at: PauseAt) -> Option<(Clock, Clock)> {
        let length = self.duty.vehicle.pause.map_or(Seconds::ZERO, |pause| pause.length);
        let pause = self.route.pause.filter(|pause| pause.at == at)?;
        Some((pause.begin, pause.begin + length))
    }

    fn equal(&mut self, what: &str, found: Clock, expected: Clock) {
        if found != expected {
            self.wrong(format!("{what} {}，应为 {}", hms(found), hms(expected)));
        }
    }

    fn no_earlier(&mut self, what: &str, found: Clock, ready: Clock) {
        if found < ready {
            self.wrong(format!("{what} {}，不应早于 {}", hms(found), hms(ready)));
        }
    }

    fn wrong(&mut self, what: String) {
        let detail = format!("{}：{what}", self.view.route_name(self.route));
        self.faults.push(Fault::new(fault::TIMES_WRONG, detail));
    }
}

//! Plans side by side, what cannot be saved, and why something is where it is, as forms.

use super::form::{
    BoundForm, CallForm, ComparisonForm, OfferForm, ReportForm, RoutePairForm, StopPairForm,
    SumsForm, TotalsPair, UnsavedForm, VisitForm, WaitsForm, WhyForm,
};
use super::names::Names;
use super::{show, tell};
use fenjian_planner::desk::{
    Bound, Comparison, Contact, Differs, Lost, Offer, Sums, Unsaved, Visit, Why,
};

/// Two plans; `labels` say which.
pub(super) fn comparison(comparison: Comparison, labels: (String, String)) -> ComparisonForm {
    let Comparison { stops, same, routes, totals } = comparison;
    let visits = |visits: &[Visit]| visits.iter().map(visit).collect();
    let stops = stops.iter().map(|pair| StopPairForm {
        drop: pair.code.to_string(),
        name: pair.name.clone(),
        was: visits(&pair.was),
        is: visits(&pair.is),
        waited: pair.held.0,
        waits: pair.held.1,
        went_otherwise: pair.otherwise.0,
        goes_otherwise: pair.otherwise.1,
        differs: differs(pair.differs),
    });
    let routes = routes.iter().map(|pair| RoutePairForm {
        vehicle: pair.vehicle.clone(),
        trip: pair.trip,
        was: pair.was.map(sums),
        is: pair.is.map(sums),
    });
    ComparisonForm {
        one: labels.0,
        other: labels.1,
        totals: TotalsPair {
            routes: totals.routes,
            stops: totals.stops,
            metres: totals.metres.0,
            duty_s: totals.duty.0,
            cost_fen: totals.cost.0,
            late_cards: totals.late,
            waiting_cards: totals.held,
        },
        stops: stops.collect(),
        same_stops: same,
        routes: routes.collect(),
    }
}

fn visit(visit: &Visit) -> VisitForm {
    VisitForm {
        vehicle: visit.vehicle.clone(),
        trip: visit.trip,
        place: visit.place,
        begin: visit.begin.to_string(),
        pouches: visit.load.values().map(|(pouches, _)| pouches).sum(),
        cards: visit.load.values().map(|(_, cards)| cards).sum(),
    }
}

fn sums(sums: Sums) -> SumsForm {
    SumsForm {
        stops: sums.stops,
        cards: sums.cards,
        depart: sums.depart.to_string(),
        end: sums.end.to_string(),
        metres: sums.metres.0,
        duty_s: sums.duty.0,
        cost_fen: sums.cost.0,
    }
}

fn differs(of: Differs) -> Vec<String> {
    let parts = [
        (of.route, "route"),
        (of.place, "place"),
        (of.time, "time"),
        (of.load, "load"),
        (of.held, "held"),
        (of.otherwise, "otherwise"),
    ];
    parts.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()).collect()
}

/// What a re-plan says beside its outcome.
pub(super) fn report(names: &Names, comparison: ComparisonForm, lost: &[Unsaved]) -> ReportForm {
    ReportForm { comparison, unsaved: lost.iter().map(|lost| unsaved(names, lost)).collect() }
}

fn unsaved(names: &Names, unsaved: &Unsaved) -> UnsavedForm {
    let (cards, due, broken) = match &unsaved.what {
        Lost::Waits { cards, due } => (*cards, *due, None),
        Lost::Breaks(breach) => (0, 0, Some(show::broken(names, breach))),
    };
    let drop = unsaved.drop.map(|drop| names.drop_code(drop));
    let vehicle = broken.as_ref().and_then(|broken| broken.vehicle.clone());
    let name = match unsaved.drop {
        Some(drop) => names.drop_name(drop),
        None => vehicle.map(|name| format!("车辆 {name}")).unwrap_or_default(),
    };
    let call = |contact: &Contact| CallForm {
        at: contact.at.clone(),
        name: contact.name.clone(),
        phone: contact.phone.clone(),
    };
    let broken_text = broken.as_ref().map(|broken| broken.text.clone());
    let text = unsaved.way_out.as_ref().map(|way_out| way_out.text(&names.problem));
    UnsavedForm {
        drop,
        name,
        cards,
        due,
        broken,
        code: unsaved.reason.id.into(),
        reason: unsaved.reason.cause.into(),
        way_out: text.or(broken_text).unwrap_or_default(),
        need: unsaved.way_out.as_ref().map(|way_out| show::need(names, way_out)),
        call: unsaved.call.iter().map(call).collect(),
    }
}

/// Why something is where it is.
pub(super) fn why(names: &Names, version: u32, why: &Why) -> WhyForm {
    let waits = why.waits.as_ref().map(|(reason, way_out)| WaitsForm {
        code: reason.id.into(),
        reason: reason.cause.into(),
        way_out: way_out.text(&names.problem),
        need: show::need(names, way_out),
    });
    WhyForm {
        version,
        bounds: why.bounds.iter().map(|at| bound(names, at)).collect(),
        without: why.without.as_ref().map(show::change),
        fixed: why.fixed.as_ref().map(ToString::to_string),
        fixed_code: why.fixed.as_ref().map(|fault| fault.code.id.into()),
        waits,
        offers: why.offers.iter().map(|at| offer(names, at)).collect(),
    }
}

fn bound(names: &Names, bound: &Bound) -> BoundForm {
    BoundForm {
        code: bound.code.id.into(),
        limit: bound.code.cause.into(),
        drop: bound.drop.map(|drop| names.drop_code(drop)),
        name: bound.drop.map(|drop| names.drop_name(drop)),
        spare: bound.spare,
        unit: show::unit(bound.code, bound.weight).into(),
    }
}

fn offer(names: &Names, offer: &Offer) -> OfferForm {
    OfferForm {
        vehicle: names.vehicle_name(offer.vehicle),
        edit: offer.edit.as_ref().map(|edit| names.form(edit)),
        text: offer.edit.as_ref().map(|edit| tell::edit(names, edit)),
        change: show::change(&offer.change),
        broken: offer.broken.iter().map(|breach| show::broken(names, breach)).collect(),
        refused: offer.refused.as_ref().map(ToString::to_string),
        refused_code: offer.refused.as_ref().map(|fault| fault.code.id.into()),
    }
}

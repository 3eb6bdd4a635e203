//! From a receiving code to the location that takes the card today and the drop point it goes through.

use crate::fault::{self, Code};
use crate::words::{Location, LocationCode, Via};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where a card goes.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The receiving location, in the version of the day.
    pub location: &'a Location,
    /// Where the vehicle stops; Q309 when the location is served through a parent that cannot.
    pub drop: Result<&'a Location, Code>,
}

/// All versions of all locations, ready to be asked about one day.
pub struct Locations<'a> {
    /// The version active on the day.
    active: BTreeMap<LocationCode, &'a Location>,
    /// The newest version begun by the day, or else the earliest to come: it names the parent of a
    /// location that is closed.
    known: HashMap<LocationCode, &'a Location>,
    /// Who stands in for a former code: active holders first, then by code.
    holders: HashMap<LocationCode, Vec<&'a Location>>,
}

impl<'a> Locations<'a> {
    /// Sorts `versions` by what holds on `day`. Where versions overlap the one that began last
    /// holds. O(versions log versions).
    pub fn on(versions: &'a [Location], day: NaiveDate) -> Self {
        let mut ordered: Vec<_> = versions.iter().collect();
        ordered.sort_by_key(|v| (v.code, v.active_from));
        let (mut active, mut known) = (BTreeMap::new(), HashMap::new());
        for version in ordered {
            if version.active_from <= day {
                known.insert(version.code, version);
                if version.active_to.is_none_or(|last| day <= last) {
                    active.insert(version.code, version);
                }
            } else {
                known.entry(version.code).or_insert(version);
            }
        }
        let mut holders: HashMap<_, Vec<&Location>> = HashMap::new();
        for (code, version) in &known {
            for alias in &version.aliases {
                let holder = active.get(code).unwrap_or(version);
                holders.entry(*alias).or_default().push(holder);
            }
        }
        for list in holders.values_mut() {
            list.sort_by_key(|holder| (!active.contains_key(&holder.code), holder.code));
        }
        Self { active, known, holders }
    }

    /// The location that `code` means today under its own or a newer code: its version of the
    /// day, else the one that lists it as an alias, however often it was renamed.
    pub fn current(&self, code: LocationCode) -> Option<&'a Location> {
        self.follow(code, &mut HashSet::new())
    }

    /// Where a card with receiving code `code` goes: its version of the day, else who lists it as
    /// an alias, else the parent it had, which may itself have been renamed or closed.
    ///
    /// # Errors
    /// Q303 when nobody knows the code, Q308 when it is closed and nobody stands in.
    pub fn locate(&self, code: LocationCode) -> Result<Located<'a>, Code> {
        let mut seen = HashSet::new();
        let mut asked = code;
        let location = loop {
            if let Some(location) = self.follow(asked, &mut HashSet::new()) {
                break location;
            }
            let parent = self.last_parent(asked).filter(|_| seen.insert(asked));
            asked = parent.ok_or(match self.known.contains_key(&code) {
                true => fault::CLOSED_LOCATION,
                false if self.holders.contains_key(&code) => fault::CLOSED_LOCATION,
                false => fault::UNKNOWN_LOCATION,
            })?;
        };
        Ok(Located { location, drop: self.drop_point(location) })
    }

    /// Where the vehicle stops for `location`.
    fn drop_point(&self, location: &'a Location) -> Result<&'a Location, Code> {
        match location.via {
            Via::Direct => Ok(location),
            Via::Parent => (location.parent.and_then(|parent| self.current(parent)))
                .filter(|parent| parent.via == Via::Direct)
                .ok_or(fault::NO_DROP_POINT),
        }
    }

    /// `seen` ends a circle of aliases.
    fn follow(&self, code: LocationCode, seen: &mut HashSet<LocationCode>) -> Option<&'a Location> {
        if let Some(location) = self.active.get(&code) {
            return Some(location);
        }
        if !seen.insert(code) {
            return None;
        }
        self.holders.get(&code)?.iter().find_map(|holder| self.follow(holder.code, seen))
    }

    /// The parent of a closed location, or of the closed one that stood in for it.
    fn last_parent(&self, code: LocationCode) -> Option<LocationCode> {
        let own = self.known.get(&code).and_then(|version| version.parent);
        own.or_else(|| self.holders.get(&code)?.iter().find_map(|holder| holder.parent))
    }
}

//! Writing `cards.csv`, row by row.

use super::citizen;
use super::dirt::{self, Dirt};
use super::divisions::County;
use super::holders::{Holder, Holders};
use super::places::Site;
use super::shared::centre_code;
use super::streams::{mixed, stream};
use super::table::{Column, Encoding, Look, Open, Table};
use super::versions::{Past, Stray};
use super::weights::Weights;
use super::{CardCounts, Options};
use crate::words::Delivery;
use chrono::{Days, NaiveTime, TimeDelta};
use rand::{Rng, RngExt};
use rand_pcg::Pcg64;
use std::io::Result;

const COLUMNS: &[Column] = &[
    ("card_serial", "证件序列号"),
    ("citizen_id", "公民身份号码"),
    ("name", "姓名"),
    ("receipt_no", "受理号"),
    ("receiving_code", "受理点编码"),
    ("channel", "渠道"),
    ("applied_on", "申领日期"),
    ("produced_at", "制证时间"),
    ("batch_no", "批次号"),
    ("tray", "托盘"),
    ("position", "位置"),
    ("delivery", "领取方式"),
    ("must_arrive_by", "最晚送达日期"),
    ("reason", "申领原因"),
    ("centre", "制证中心"),
];
/// Cells of a half row.
const HALF: usize = 5;
/// Cards of a batch and of a tray.
const BATCH: u32 = 2_000;
const TRAY: u32 = 200;

/// Cards that alerts name: (by serial?, serial or receipt number).
pub(super) type Alerted = Vec<(bool, String)>;

/// What a cards file is drawn from.
pub(super) struct Cards<'a> {
    pub(super) options: &'a Options,
    pub(super) country: &'a [County],
    pub(super) counties: &'a [County],
    pub(super) sites: &'a [Site],
    pub(super) past: &'a Past,
}

/// Where a card goes: the code its row says, and the county of that location.
struct Target {
    code: String,
    county: usize,
}

impl Cards<'_> {
    /// Weight of each site among all, so that a county's sites share the county's volume.
    pub(super) fn volumes(counties: &[County], sites: &[Site]) -> Vec<f64> {
        let mut sums = vec![0.0; counties.len()];
        for site in sites {
            sums[site.county] += site.volume;
        }
        let share = |s: &Site| counties[s.county].volume * s.volume / sums[s.county];
        sites.iter().map(share).collect()
    }

    /// Writes the file. UTF-8 with byte order mark, English header, 合计 row. O(rows) time; memory
    /// does not grow with the rows, but for the dirty ones.
    pub(super) fn write(&self, open: Open<'_>) -> Result<(CardCounts, Alerted)> {
        let several = self.options.provinces.len() > 1;
        let columns = if several { COLUMNS } else { &COLUMNS[..COLUMNS.len() - 1] };
        let look = Look { total: true, encoding: Encoding::Utf8WithMark, ..Look::default() };
        let mut table = Table::open(open, "cards.csv", columns, look)?;
        let mut counts = CardCounts { rows: self.options.cards.into(), ..CardCounts::default() };
        let mut alerted = Alerted::new();
        // The day is part of the seed, so that the next day brings other cards.
        let seed = self.options.seed ^ mixed(&self.options.day.to_string());
        let dirt = dirt::plan(seed, self.options.cards);
        let sites = Weights::new(Self::volumes(self.counties, self.sites));
        let holders = Holders::new(self.options, self.country);
        let mut places = stream(seed, "receiving locations of cards");
        let mut people = stream(seed, "holders");
        let mut dates = stream(seed, "dates");
        let mut wishes = stream(seed, "wishes");
        let mut before: Option<[String; 15]> = None;
        for ix in 0..self.options.cards {
            let dirty = dirt.get(&ix).copied();
            let target = self.target(&mut places, &sites, dirty, ix);
            let county = &self.counties[target.county];
            let holder = holders.draw(&mut people, county, ix);
            let mut row = self.row(ix, &target, holder, &mut dates, &mut wishes, &mut counts);
            if let Some(dirty) = dirty {
                counts.count(dirty);
                soil(dirty, &mut row, before.as_ref(), ix);
                match dirty {
                    Dirt::AlertedBySerial => alerted.push((true, row[0].clone())),
                    Dirt::AlertedByReceipt => alerted.push((false, row[3].clone())),
                    _ => {}
                }
            }
            let cells = if dirty == Some(Dirt::HalfRow) { HALF } else { columns.len() };
            table.row(&row[..cells])?;
            before = Some(row);
        }
        table.close()?;
        Ok((counts, alerted))
    }

    /// The receiving code of row `ix`. Draws the same whatever the dirt is.
    fn target(&self, rng: &mut Pcg64, sites: &Weights, dirty: Option<Dirt>, ix: u32) -> Target {
        let site = &self.sites[sites.any(rng)];
        let stray = |list: &[Stray]| list.get(ix as usize % list.len().max(1)).copied();
        let stray = match dirty {
            Some(Dirt::Recoded) => stray(&self.past.recoded),
            Some(Dirt::Succeeded) => stray(&self.past.succeeded),
            Some(Dirt::LeftToParent) => stray(&self.past.left_to_parent),
            Some(Dirt::Abandoned) => stray(&self.past.abandoned),
            _ => None,
        };
        let Stray { code, county } =
            stray.unwrap_or(Stray { code: site.code, county: site.county });
        let code = match dirty {
            Some(Dirt::UnknownLocation) if ix.is_multiple_of(2) => {
                format!("{:012}", site.bureau() + 999_990)
            }
            Some(Dirt::UnknownLocation) => format!("{:010}", site.code / 100),
            _ => format!("{code:012}"),
        };
        Target { code, county }
    }

    fn row(
        &self,
        ix: u32,
        target: &Target,
        holder: Holder,
        dates: &mut impl Rng,
        wishes: &mut impl Rng,
        counts: &mut CardCounts,
    ) -> [String; 15] {
        let day = self.options.day;
        let county = self.counties[target.county].code;
        let off_site = holder.channel != crate::words::Channel::Local;
        let longest = if off_site { 38.0 } else { 26.0 };
        let waited = 4 + (longest * dates.random::<f64>().powi(2)) as u64;
        let applied = day.checked_sub_days(Days::new(waited)).unwrap_or(day);
        // Made from eight in the morning of the day before until five in the morning.
        let made = 21 * 3600 * i64::from(ix) / i64::from(self.options.cards);
        let made = (day.and_time(NaiveTime::MIN) - TimeDelta::hours(16)) + TimeDelta::seconds(made);
        let found = wishes.random_bool(0.004);
        let delivery = match wishes.random_range(0..1_000) {
            0..40 => Delivery::Home,
            40..60 => Delivery::Pickup,
            _ => Delivery::Collect,
        };
        let reason = match wishes.random_range(0..100) {
            _ if found => "found",
            0..20 => "first",
            20..70 => "renewal",
            _ => "replacement",
        };
        let promise = Days::new(1 + wishes.random_range(0..6));
        let promised = wishes.random_bool(0.015).then(|| day.checked_add_days(promise)).flatten();
        counts.home += u64::from(delivery == Delivery::Home);
        counts.pickup += u64::from(delivery == Delivery::Pickup);
        counts.promised += u64::from(promised.is_some());
        counts.found += u64::from(found);
        let letter = ["A", "B", "C"][holder.channel as usize];
        [
            format!("{}{:07}", self.serial_head(county), ix + 1),
            holder.citizen_id,
            holder.name,
            format!("{county}{}{letter}{}{ix:06}", applied.format("%y%m%d"), day.format("%j")),
            target.code.clone(),
            holder.channel.word().into(),
            if found { String::new() } else { applied.to_string() },
            made.format("%Y-%m-%d %H:%M:%S").to_string(),
            format!("B{}-{:03}", day.format("%y%m%d"), 1 + ix / BATCH),
            format!("T{:04}", 1 + ix / TRAY),
            (1 + ix % TRAY).to_string(),
            delivery.word().into(),
            promised.map_or(String::new(), |by| by.to_string()),
            reason.into(),
            centre_code(county / 10_000),
        ]
    }

    /// What all serials of a province begin with: the province, four letters for the seed and the
    /// day. With letters no spreadsheet takes a serial for a number, nor is it like a citizen
    /// number.
    fn serial_head(&self, county: u32) -> String {
        let mut seed = mixed(&self.options.seed.to_string());
        let mut letters = String::new();
        for _ in 0..4 {
            letters.push(char::from(b'A' + (seed % 26) as u8));
            seed /= 26;
        }
        format!("{}{letters}{}", county / 10_000, self.options.day.format("%y%m%d"))
    }
}

/// Makes `row` wrong. What only the receiving code or the length of the row shows is done
/// elsewhere.
fn soil(dirty: Dirt, row: &mut [String; 15], before: Option<&[String; 15]>, ix: u32) {
    match dirty {
        Dirt::BadCheckDigit => row[1] = citizen::spoiled(&row[1]),
        Dirt::ImpossibleDate if ix.is_multiple_of(2) => row[6] = format!("{}-02-30", &row[7][..4]),
        Dirt::ImpossibleDate => row[6] = format!("{}-12-31", &row[7][..4]),
        Dirt::ReceiptShowsCitizen => row[3] = format!("SL{}", row[1]),
        Dirt::NoSerial => row[0].clear(),
        Dirt::NoPosition => {
            row[9].clear();
            row[10].clear();
        }
        Dirt::SecondCard => {
            if let Some(before) = before {
                row[1].clone_from(&before[1]);
                row[2].clone_from(&before[2]);
            }
        }
        Dirt::SerialTwice => {
            if let Some(before) = before {
                row[0].clone_from(&before[0]);
            }
        }
        Dirt::UnknownLocation
        | Dirt::Recoded
        | Dirt::Succeeded
        | Dirt::LeftToParent
        | Dirt::Abandoned
        | Dirt::HalfRow
        | Dirt::AlertedBySerial
        | Dirt::AlertedByReceipt => {}
    }
}

//! How single values stand in stored text: quantities as whole numbers, dates and codes as
//! strings, words by their English names.

use crate::fault::Code;
use crate::problem::{ConsignmentId, DropId, PlaceId, VehicleId};
use crate::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use crate::words::{CardSerial, CentreCode, LocationCode, LocationKind, LonLat, Mode};
use chrono::NaiveDate;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value with a plain form that serde knows.
pub(super) trait Plain: Sized {
    /// The plain form.
    type Form: Serialize + DeserializeOwned;
    /// As the plain form.
    fn form(&self) -> Self::Form;
    /// From the plain form; none when there is no such value.
    fn of(form: Self::Form) -> Option<Self>;
}

/// For `#[serde(with = "plain")]`.
pub(super) fn serialize<T: Plain, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.form().serialize(to)
}

/// For `#[serde(with = "plain")]`.
pub(super) fn deserialize<'de, T: Plain, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::of(T::Form::deserialize(from)?).ok_or_else(|| D::Error::custom("没有这样的值"))
}

impl<T: Plain> Plain for Option<T> {
    type Form = Option<T::Form>;
    fn form(&self) -> Self::Form {
        self.as_ref().map(T::form)
    }
    fn of(form: Self::Form) -> Option<Self> {
        match form {
            None => Some(None),
            Some(form) => T::of(form).map(Some),
        }
    }
}

impl<T: Plain> Plain for Vec<T> {
    type Form = Vec<T::Form>;
    fn form(&self) -> Self::Form {
        self.iter().map(T::form).collect()
    }
    fn of(form: Self::Form) -> Option<Self> {
        form.into_iter().map(T::of).collect()
    }
}

impl<A: Plain, B: Plain> Plain for (A, B) {
    type Form = (A::Form, B::Form);
    fn form(&self) -> Self::Form {
        (self.0.form(), self.1.form())
    }
    fn of((a, b): Self::Form) -> Option<Self> {
        Some((A::of(a)?, B::of(b)?))
    }
}

macro_rules! numbers {
    ($number:ty: $($name:ident)*) => {$(
        impl Plain for $name {
            type Form = $number;
            fn form(&self) -> $number {
                self.0
            }
            fn of(form: $number) -> Option<Self> {
                Some(Self(form))
            }
        }
    )*};
}

numbers!(i64: Metres Seconds Grams Fen Clock);
numbers!(u32: PlaceId DropId ConsignmentId VehicleId);

macro_rules! strings {
    ($($name:ident: $form:expr, $of:expr;)*) => {$(
        impl Plain for $name {
            type Form = String;
            fn form(&self) -> String {
                let form: fn(&Self) -> String = $form;
                form(self)
            }
            fn of(form: String) -> Option<Self> {
                let of: fn(&str) -> Option<Self> = $of;
                of(&form)
            }
        }
    )*};
}

strings! {
    NaiveDate: |day| day.to_string(), |text| text.parse().ok();
    LocationCode: |code| code.to_string(), LocationCode::parse;
    CardSerial: |serial| serial.to_string(), CardSerial::parse;
    CentreCode: |code| code.0.clone(), |text| Some(Self(text.to_owned()));
    LocationKind: |kind| kind.word().to_owned(), LocationKind::named;
    Mode: |mode| mode.word().to_owned(), Mode::named;
    Code: |code| code.id.to_owned(), Code::named;
}

impl Plain for LonLat {
    type Form = (i32, i32);
    fn form(&self) -> Self::Form {
        (self.lon_e6, self.lat_e6)
    }
    fn of((lon_e6, lat_e6): Self::Form) -> Option<Self> {
        Some(Self { lon_e6, lat_e6 })
    }
}

impl Plain for Window {
    type Form = (i64, i64);
    fn form(&self) -> Self::Form {
        (self.from.0, self.to.0)
    }
    fn of((from, to): Self::Form) -> Option<Self> {
        Some(Self { from: Clock(from), to: Clock(to) })
    }
}

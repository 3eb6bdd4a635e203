//! A JSON document as a tree that keeps what serde_json's own drops: keys that stand twice. Rows of
//! whole numbers, of which matrices are made, take four bytes a number.

use crate::fault::{self, Fault};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    /// A whole number that is not negative.
    Whole(u64),
    /// Any other number.
    Number(f64),
    Text(String),
    /// An array of whole numbers below 2³²; the empty array too.
    Row(Vec<u32>),
    /// Any other array.
    List(Vec<Json>),
    /// Keys in the order of the document, perhaps one of them twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document. O(bytes).
    ///
    /// # Errors
    /// V901 with line and column where it is not JSON.
    pub(super) fn parse(text: &[u8]) -> Result<Self, Fault> {
        // Some programs begin every file with a byte order mark.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        serde_json::from_slice(text).map_err(|error| {
            let detail = format!("第 {} 行第 {} 列", error.line(), error.column());
            Fault::new(fault::NOT_JSON, detail)
        })
    }

    /// What kind of value it is, for people.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "真假值",
            Self::Whole(_) | Self::Number(_) => "数",
            Self::Text(_) => "文字",
            Self::Row(_) | Self::List(_) => "数组",
            Self::Object(_) => "对象",
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(u64::try_from(value).map_or(Json::Number(value as f64), Json::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut row: Vec<u32> = Vec::new();
        while let Some(item) = from.next_element()? {
            if let Json::Whole(number) = item
                && let Ok(small) = u32::try_from(number)
            {
                row.push(small);
                continue;
            }
            let small = row.into_iter().map(|number| Json::Whole(u64::from(number)));
            let mut list: Vec<Json> = small.chain([item]).collect();
            while let Some(item) = from.next_element()? {
                list.push(item);
            }
            return Ok(Json::List(list));
        }
        Ok(Json::Row(row))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = from.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

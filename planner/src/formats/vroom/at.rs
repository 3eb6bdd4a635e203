//! Values with the path at which they stand, so that whatever is refused is refused by name:
//! `vehicles[3].breaks[0].max_load`.

use super::json::Json;
use crate::fault::{self, Fault};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The largest time, distance, cost or amount: VROOM's own are 32 bits wide.
pub(super) const MOST: u64 = u32::MAX as u64;

/// A value and where it stands.
pub(super) struct At<'a> {
    path: String,
    value: Cow<'a, Json>,
}

impl<'a> At<'a> {
    /// The whole document.
    pub(super) fn root(value: &'a Json) -> Self {
        Self { path: String::new(), value: Cow::Borrowed(value) }
    }

    /// Its path.
    pub(super) fn path(&self) -> &str {
        if self.path.is_empty() { "（整个文件）" } else { &self.path }
    }

    pub(super) fn value(&self) -> &Json {
        &self.value
    }

    /// A fault of this value.
    pub(super) fn fault(&self, code: fault::Code, what: &str) -> Fault {
        Fault::new(code, format!("{}：{what}", self.path()))
    }

    fn wrong(&self, wanted: &str) -> Fault {
        let found = match &*self.value {
            Json::Whole(number) => number.to_string(),
            Json::Number(number) => number.to_string(),
            Json::Bool(value) => value.to_string(),
            other => other.kind().to_owned(),
        };
        self.fault(fault::WRONG_ENTRY, &format!("应为{wanted}，现为{found}"))
    }

    /// A whole number of at most `most`.
    pub(super) fn whole(&self, most: u64) -> Result<u64, Fault> {
        match *self.value {
            Json::Whole(number) if number <= most => Ok(number),
            _ if most == u64::MAX => Err(self.wrong("非负整数")),
            _ => Err(self.wrong(&format!("不超过 {most} 的非负整数"))),
        }
    }

    /// A time, distance, cost or amount.
    pub(super) fn quantity(&self) -> Result<i64, Fault> {
        self.whole(MOST).map(|number| number as i64)
    }

    /// A skill or a number of things.
    pub(super) fn count(&self) -> Result<u32, Fault> {
        self.whole(MOST).map(|number| number as u32)
    }

    pub(super) fn number(&self) -> Result<f64, Fault> {
        match *self.value {
            Json::Whole(number) => Ok(number as f64),
            Json::Number(number) => Ok(number),
            _ => Err(self.wrong("数")),
        }
    }

    pub(super) fn flag(&self) -> Result<bool, Fault> {
        match *self.value {
            Json::Bool(value) => Ok(value),
            _ => Err(self.wrong(" true 或 false")),
        }
    }

    pub(super) fn text(&self) -> Result<String, Fault> {
        match &*self.value {
            Json::Text(text) => Ok(text.clone()),
            _ => Err(self.wrong("文字")),
        }
    }

    /// What `each` makes of every entry of an array.
    pub(super) fn list<T>(
        &self,
        mut each: impl FnMut(At<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let path = |ix: usize| format!("{}[{ix}]", self.path);
        match &*self.value {
            Json::Row(row) => (row.iter().enumerate())
                .map(|(ix, &number)| {
                    let value = Cow::Owned(Json::Whole(u64::from(number)));
                    each(At { path: path(ix), value })
                })
                .collect(),
            Json::List(list) => (list.iter().enumerate())
                .map(|(ix, value)| each(At { path: path(ix), value: Cow::Borrowed(value) }))
                .collect(),
            _ => Err(self.wrong("数组")),
        }
    }

    /// Two times, the first not after the second.
    pub(super) fn window(&self) -> Result<(i64, i64), Fault> {
        match self.list(|at| at.quantity())?[..] {
            [from, to] if from <= to => Ok((from, to)),
            _ => Err(self.wrong("两个数，先小后大，")),
        }
    }

    /// Its keys, whatever they are called; each at most once.
    pub(super) fn entries(&self) -> Result<Vec<(&str, At<'_>)>, Fault> {
        let Json::Object(fields) = &*self.value else { return Err(self.wrong("对象")) };
        let mut seen = BTreeSet::new();
        fields
            .iter()
            .map(|(key, value)| {
                let at = At { path: self.inside(key), value: Cow::Borrowed(value) };
                match seen.insert(key.as_str()) {
                    true => Ok((key.as_str(), at)),
                    false => Err(at.fault(fault::CONTRADICTION, "出现两次")),
                }
            })
            .collect()
    }

    fn inside(&self, key: &str) -> String {
        // A key can be as long as the file; the beginning names it well enough.
        let short: String = key.chars().take(60).collect();
        if self.path.is_empty() { short } else { format!("{}.{short}", self.path) }
    }

    /// Its fields. `refused` are keys that VROOM knows and Fenjian cannot follow, with the reason.
    pub(super) fn fields(
        &self,
        known: &[&str],
        refused: &[(&str, &str)],
    ) -> Result<Fields<'_>, Fault> {
        let entries = self.entries()?;
        for (key, at) in &entries {
            if known.contains(key) {
                continue;
            }
            return Err(match refused.iter().find(|(name, _)| name == key) {
                Some((_, why)) => at.fault(fault::UNSUPPORTED_KEY, why),
                None => Fault::new(fault::UNKNOWN_KEY, at.path()),
            });
        }
        Ok(Fields { path: self.path.clone(), entries })
    }
}

/// The fields of an object; all are known.
pub(super) struct Fields<'a> {
    path: String,
    entries: Vec<(&'a str, At<'a>)>,
}

impl<'a> Fields<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&At<'a>> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, at)| at)
    }

    /// What `read` makes of the value of `key`, if it is there.
    pub(super) fn map<T>(
        &self,
        key: &str,
        read: impl FnOnce(&At<'a>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.get(key).map(read).transpose()
    }

    /// The time, distance or cost at `key`, or `usual`.
    pub(super) fn quantity(&self, key: &str, usual: i64) -> Result<i64, Fault> {
        Ok(self.map(key, At::quantity)?.unwrap_or(usual))
    }

    pub(super) fn need(&self, key: &str) -> Result<&At<'a>, Fault> {
        self.get(key).ok_or_else(|| Fault::new(fault::MISSING_ENTRY, self.name(key)))
    }

    /// The path of `key`.
    pub(super) fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

//! The `Debug` output of values that may contain secrets.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

/// Shows that there is a value and how many, but nothing of the value itself.
pub(crate) trait Redact {
    fn redacted(&self) -> Redacted<'_>;
}

pub(crate) enum Redacted<'a> {
    Absent,
    Present(Box<Redacted<'a>>),
    Whole,
    /// A number of values.
    Many(usize),
    /// The names of the fields, without their values.
    Names(&'a Map<String, Value>),
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("None"),
            Self::Present(inner) => write!(f, "Some({inner:?})"),
            Self::Whole => f.write_str("[redacted]"),
            Self::Many(count) => write!(f, "[{count} redacted]"),
            Self::Names(map) => f.debug_set().entries(map.keys()).finish(),
        }
    }
}

impl Redact for String {
    fn redacted(&self) -> Redacted<'_> {
        Redacted::Whole
    }
}

impl<T> Redact for Vec<T> {
    fn redacted(&self) -> Redacted<'_> {
        Redacted::Many(self.len())
    }
}

impl<K, V> Redact for BTreeMap<K, V> {
    fn redacted(&self) -> Redacted<'_> {
        Redacted::Many(self.len())
    }
}

impl Redact for Map<String, Value> {
    fn redacted(&self) -> Redacted<'_> {
        Redacted::Names(self)
    }
}

impl<T: Redact> Redact for Option<T> {
    fn redacted(&self) -> Redacted<'_> {
        match self {
            None => Redacted::Absent,
            Some(value) => Redacted::Present(Box::new(value.redacted())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_never_show_and_their_number_does() {
        let text = String::from("canary");
        let list = vec![text.clone(), text.clone()];
        assert_eq!(format!("{:?}", text.redacted()), "[redacted]");
        assert_eq!(format!("{:?}", list.redacted()), "[2 redacted]");
        assert_eq!(
            format!("{:?}", Some(text.clone()).redacted()),
            "Some([redacted])"
        );
        assert_eq!(format!("{:?}", None::<String>.redacted()), "None");
        let map = BTreeMap::from([(text.clone(), text.clone())]);
        assert_eq!(format!("{:?}", map.redacted()), "[1 redacted]");
    }

    #[test]
    fn unknown_fields_show_their_names_only() {
        let map = Map::from_iter([("volume".to_owned(), Value::from("canary"))]);
        assert_eq!(format!("{:?}", map.redacted()), r#"{"volume"}"#);
    }
}

//! Reading what servers send, in the variations of other implementations.

use std::fmt;

use jiff::Timestamp;
use jiff::fmt::temporal::Pieces;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// Reads a list or a map. `null` is read as an empty one, because servers in Go may write it.
pub(crate) fn null_is_empty<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a time. One after [`Timestamp::MAX`], such as `9999-12-31T23:59:59Z`, which often means never, is read as that
/// maximum. One before [`Timestamp::MIN`] is read as that minimum.
pub(crate) fn timestamp<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(Time)
}

/// Reads an optional time in the same way.
pub(crate) fn optional_timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    struct Some(Timestamp);

    impl<'de> Deserialize<'de> for Some {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            timestamp(deserializer).map(Self)
        }
    }

    let time = Option::<Some>::deserialize(deserializer)?;
    Ok(time.map(|Some(time)| time))
}

struct Time;

impl Visitor<'_> for Time {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time as RFC 3339 writes it")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse()
            .or_else(|error| saturated(text).ok_or_else(|| E::custom(error)))
    }
}

/// Returns the end of the range that a well-formed time is beyond.
fn saturated(text: &str) -> Option<Timestamp> {
    let pieces = Pieces::parse(text).ok()?;
    pieces.time()?;
    pieces.offset()?;
    Some(match pieces.date().year() > 0 {
        true => Timestamp::MAX,
        false => Timestamp::MIN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Timestamp, serde_json::Error> {
        timestamp(serde_json::Value::from(text))
    }

    #[test]
    fn times_beyond_the_range_are_the_last_or_the_first() {
        for text in [
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59+00:00",
        ] {
            assert_eq!(read(text).unwrap(), Timestamp::MAX, "{text}");
        }
        assert_eq!(read("-009999-01-01T00:00:00Z").unwrap(), Timestamp::MIN);
        let zero = read("0001-01-01T00:00:00Z").unwrap();
        assert_eq!(zero.to_string(), "0001-01-01T00:00:00Z");
    }

    #[test]
    fn times_that_are_malformed_stay_errors() {
        for text in [
            "",
            "never",
            "2026-02-30T00:00:00Z",
            "2026-01-02T25:00:00Z",
            "9999-12-31",
            "9999-12-31T23:59:59",
            "10000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z and more",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let error = timestamp(serde_json::json!(7)).unwrap_err().to_string();
        assert!(error.contains("a time as RFC 3339 writes it"), "{error}");
    }
}

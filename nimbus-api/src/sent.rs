//! Reading what is only sent, which people write: what is not known is an error, with its place and what is expected.

use serde::de::{Deserialize, Deserializer, Error};

/// Values of enumerations, which may be known or not.
pub(crate) trait Values {
    const KNOWN: &'static [&'static str];

    /// One that is not known.
    fn unknown(&self) -> Option<&str>;
}

impl<T: Values> Values for Option<T> {
    const KNOWN: &'static [&'static str] = T::KNOWN;

    fn unknown(&self) -> Option<&str> {
        self.as_ref().and_then(T::unknown)
    }
}

impl<T: Values> Values for Vec<T> {
    const KNOWN: &'static [&'static str] = T::KNOWN;

    fn unknown(&self) -> Option<&str> {
        self.iter().find_map(T::unknown)
    }
}

/// Reads the field of this name.
pub(crate) fn part<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    name: &str,
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer).map_err(|error| within(name, &error))
}

/// Reads the field of this name, whose values must be known.
pub(crate) fn value<'de, T: Deserialize<'de> + Values, D: Deserializer<'de>>(
    name: &str,
    deserializer: D,
) -> Result<T, D::Error> {
    let value: T = part(name, deserializer)?;
    match value.unknown() {
        None => Ok(value),
        Some(unknown) => {
            let error: D::Error = Error::unknown_variant(unknown, T::KNOWN);
            Err(within(name, &error))
        }
    }
}

/// Reads the field of this name, of which no error shows anything.
pub(crate) fn secret<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    name: &str,
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer).map_err(|_| {
        let error =
            "not of the expected type; what is there is not shown, because it may be secret";
        within(name, &D::Error::custom(error))
    })
}

/// Puts the name before the path that the error begins with, if it does.
fn within<E: Error>(name: &str, error: &E) -> E {
    let text = error.to_string();
    match text.strip_prefix('`') {
        Some(path) => E::custom(format_args!("`{name}.{path}")),
        None => E::custom(format_args!("`{name}`: {text}")),
    }
}

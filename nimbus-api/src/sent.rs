//! Reading types that are only sent, from input that people write. Anything unknown is an error with its place and what
//! is expected.

use serde::de::{Deserialize, Deserializer, Error};

/// Values of open enums, which may be known or not.
pub(crate) trait Values {
    const KNOWN: &'static [&'static str];

    /// Returns a value that is not known, if there is one.
    fn unknown(&self) -> Option<&str>;
}

impl<T: Values> Values for Vec<T> {
    const KNOWN: &'static [&'static str] = T::KNOWN;

    fn unknown(&self) -> Option<&str> {
        self.iter().find_map(T::unknown)
    }
}

/// Reads the field with this name.
pub(crate) fn part<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    name: &str,
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer).map_err(|error| within(name, &error))
}

/// Reads the field with this name, whose values must be known.
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

/// Reads the field with this name, whose content is never shown in an error.
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

/// Prepends the name to the path at the start of the error, if there is one.
fn within<E: Error>(name: &str, error: &E) -> E {
    let text = error.to_string();
    match text.strip_prefix('`') {
        Some(path) => E::custom(format_args!("`{name}.{path}")),
        None => E::custom(format_args!("`{name}`: {text}")),
    }
}

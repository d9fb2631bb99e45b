//! Reading strings that are mostly known.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Reads a string into an open enum, without copying it if it is known.
pub(crate) struct StringVisitor<T> {
    expected: &'static str,
    result: PhantomData<T>,
}

impl<T> StringVisitor<T> {
    pub(crate) fn new(expected: &'static str) -> Self {
        Self {
            expected,
            result: PhantomData,
        }
    }
}

impl<T: for<'a> From<&'a str> + From<String>> Visitor<'_> for StringVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
        Ok(T::from(value))
    }
}

/// Reads a tag or a key. A known one is not allocated.
pub(super) struct OneOf<'a> {
    pub(super) known: &'a [&'static str],
    pub(super) expected: fmt::Arguments<'a>,
}

pub(super) enum Name {
    Known(&'static str),
    Other(String),
}

impl<'de> DeserializeSeed<'de> for OneOf<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for OneOf<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_fmt(self.expected)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Name, E> {
        let known = self.known.iter().find(|known| **known == value);
        Ok(known.map_or_else(|| Name::Other(value.to_owned()), |known| Name::Known(known)))
    }
}

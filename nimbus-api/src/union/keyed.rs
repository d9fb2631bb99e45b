//! Unions whose variants are distinguished by a key.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::strings::{Name, OneOf};
use super::{Union, UnknownVariant};

pub(crate) trait Keyed: Union {
    /// Reads the value of a known key.
    fn decode<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Self, A::Error>;
}

/// Reads a keyed union. Additional keys are ignored, like unknown fields, or refused in types that are only sent.
pub(crate) struct KeyedVisitor<U>(PhantomData<U>);

impl<U> KeyedVisitor<U> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, U: Keyed> Visitor<'de> for KeyedVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an object with one of the keys {:?}, a variant of {}",
            U::KNOWN,
            U::NAME
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let mut found: Option<(&str, U)> = None;
        let mut others = Map::new();
        while let Some(key) = map.next_key_seed(OneOf {
            known: U::KNOWN,
            expected: format_args!("a key"),
        })? {
            match (key, &found) {
                (Name::Known(key), None) => found = Some((key, U::decode(key, &mut map)?)),
                (Name::Known(key), Some((other, _))) => {
                    return Err(A::Error::custom(format_args!(
                        "{} has one key, not both `{other}` and `{key}`",
                        U::NAME
                    )));
                }
                (Name::Other(key), _) => {
                    others.insert(key, map.next_value()?);
                }
            }
        }
        if let Some((_, union)) = found {
            return match others.keys().next() {
                Some(other) if U::UNKNOWN.is_none() => {
                    Err(A::Error::unknown_field(other, U::KNOWN))
                }
                _ => Ok(union),
            };
        }
        match kind(&others) {
            Some(key) => U::unknown_or_error(UnknownVariant::new(key, others)),
            None => Err(A::Error::custom(format_args!(
                "{} needs one of the keys {:?}",
                U::NAME,
                U::KNOWN
            ))),
        }
    }
}

/// Returns the key that names the variant: one with an object as its value, like all known keys. The order of the keys
/// does not matter, because it is not kept, and what is written back must be read in the same way.
fn kind(others: &Map<String, Value>) -> Option<String> {
    let wraps = |(_, value): &(&String, &Value)| value.is_object();
    let key = |(key, _)| key;
    let wrapping = others.iter().filter(wraps).map(key).min();
    wrapping.or_else(|| others.keys().min()).cloned()
}

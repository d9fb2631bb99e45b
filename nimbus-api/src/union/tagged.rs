//! Unions whose variants are distinguished by a tag.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::strings::{Name, OneOf};
use super::{Union, UnknownVariant};

pub(crate) trait Tagged: Union {
    const TAG: &'static str;

    /// Reads the payload of a known kind.
    fn decode<'de, D: Deserializer<'de>>(kind: &str, fields: D) -> Result<Self, D::Error>;
}

/// Reads a tagged union. If the tag comes first, as nimbus and its server write it, nothing is buffered.
pub(crate) struct TaggedVisitor<U>(PhantomData<U>);

impl<U> TaggedVisitor<U> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, U: Tagged> Visitor<'de> for TaggedVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an object with a string `{}`, a variant of {}",
            U::TAG,
            U::NAME
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let mut fields = Fields::new();
        let key = || OneOf {
            known: &[U::TAG],
            expected: format_args!("a key"),
        };
        while let Some(name) = map.next_key_seed(key())? {
            let Name::Other(name) = name else {
                return visit_tag(map, fields);
            };
            fields.push((name, map.next_value()?));
        }
        Err(A::Error::missing_field(U::TAG))
    }
}

/// The fields before the tag, unchanged: a duplicate field must be read twice, so that it is an error.
type Fields = Vec<(String, Value)>;

/// Continues with the value of the tag, given the fields before it.
fn visit_tag<'de, U: Tagged, A: MapAccess<'de>>(
    mut map: A,
    mut fields: Fields,
) -> Result<U, A::Error> {
    let kind = map.next_value_seed(OneOf {
        known: U::KNOWN,
        expected: format_args!("a string, the `{}` of {}", U::TAG, U::NAME),
    })?;
    if let Name::Known(kind) = kind
        && fields.is_empty()
    {
        return U::decode(kind, MapAccessDeserializer::new(map));
    }
    while let Some(field) = map.next_entry()? {
        fields.push(field);
    }
    match kind {
        Name::Known(kind) => {
            let fields = MapDeserializer::<_, serde_json::Error>::new(fields.into_iter());
            U::decode(kind, fields).map_err(A::Error::custom)
        }
        Name::Other(kind) => {
            fields.push((U::TAG.to_owned(), Value::String(kind.clone())));
            U::unknown_or_error(UnknownVariant::new(kind, fields.into_iter().collect()))
        }
    }
}

//! How objects are read and written. The macro says which fields there are; this does the rest.
//!
//! serde derives the same, and more: it would take a list for an object, with the fields in the order of the document,
//! and write a type of its own for every object's names. All of that would be in the programs of users.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// An object of the contract, as what stands between its braces.
pub(crate) trait Object {
    fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// Writes the fields between braces.
pub(crate) fn serialize<S: Serializer>(
    object: &impl Object,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.write_fields(&mut map)?;
    map.end()
}

/// Writes a field, if it is there.
pub(crate) fn write_optional<M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    value: Option<&impl Serialize>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

/// Reads the name of the next field.
pub(crate) struct Name {
    /// The place of a known name. A function for each object, which compares by length first: names come in any order.
    pub(crate) place: fn(&str) -> Option<usize>,
    /// Whether a name that is not known is worth keeping.
    pub(crate) keeps_others: bool,
}

pub(crate) enum Field {
    /// By its place among the known ones.
    Known(usize),
    Other(String),
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Field, E> {
        Ok(match (self.place)(name) {
            Some(place) => Field::Known(place),
            None if self.keeps_others => Field::Other(name.to_owned()),
            None => Field::Other(String::new()),
        })
    }
}

/// Reads the value of a field, for the first time.
pub(crate) fn read<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    object: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *field = Some(object.next_value()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(
        unreachable_pub,
        reason = "the macro's fields are public, of a type that is not"
    )]

    use serde_json::{Map, Value, from_str, from_value, json, to_value};

    #[derive(Clone, Debug, PartialEq)]
    struct Strict {
        pub name: String,
        pub size: Option<u32>,
        pub detail: Option<Value>,
    }

    object! {
        Strict {
            0 name = "name": required,
            1 size = "theSize": optional,
            2 detail = "detail": nullable,
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Loose {
        pub name: String,
        pub rest: Map<String, Value>,
    }

    object! { Loose { 0 name = "name": required, ..rest } }

    fn error(json: &str) -> String {
        from_str::<Strict>(json).unwrap_err().to_string()
    }

    #[test]
    fn fields_come_in_any_order_and_others_are_passed_over() {
        let expected = Strict {
            name: "a".to_owned(),
            size: Some(1),
            detail: None,
        };
        for json in [
            r#"{"name":"a","theSize":1,"detail":null}"#,
            r#"{"detail":null,"theSize":1,"name":"a"}"#,
            r#"{"size":2,"name":"a","x":{"name":[]},"detail":null,"x":1,"theSize":1}"#,
            r#"{"n\u0061me":"a","theSize":1,"detail":null}"#,
        ] {
            assert_eq!(from_str::<Strict>(json).unwrap(), expected, "{json}");
            let value: Value = from_str(json).unwrap();
            assert_eq!(from_value::<Strict>(value).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn what_is_optional_may_be_null_or_left_out_and_what_is_nullable_must_be_there() {
        for json in [
            r#"{"name":"a","theSize":null,"detail":1}"#,
            r#"{"name":"a","detail":1}"#,
        ] {
            let read = from_str::<Strict>(json).unwrap();
            assert_eq!((read.size, read.detail), (None, Some(json!(1))), "{json}");
        }
        assert!(error(r#"{"name":"a"}"#).contains("missing field `detail`"));
        assert!(error(r#"{"detail":1}"#).contains("missing field `name`"));
        assert!(error(r#"{"name":null,"detail":1}"#).contains("null"));
    }

    #[test]
    fn a_field_given_twice_and_what_is_no_object_are_errors() {
        let twice = error(r#"{"name":"a","name":"b","detail":1}"#);
        assert!(twice.contains("duplicate field `name`"), "{twice}");
        for json in ["[]", r#"["a",1,null]"#, "1", r#""a""#, "null"] {
            let error = error(json);
            assert!(error.contains("expected the object Strict"), "{error}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_written_and_what_is_nullable_is() {
        let strict = Strict {
            name: "a".to_owned(),
            size: None,
            detail: None,
        };
        assert_eq!(
            serde_json::to_string(&strict).unwrap(),
            r#"{"name":"a","detail":null}"#
        );
        let full = json!({ "name": "a", "theSize": 1, "detail": [1] });
        let read: Strict = from_value(full.clone()).unwrap();
        assert_eq!(to_value(read).unwrap(), full);
    }

    #[test]
    fn a_loose_object_keeps_what_it_does_not_know() {
        let json = json!({ "a": [1, { "b": null }], "name": "n", "z": "last" });
        let loose: Loose = from_value(json.clone()).unwrap();
        assert_eq!(loose.rest.keys().collect::<Vec<_>>(), ["a", "z"]);
        assert_eq!(to_value(loose).unwrap(), json);
    }
}

//! The credential file, as it stands there.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::secret::Secret;

/// The fields of the file. Others are ignored.
pub(super) const FIELDS: &[&str] = &[
    "endpoint",
    CREDENTIAL,
    "token",
    "access_token",
    "apiKey",
    "api_key",
];

/// The field that is an object.
const CREDENTIAL: &str = "credential";

/// The fields of the field `credential`.
pub(super) const CREDENTIAL_FIELDS: &[&str] = &[
    "kind",
    "type",
    "token",
    "access_token",
    "apiKey",
    "api_key",
    "issuer",
    "audience",
    "subject",
];

/// A part of the file, read whatever it is, so that one of the wrong type can be named. Every text is kept as a
/// secret, the kind too: people paste into the wrong field.
pub(super) enum Part {
    /// `null` counts as this.
    Absent,
    Text(Secret),
    Object(Fields),
    /// Something else, as `a number`.
    Other(&'static str),
}

/// The known fields of an object, as far as they are there.
pub(super) struct Fields(Vec<(&'static str, Part)>);

impl Fields {
    pub(super) fn part(&self, name: &str) -> &Part {
        let mut fields = self.0.iter();
        fields
            .find(|(field, _)| *field == name)
            .map_or(&Part::Absent, |(_, part)| part)
    }
}

impl Part {
    /// What it is, with an article.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Absent => "null",
            Self::Text(_) => "a string",
            Self::Object(_) => "an object",
            Self::Other(name) => name,
        }
    }
}

/// Reads the file; says at what line and column it cannot be read, and why, without quoting it.
pub(super) fn parse(bytes: &[u8]) -> Result<Fields, String> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err("starts with a byte order mark; save it as UTF-8 without one".to_owned());
    }
    let text = str::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8 (from byte {})", error.valid_up_to() + 1))?;
    if text.trim().is_empty() {
        return Err("holds nothing but whitespace".to_owned());
    }
    match read(bytes) {
        Ok(Part::Object(fields)) => Ok(fields),
        Ok(other) => Err(format!("holds {}, not a JSON object", other.type_name())),
        Err(error) => {
            // The message of serde_json may quote the content, so it is not used.
            let reason = match error.classify() {
                serde_json::error::Category::Eof => "the JSON ends too early",
                serde_json::error::Category::Data => "a field is given twice",
                _ => "not valid JSON",
            };
            Err(format!(
                "cannot be read: {reason} at line {}, column {}",
                error.line(),
                error.column()
            ))
        }
    }
}

fn read(bytes: &[u8]) -> Result<Part, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let part = Reader { known: FIELDS }.deserialize(&mut json)?;
    json.end().map(|()| part)
}

/// Reads a part, of which these fields are known should it be an object. By hand and with one type for all parts: what
/// serde derives for a type with this many fields is many times as much code in a user's program.
struct Reader {
    known: &'static [&'static str],
}

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Part;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Part, E> {
        Ok(Part::Absent)
    }

    fn visit_str<E>(self, text: &str) -> Result<Part, E> {
        Ok(Part::Text(Secret::from(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Part, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = object.next_key_seed(Name(self.known))? {
            let Some(name) = name else {
                object.next_value::<IgnoredAny>()?;
                continue;
            };
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::duplicate_field(name));
            }
            let known = match name {
                CREDENTIAL => CREDENTIAL_FIELDS,
                _ => &[],
            };
            fields.push((name, object.next_value_seed(Self { known })?));
        }
        Ok(Part::Object(Fields(fields)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Part, A::Error> {
        IgnoredAny.visit_seq(array).map(|_| Part::Other("an array"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Part, E> {
        Ok(Part::Other("a boolean"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Part, E> {
        Ok(Part::Other("a number"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Part, E> {
        Ok(Part::Other("a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Part, E> {
        Ok(Part::Other("a number"))
    }
}

/// Finds a field's name among the known ones.
struct Name(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<&'static str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|known| *known == name))
    }
}

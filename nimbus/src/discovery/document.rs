//! The credential file: what may stand in it, and what it gives.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::secret::Secret;

/// The content of the credential file. Fields that are not listed are ignored; `null` counts as absent, and so does
/// a text of nothing but whitespace.
#[derive(Default, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(title = "Nimbus credential file"))]
pub(super) struct CredentialFile {
    /// The origin of the server, as `http://127.0.0.1:8080`; a path prefix is kept.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) endpoint: Part<Secret>,
    /// The credential, with its kind. Beats the fields beside it.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<CredentialEntry>"))]
    pub(super) credential: Part<CredentialEntry>,
    /// A bearer token.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) token: Part<Secret>,
    /// A bearer token; looked at when `token` is absent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) access_token: Part<Secret>,
    /// An API key; looked at when there is no bearer token.
    #[serde(rename = "apiKey")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) api_key_camel: Part<Secret>,
    /// An API key; looked at when `apiKey` is absent.
    #[serde(rename = "api_key")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) api_key_snake: Part<Secret>,
}

/// A credential, with its kind: `kind` or `type` is required, and the secret of that kind: `token` or `access_token`
/// for `bearer`, `access_token` and `workload_identity`; `apiKey` or `api_key` for `api_key` and `apiKey`.
#[derive(Default, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(transform = super::schema::require_kind_and_secret))]
pub(super) struct CredentialEntry {
    /// What the secret is.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    pub(super) kind: Part<Secret>,
    /// What the secret is; looked at when `kind` is absent.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    pub(super) type_: Part<Secret>,
    /// The token.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) token: Part<Secret>,
    /// The token; looked at when `token` is absent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) access_token: Part<Secret>,
    /// The API key.
    #[serde(rename = "apiKey")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) api_key_camel: Part<Secret>,
    /// The API key; looked at when `apiKey` is absent.
    #[serde(rename = "api_key")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) api_key_snake: Part<Secret>,
    /// Who issued a workload-identity token. Not sent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) issuer: Part<Secret>,
    /// Whom a workload-identity token is meant for. Not sent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) audience: Part<Secret>,
    /// Whom a workload-identity token stands for. Not sent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub(super) subject: Part<Secret>,
}

/// A part of the file that is read whatever it is, so that one of the wrong type can be named. Every text is kept as
/// a secret, the kind too: people paste into the wrong field.
#[derive(Default)]
pub(super) enum Part<T> {
    #[default]
    Absent,
    Present(T),
    /// Something of another type, as `a number`.
    Wrong(&'static str),
}

/// Reads the file; says at what line and column it cannot be read, and why, without quoting it.
pub(super) fn parse(bytes: &[u8]) -> Result<CredentialFile, String> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err("starts with a byte order mark; save it as UTF-8 without one".to_owned());
    }
    let text = str::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8 (from byte {})", error.valid_up_to() + 1))?;
    if text.trim().is_empty() {
        return Err("holds nothing but whitespace".to_owned());
    }
    match serde_json::from_str(text) {
        Ok(Part::Present(file)) => Ok(file),
        Ok(Part::Absent) => Err("holds null, not a JSON object".to_owned()),
        Ok(Part::Wrong(type_name)) => Err(format!("holds {type_name}, not a JSON object")),
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

/// What a [`Part`] may be.
trait Kept: Sized {
    fn of_text(_text: &str) -> Option<Self> {
        None
    }

    fn of_object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        IgnoredAny.visit_map(object).map(|_| None)
    }
}

impl Kept for Secret {
    fn of_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
}

impl Kept for CredentialEntry {
    fn of_object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        Self::deserialize(MapAccessDeserializer::new(object)).map(Some)
    }
}

impl Kept for CredentialFile {
    fn of_object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        Self::deserialize(MapAccessDeserializer::new(object)).map(Some)
    }
}

impl<'de, T: Kept> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PartVisitor(PhantomData))
    }
}

struct PartVisitor<T>(PhantomData<T>);

impl<'de, T: Kept> Visitor<'de> for PartVisitor<T> {
    type Value = Part<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Part::Absent)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::of_text(text).map_or(Part::Wrong("a string"), Part::Present))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        Ok(T::of_object(object)?.map_or(Part::Wrong("an object"), Part::Present))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_seq(array).map(|_| Part::Wrong("an array"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Part::Wrong("a boolean"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Part::Wrong("a number"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Part::Wrong("a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Part::Wrong("a number"))
    }
}

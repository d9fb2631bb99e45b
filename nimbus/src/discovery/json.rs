//! Reading the JSON of the credential file, without quoting it in an error.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

/// An object of the file.
pub(super) enum Object<T> {
    /// Its fields, and whether one of them is given twice. Then the last one counts, as in JavaScript.
    Fields(T, bool),
    /// Something else, as `a number`.
    Other(&'static str),
}

/// Reads the file; says at what line and column it cannot be read, and why, without quoting it.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<Object<T>, String> {
    if text.starts_with('\u{feff}') {
        return Err("starts with a byte order mark; save it as UTF-8 without one".to_owned());
    }
    if text.trim().is_empty() {
        return Err("holds nothing but whitespace".to_owned());
    }
    let json = serde_json::from_str(text);
    json.and_then(object).map_err(|error| {
        // The message of serde_json may quote the content, so it is not used.
        let reason = if text.contains(char::REPLACEMENT_CHARACTER) {
            "not UTF-8, and not valid JSON"
        } else if error.is_eof() {
            "the JSON ends too early"
        } else {
            "not valid JSON"
        };
        let (line, column) = (error.line(), error.column());
        format!("cannot be read: {reason} at line {line}, column {column}")
    })
}

/// The object that stands in a part of the file.
pub(super) fn object<'a, T: Deserialize<'a>>(json: &'a RawValue) -> serde_json::Result<Object<T>> {
    if !json.get().starts_with('{') {
        return Ok(Object::Other(type_name(json)));
    }
    match serde_json::from_str(json.get()) {
        // The fields are taken as they are, so that all that can be wrong is that there is one twice.
        Err(error) if error.is_data() => {
            let last: BTreeMap<String, &RawValue> = serde_json::from_str(json.get())?;
            let fields = T::deserialize(MapDeserializer::new(last.into_iter()))?;
            Ok(Object::Fields(fields, true))
        }
        fields => Ok(Object::Fields(fields?, false)),
    }
}

/// What stands in a part of the file, with an article.
pub(super) fn type_name(json: &RawValue) -> &'static str {
    match json.get().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

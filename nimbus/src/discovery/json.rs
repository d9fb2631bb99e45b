//! Reading the JSON of the credential file, without quoting it in errors.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

/// The JSON value where an object is expected.
pub(super) enum Object<T> {
    /// The fields of the object, and whether one of them is given twice. In that case the last one counts, as in
    /// JavaScript.
    Fields(T, bool),
    /// Something else, for example `a number`.
    Other(&'static str),
}

/// Reads the file. The error has the line, the column and the reason, without quoting the file.
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

/// Reads an object in a part of the file.
pub(super) fn object<'a, T: Deserialize<'a>>(json: &'a RawValue) -> serde_json::Result<Object<T>> {
    if !json.get().starts_with('{') {
        return Ok(Object::Other(type_name(json)));
    }
    match serde_json::from_str(json.get()) {
        // The fields are raw JSON, so the only possible error is a duplicate.
        Err(_) => {
            let last: BTreeMap<String, &RawValue> = serde_json::from_str(json.get())?;
            let fields = T::deserialize(MapDeserializer::new(last.into_iter()))?;
            Ok(Object::Fields(fields, true))
        }
        Ok(fields) => Ok(Object::Fields(fields, false)),
    }
}

/// Returns the JSON type of a part of the file, with an article.
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

//! Answers with values in them that no handler gave.

use axum::body::Bytes;
use serde_json::Value;

/// The JSON `body` with each value at its pointer; none when there are no values or it is not JSON.
pub(crate) fn with_values(body: &Bytes, values: &[(String, Value)]) -> Option<Bytes> {
    if values.is_empty() {
        return None;
    }
    let mut json: Value = serde_json::from_slice(body).ok()?;
    for (pointer, value) in values {
        put(&mut json, pointer, value.clone());
    }
    Some(Bytes::from(json.to_string()))
}

fn put(json: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = json.pointer_mut(pointer) {
        *place = value;
    } else if let Some((parent, name)) = pointer.rsplit_once('/')
        && let Some(Value::Object(fields)) = json.pointer_mut(parent)
    {
        fields.insert(name.replace("~1", "/").replace("~0", "~"), value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn edited(pointer: &str, value: Value) -> Option<Value> {
        let body = Bytes::from(r#"{"a":{"b":[1,2]}}"#);
        let changed = with_values(&body, &[(pointer.to_owned(), value)])?;
        serde_json::from_slice(&changed).ok()
    }

    #[test]
    fn a_value_that_is_there_is_replaced() {
        let expected = json!({ "a": { "b": [1, "x"] } });
        assert_eq!(edited("/a/b/1", json!("x")), Some(expected));
    }

    #[test]
    fn a_field_that_is_not_there_is_added() {
        let expected = json!({ "a": { "b": [1, 2], "c/d": null } });
        assert_eq!(edited("/a/c~1d", Value::Null), Some(expected));
    }

    #[test]
    fn a_pointer_to_nowhere_changes_nothing() {
        let expected = json!({ "a": { "b": [1, 2] } });
        assert_eq!(edited("/x/y", json!(1)), Some(expected));
    }

    #[test]
    fn a_body_that_is_no_json_stays() {
        let values = [("/a".to_owned(), json!(1))];
        assert_eq!(with_values(&Bytes::from("<html>"), &values), None);
    }
}

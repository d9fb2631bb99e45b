//! What a client made of a reply, in a word.

use std::collections::BTreeMap;

use serde_json::Value;

use super::replies::Reply;

/// What became of what is new in a reply, or of all of it.
pub(super) fn left(reply: &Reply, result: &Value) -> &'static str {
    if result.is_null() {
        return "fails";
    }
    let pointers = (
        reply.value.pointer(&reply.place),
        result["value"].pointer(&reply.place),
    );
    match pointers {
        (Some(value), Some(left)) if is_same(value, left) => "kept",
        _ => "lost",
    }
}

/// Whether members of unions became values of their own types.
pub(super) fn kinds(reply: &Reply, result: &Value) -> &'static str {
    let Some(types) = result["types"].as_array() else {
        return "";
    };
    let is_there = |member: &String| types.contains(&Value::from(member.as_str()));
    match reply.members[..] {
        [] => "",
        _ if reply.members.iter().all(is_there) => "typed",
        _ => "not typed",
    }
}

/// Whether nothing is lost but null, and the form of numbers and timestamps.
fn is_same(value: &Value, left: &Value) -> bool {
    match (value, left) {
        (Value::Object(fields), Value::Object(left)) => {
            let mut fields = fields.iter().filter(|field| !field.1.is_null());
            fields.all(|(name, value)| left.get(name).is_some_and(|left| is_same(value, left)))
        }
        (Value::Array(items), Value::Array(left)) => {
            items.len() == left.len() && items.iter().zip(left).all(|it| is_same(it.0, it.1))
        }
        (Value::Number(number), Value::Number(left)) => number.as_f64() == left.as_f64(),
        (Value::String(text), Value::String(left)) => {
            let seconds = |text: &str| text.get(..19).map(str::to_owned);
            text == left || text.ends_with('Z') && seconds(text) == seconds(left)
        }
        _ => value == left,
    }
}

/// The word for all of them; each with its number where they differ.
pub(super) fn summary(words: impl Iterator<Item = &'static str>) -> String {
    let mut counts = BTreeMap::new();
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let is_one = counts.len() == 1;
    let shown = counts.into_iter().map(|(word, count)| match is_one {
        true => word.to_owned(),
        false => format!("{word} {count}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contract::replies::News;

    fn reply(value: Value, place: &str, members: &[&str]) -> Reply {
        Reply {
            schema: "Shape".to_owned(),
            value,
            news: News::Field,
            place: place.to_owned(),
            members: members.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn what_is_new_is_kept_lost_or_failed_on() {
        let new = reply(json!({"a": 1, "tomorrow": {"size": 1}}), "/tomorrow", &[]);
        let kept = json!({"value": {"tomorrow": {"size": 1.0}}});
        assert_eq!(left(&new, &kept), "kept");
        assert_eq!(left(&new, &json!({"value": {"a": 1}})), "lost");
        let other = json!({"value": {"tomorrow": {"size": 2}}});
        assert_eq!(left(&new, &other), "lost");
        assert_eq!(left(&new, &Value::Null), "fails");
    }

    #[test]
    fn the_form_of_timestamps_and_null_are_no_loss() {
        let today = json!({"at": "2026-03-02T09:30:01.250Z", "detail": null, "items": [1]});
        let today = reply(today, "", &[]);
        let same = json!({"value": {"at": "2026-03-02T09:30:01.25+00:00", "items": [1]}});
        assert_eq!(left(&today, &same), "kept");
        for lossy in [
            json!({"value": {"at": "2026-03-02T09:30:02Z", "items": [1]}}),
            json!({"value": {"at": "2026-03-02T09:30:01.25Z", "items": []}}),
            json!({"value": {"items": [1]}}),
        ] {
            assert_eq!(left(&today, &lossy), "lost", "{lossy}");
        }
    }

    #[test]
    fn a_member_is_typed_when_its_type_is_there() {
        let round = reply(json!({}), "", &["Circle"]);
        assert_eq!(
            kinds(&round, &json!({"types": ["Shape", "Circle"]})),
            "typed"
        );
        assert_eq!(kinds(&round, &json!({"types": ["Shape"]})), "not typed");
        assert_eq!(kinds(&round, &Value::Null), "");
    }

    #[test]
    fn numbers_stand_only_where_words_differ() {
        assert_eq!(summary(["kept", "", "kept"].into_iter()), "kept");
        let mixed = ["kept", "fails", "kept"].into_iter();
        assert_eq!(summary(mixed), "fails 1, kept 2");
    }
}

//! The examples of the document: each fits the place where it is used, and survives the generated types.

mod places;

use std::collections::BTreeSet;

use nimbus_conformance::contract::{Side, document};
use serde_json::Value;

use places::{components, places, type_of, types};

#[test]
fn every_place_has_a_type_that_is_named_as_its_schema() {
    let mut unused: BTreeSet<_> = types().into_keys().collect();
    let places = places();
    for place in &places {
        unused.remove(&(place.operation, place.part.as_str()));
        let name = match place.schema["$ref"].as_str() {
            Some(target) => target.strip_prefix("#/components/schemas/").unwrap(),
            None => "String",
        };
        let known = type_of(place).name;
        assert_eq!(
            known.rsplit("::").next(),
            Some(name),
            "{} {}",
            place.operation,
            place.part
        );
    }
    assert!(unused.is_empty(), "not in the document: {unused:?}");
}

#[test]
fn every_example_fits_the_schema_of_the_place_where_it_is_used() {
    for place in places() {
        for (name, value) in &place.examples {
            let problems = document()
                .schemas
                .problems(place.schema, place.side(), value)
                .unwrap();
            let (operation, part) = (place.operation, &place.part);
            assert!(
                problems.is_empty(),
                "{operation} {part} {name}: {problems:?}"
            );
        }
    }
}

/// The same with timestamps in their shortest form: a timestamp is an instant, whose fraction has no length of its
/// own. Everything else stays as it is.
fn shortened(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.parse::<jiff::Timestamp>() {
            Ok(time) => Value::from(time.to_string()),
            Err(_) => value.clone(),
        },
        Value::Array(items) => items.iter().map(shortened).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields
                .map(|(name, value)| (name.clone(), shortened(value)))
                .collect()
        }
        _ => value.clone(),
    }
}

#[test]
fn every_example_decodes_into_the_generated_type_and_encodes_back_equal() {
    for place in places() {
        let generated = type_of(&place);
        for (name, value) in &place.examples {
            let (operation, part) = (place.operation, &place.part);
            let back = (generated.through)(value).map(|back| shortened(&back));
            assert_eq!(back, Ok(shortened(value)), "{operation} {part} {name}");
        }
    }
}

#[test]
fn every_example_is_used_somewhere() {
    let used: BTreeSet<_> = places()
        .into_iter()
        .flat_map(|place| place.examples.into_keys())
        .collect();
    let all: BTreeSet<_> = components("examples")
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(all, used);
}

#[test]
fn every_place_has_an_example() {
    for place in places() {
        assert!(
            !place.examples.is_empty(),
            "{} {} {}",
            place.operation,
            place.part,
            place.media
        );
    }
}

#[test]
fn every_operation_has_a_type_and_an_example_for_its_body_and_its_success() {
    let mut places: BTreeSet<(&str, String)> = places()
        .into_iter()
        .filter(|place| !place.examples.is_empty())
        .map(|place| (place.operation, place.part))
        .collect();
    for operation in &document().operations {
        if operation.body.is_some() {
            assert!(
                places.remove(&(operation.id.as_str(), "request".to_owned())),
                "{}",
                operation.id
            );
        }
        assert!(operation.successes().count() > 0, "{}", operation.id);
        for status in operation.successes().filter(|status| *status != 204) {
            assert!(
                places.remove(&(operation.id.as_str(), status.to_string())),
                "{}",
                operation.id
            );
        }
    }
}

#[test]
fn every_error_code_has_exactly_one_example() {
    let documented = components("schemas")["ErrorCode"]["enum"]
        .as_array()
        .unwrap();
    let mut documented: Vec<&str> = documented
        .iter()
        .map(|code| code.as_str().unwrap())
        .collect();
    let examples = components("examples").as_object().unwrap().values();
    let mut shown: Vec<&str> = examples
        .filter_map(|example| example.pointer("/value/error/code")?.as_str())
        .collect();
    documented.sort_unstable();
    shown.sort_unstable();
    assert_eq!(shown, documented);
}

#[test]
fn every_error_example_is_named_by_its_code_and_shown_under_a_status_that_it_can_have() {
    // The contract's own table: what each code is answered with.
    let statuses = |code: &str| -> &[u16] {
        match code {
            "op.invalid_input" | "op.cap_exceeded" => &[400],
            "auth.unauthorized" => &[401],
            "auth.forbidden" | "auth.permission_denied" => &[403],
            "op.cancelled" => &[408],
            "op.already_exists" | "op.conflict" | "op.out_of_retention" => &[409],
            "op.precondition_failed" | "op.missing_index" => &[412],
            "op.schema_validation" => &[422],
            "op.historical_read" => &[501, 403, 503, 400],
            "service.storage_busy"
            | "service.storage_transient"
            | "service.unavailable"
            | "service.transport" => &[503],
            "service.route_not_found" | "session.tenant_not_found" => &[404],
            code if code.starts_with("op.") && code.ends_with("not_found") => &[404],
            code if code.starts_with("rate.") => &[429],
            code if code.starts_with("service.") => &[500],
            code => panic!("no status is known for {code}"),
        }
    };
    for place in places().iter().filter(|place| place.is_error()) {
        for (name, value) in &place.examples {
            let Some(code) = value.pointer("/error/code").and_then(Value::as_str) else {
                continue;
            };
            let fits = statuses(code).iter().any(|status| {
                let range = format!("{}XX", status / 100);
                place.part == status.to_string() || place.part == range
            });
            assert!(fits, "{name} under {} of {}", place.part, place.operation);
            assert_eq!(components("examples")[name]["summary"], code, "{name}");
        }
    }
}

#[test]
fn the_example_of_every_parameter_fits_its_schema() {
    for (name, parameter) in components("parameters").as_object().unwrap() {
        let schemas = &document().schemas;
        let value = &parameter["example"];
        let problems = schemas
            .problems(&parameter["schema"], Side::Request, value)
            .unwrap();
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

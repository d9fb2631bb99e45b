use openapiv3::OpenAPI;
use serde_json::{Value, json};

use super::*;

fn read(schemas: Value) -> Result<Catalog> {
    let api: OpenAPI = serde_json::from_value(json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }))?;
    Catalog::read(&api)
}

fn refusal(schemas: Value) -> String {
    format!("{:#}", read(schemas).err().expect("it is refused"))
}

fn tagged(tag: &str) -> Value {
    json!({
        "oneOf": [{"$ref": "#/components/schemas/A"}],
        "discriminator": {"propertyName": "kind", "mapping": {tag: "#/components/schemas/A"}},
    })
}

fn with_kind(kind: &str) -> Value {
    json!({
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string", "enum": [kind]}},
    })
}

fn keyed() -> Value {
    json!({"oneOf": [{"$ref": "#/components/schemas/ByName"}]})
}

fn by_name(properties: Value) -> Value {
    json!({"type": "object", "required": ["name"], "properties": properties})
}

#[test]
fn names_of_values_and_kinds_are_upper_camel_case() {
    for (wire, name) in [
        ("oci_image", "OciImage"),
        ("builtIn", "BuiltIn"),
        ("auth.permission_denied", "AuthPermissionDenied"),
        ("True", "True"),
        ("self", "Self_"),
        ("1st", "Value1st"),
        ("-1", "Value1"),
        ("", "Empty"),
    ] {
        assert_eq!(variant_name(wire).as_deref(), Some(name));
    }
    assert_eq!(variant_name("--"), None);
}

#[test]
fn a_value_unknown_is_called_so() {
    for wire in ["unknown", "Unknown"] {
        let schema = json!({"type": "string", "enum": ["up", wire], "x-open": true});
        let catalog = read(json!({"A": schema})).unwrap();
        let Shape::Enumeration(values) = &catalog.get("A").unwrap().shape else {
            panic!("A is an enumeration");
        };
        let names: Vec<_> = values.iter().map(|value| value.name.as_str()).collect();
        assert_eq!(names, ["Up", "Unknown"]);
    }
}

#[test]
fn a_value_with_the_name_of_another_or_of_unknown_ones_is_refused() {
    for values in [["unknown_value", "up"], ["unknown", "Unknown"]] {
        let error = refusal(json!({"A": {"type": "string", "enum": values, "x-open": true}}));
        assert!(error.contains("which is taken"), "{error}");
    }
}

#[test]
fn a_closed_enumeration_is_refused() {
    let error = refusal(json!({"A": {"type": "string", "enum": ["up"]}}));
    assert!(
        error.contains("components/schemas/A") && error.contains("x-open"),
        "{error}"
    );
}

#[test]
fn definitions_keep_the_order_of_the_document() {
    let empty =
        json!({"type": "object", "properties": {"z": {"type": "string"}, "a": {"type": "string"}}});
    let yaml = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Z: {empty}\n    A: {empty}\n"
    );
    let catalog = Catalog::read(&crate::document::parse(&yaml).unwrap()).unwrap();
    let names: Vec<_> = catalog
        .definitions
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["Z", "A"]);
}

#[test]
fn a_variant_must_carry_the_tag_of_the_mapping() {
    assert!(read(json!({"U": tagged("a"), "A": with_kind("a")})).is_ok());
    let error = refusal(json!({"U": tagged("b"), "A": with_kind("a")}));
    assert!(error.contains("`kind` with the one value `b`"), "{error}");
}

#[test]
fn a_variant_that_the_mapping_leaves_out_is_refused() {
    let mut union = tagged("a");
    union["oneOf"]
        .as_array_mut()
        .unwrap()
        .push(json!({"$ref": "#/components/schemas/B"}));
    let error = refusal(json!({"U": union, "A": with_kind("a"), "B": with_kind("b")}));
    assert!(error.contains("the same components"), "{error}");
}

#[test]
fn a_variant_may_not_be_used_outside_its_union() {
    // Its tag would be missing on the wire.
    let holder = json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}});
    let error = refusal(json!({"U": tagged("a"), "A": with_kind("a"), "H": holder}));
    assert!(error.contains("H") && error.contains("U"), "{error}");
}

#[test]
fn the_payload_of_a_key_is_what_it_refers_to() {
    let name = json!({"type": "object", "properties": {}});
    let object = by_name(json!({"name": {"$ref": "#/components/schemas/Name"}}));
    let catalog = read(json!({"T": keyed(), "ByName": object, "Name": name})).unwrap();
    let Shape::Keyed { variants, .. } = &catalog.get("T").unwrap().shape else {
        panic!("T is a keyed union");
    };
    assert_eq!(variants[0].payload, "Name");
    assert_eq!(catalog.get("ByName").unwrap().shape, Shape::KeyObject);
}

#[test]
fn a_key_object_has_one_property_and_no_inline_payload() {
    let error =
        refusal(json!({"T": keyed(), "ByName": by_name(json!({"name": {"type": "string"}}))}));
    assert!(error.contains("named component"), "{error}");
    let two = json!({"name": {"type": "string"}, "more": {"type": "string"}});
    let error = refusal(json!({"T": keyed(), "ByName": by_name(two)}));
    assert!(error.contains("exactly one property"), "{error}");
}

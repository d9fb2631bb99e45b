//! One change a rule: the base document with one piece of text replaced by another.

use super::rules::Class::{self, Additive, Breaking, Editorial};
use super::*;
use crate::tree::Source;

const BASE: &str = include_str!("tests/base.yaml");

fn value(text: &str) -> Value {
    document::value(text).unwrap()
}

fn changed_text(old: &str, new: &str) -> Vec<Change> {
    changes(&value(old), &value(new))
}

/// The worst change of replacing the text has this place and these classes for clients and servers.
#[track_caller]
fn changed(old: &str, new: &str, place: &str, clients: Class, servers: Class) {
    assert_eq!(BASE.matches(old).count(), 1, "{old:?} is not there once");
    let document = BASE.replace(old, new);
    let found = changed_text(BASE, &document);
    let worst = found.first().expect("nothing is found");
    let classes = (worst.place.as_str(), worst.clients, worst.servers);
    assert_eq!(classes, (place, clients, servers), "{found:#?}");
}

#[test]
fn a_document_is_equal_to_itself_in_another_order() {
    assert_eq!(changed_text(BASE, BASE), []);
    let other = BASE
        .replace(
            "enum: [dog, cat]",
            "nullable: false\n      enum: [cat, dog]",
        )
        .replace("required: [kind, mood]", "required: [mood, kind]");
    assert_eq!(changed_text(BASE, &other), []);
}

#[test]
fn nothing_that_goes_goes_unnoticed() {
    let source = Source::parse(BASE).unwrap();
    let base = source.root().value;
    for part in source.parts().into_iter().skip(1) {
        let mut new = base.clone();
        let (outer, _) = part.pointer.rsplit_once('/').unwrap();
        match new.pointer_mut(outer).unwrap() {
            Value::Object(fields) => drop(fields.remove(&part.key())),
            list => drop(
                list.as_array_mut()
                    .unwrap()
                    .remove(part.key().parse().unwrap()),
            ),
        }
        // The version is what is asked for, and what is not said to be safe is not.
        let says_nothing = ["/info/version", "/paths/~1pets/post/x-retry"];
        let is_same = says_nothing.contains(&part.pointer.as_str());
        assert_eq!(changes(base, &new).is_empty(), is_same, "{}", part.pointer);
    }
}

#[test]
fn words_of_one_parameter_among_several_are_words() {
    let two = |words: &str| {
        let second = format!(
            "default: 4\n        - {{ name: b, in: query, description: {words}, schema: {{ type: string }} }}\n"
        );
        BASE.replace("default: 4\n", &second)
            .replace("example: 7", "description: M")
    };
    let found = changed_text(&two("A"), &two("Z"));
    let classes: Vec<_> = found.iter().map(|one| (one.clients, one.servers)).collect();
    assert_eq!(classes, [(Editorial, Editorial)], "{found:#?}");
}

#[test]
fn a_component_on_both_sides_is_judged_on_both() {
    let new = BASE.replace("enum: [dog, cat]", "enum: [dog, cat, bird]");
    let found = changed_text(BASE, &new);
    let classes: Vec<_> = found.iter().map(|one| (one.clients, one.servers)).collect();
    assert_eq!(
        classes,
        [(Additive, Breaking), (Additive, Additive)],
        "{found:#?}"
    );
    assert_eq!(found[1].message, "value \"bird\" was added (in responses)");
}

#[test]
fn messages_name_what_changed() {
    let message = |old: &str, new: &str| {
        let found = changed_text(BASE, &BASE.replace(old, new));
        found[0].message.clone()
    };
    let bone = message("    Bone: {", "    Bones: {");
    assert_eq!(bone, "schema was removed");
    let limit = message("maximum: 100", "maximum: 50");
    assert_eq!(limit, "`maximum` changed from 100 to 50 (in requests)");
}

#[test]
fn the_version_has_to_rise_as_far_as_the_worst_change_asks() {
    let judged = |old: &str, new: &str, version: &str| {
        let new = BASE.replace(old, new).replace("version: 1.0.0", version);
        judge("the base", &value(BASE), &value(&new)).map_err(|error| error.to_string())
    };
    let words = ("A pet.", "A good pet.");
    assert!(judged(words.0, words.1, "version: 1.0.0").is_err());
    assert!(judged(words.0, words.1, "version: 1.0.1").is_ok());
    let addition = (
        "default: 4\n",
        "default: 4\n        - { name: b, in: query, schema: { type: string } }\n",
    );
    assert!(judged(addition.0, addition.1, "version: 1.0.1").is_err());
    assert!(judged(addition.0, addition.1, "version: 1.1.0").is_ok());
    let breaks = ("operationId: pets_list", "operationId: pets_all");
    let error = judged(breaks.0, breaks.1, "version: 1.9.0").unwrap_err();
    assert_eq!(
        error,
        "since the base, version 1.0.0, clients break, which makes it 2.0.0 at least; the document says 1.9.0"
    );
    assert!(judged(breaks.0, breaks.1, "version: 2.0.0").is_ok());
    assert!(judged("A pet.", "A pet.", "version: 0.9.0").is_err());
    assert!(judged("A pet.", "A pet.", "version: 1.0.0").is_ok());
}

macro_rules! changes {
    ($($sentence:ident: $old:literal => $new:literal, $place:literal: $clients:ident, $servers:ident;)*) => {
        $(#[test] fn $sentence() { changed($old, $new, $place, $clients, $servers); })*
    };
}

changes! {
    a_change_that_no_rule_knows_breaks: "      required: [id]\n" => "      required: [id]\n      minimumCharm: 4\n", "schemas/PetCreate": Breaking, Breaking;
    a_new_operation_adds: "    get:\n" => "    head: { operationId: pets_check, responses: {} }\n    get:\n", "HEAD /pets": Additive, Breaking;
    an_operation_that_goes_breaks: "  /pets/{id}:\n" => "  /pet/{id}:\n", "DELETE /pets/{id}": Breaking, Additive;
    another_operation_id_breaks: "operationId: pets_list" => "operationId: pets_all", "GET /pets": Breaking, Editorial;
    another_tag_breaks: "tags: [Pets]" => "tags: [Animals]", "GET /pets": Breaking, Editorial;
    a_deprecation_adds: "x-retry: safe" => "x-retry: safe\n      deprecated: true", "GET /pets": Additive, Editorial;
    less_may_be_repeated_breaks: "x-retry: safe" => "x-retry: guarded", "GET /pets": Breaking, Additive;
    more_may_be_repeated_adds: "x-retry: unsafe" => "x-retry: guarded", "POST /pets": Additive, Breaking;
    a_credential_that_is_asked_for_now_breaks: "      security: []\n" => "", "DELETE /pets/{id}": Breaking, Additive;
    a_credential_that_is_not_asked_for_any_more_adds: "x-retry: safe" => "x-retry: safe\n      security: []", "GET /pets": Additive, Breaking;
    a_credential_that_is_taken_now_adds: "  - bearer: []\n" => "  - bearer: []\n  - key: []\n", "GET /pets": Additive, Breaking;
    a_credential_of_another_form_breaks: "scheme: bearer" => "scheme: basic", "securitySchemes/bearer": Breaking, Breaking;
    another_address_breaks: "http://127.0.0.1" => "http://127.0.0.2", "server 0": Breaking, Additive;
    an_optional_parameter_that_is_new_adds: "default: 4\n" => "default: 4\n        - { name: b, in: query, schema: { type: string } }\n", "GET /pets, query parameter b": Additive, Breaking;
    an_optional_parameter_that_is_the_first_adds: "x-retry: unsafe\n" => "x-retry: unsafe\n      parameters: [{ name: b, in: query, schema: { type: string } }]\n", "POST /pets, query parameter b": Additive, Breaking;
    a_required_parameter_that_is_new_breaks: "default: 4\n" => "default: 4\n        - { name: b, in: query, required: true, schema: { type: string } }\n", "GET /pets, query parameter b": Breaking, Breaking;
    a_parameter_that_goes_breaks: "name: limit" => "name: id", "GET /pets, query parameter limit": Breaking, Additive;
    a_parameter_that_is_required_now_breaks: "in: query" => "in: query\n          required: true", "GET /pets, query parameter limit": Breaking, Additive;
    a_parameter_that_is_optional_now_adds: "          required: true\n          schema: { type: string }" => "          schema: { type: string }", "DELETE /pets/{id}, path parameter id": Additive, Breaking;
    a_parameter_of_another_type_breaks: "            type: integer\n            format: int32\n" => "            type: string\n", "GET /pets, query parameter limit": Breaking, Breaking;
    another_default_breaks: "default: 4" => "default: 5", "GET /pets, query parameter limit": Breaking, Breaking;
    a_wider_limit_adds: "maximum: 100" => "maximum: 200", "GET /pets, query parameter limit": Additive, Breaking;
    a_tighter_limit_breaks: "maximum: 100" => "maximum: 50", "GET /pets, query parameter limit": Breaking, Additive;
    a_lower_minimum_adds: "minimum: 1\n" => "minimum: 0\n", "GET /pets, query parameter limit": Additive, Breaking;
    a_limit_that_is_new_breaks: "maximum: 100" => "maximum: 100\n            multipleOf: 2", "GET /pets, query parameter limit": Breaking, Additive;
    a_body_that_is_optional_now_adds: "        required: true\n        content:" => "        content:", "POST /pets, body": Additive, Breaking;
    a_media_type_that_goes_breaks: "          application/json:\n            schema: { $ref: \"#/components/schemas/PetCreate\" }" => "          text/json:\n            schema: { $ref: \"#/components/schemas/PetCreate\" }", "POST /pets, body, application/json": Breaking, Additive;
    an_optional_request_property_that_is_new_adds: "        nick:" => "        nack: { type: string, description: N. }\n        nick:", "schemas/PetCreate.nack": Additive, Breaking;
    a_required_request_property_that_is_new_breaks: "      required: [id]\n" => "      required: [id, kind]\n", "schemas/PetCreate.kind": Breaking, Additive;
    a_request_property_that_goes_breaks: "        nick: { type: string, pattern: \"^a\", description: A short name. }\n" => "", "schemas/PetCreate.nick": Breaking, Additive;
    a_request_property_that_is_optional_now_adds: "      required: [id]\n" => "      required: []\n", "schemas/PetCreate.id": Additive, Breaking;
    another_pattern_breaks: "pattern: \"^a\"" => "pattern: \"^b\"", "schemas/PetCreate.nick": Breaking, Breaking;
    no_pattern_any_more_adds: ", pattern: \"^a\"" => "", "schemas/PetCreate.nick": Additive, Breaking;
    unknown_fields_that_are_taken_now_add: "      additionalProperties: false\n" => "", "schemas/PetCreate": Additive, Breaking;
    a_value_that_goes_breaks: "enum: [dog, cat]" => "enum: [dog]", "schemas/Kind": Breaking, Breaking;
    a_value_of_a_closed_enum_of_responses_breaks: "enum: [calm, wild]" => "enum: [calm, wild, shy]", "schemas/Mood": Breaking, Additive;
    an_enum_that_may_grow_now_breaks: "enum: [calm, wild]" => "enum: [calm, wild]\n      x-open: true", "schemas/Mood": Breaking, Additive;
    a_variant_of_an_open_union_adds: "        - $ref: \"#/components/schemas/Bone\"\n" => "        - $ref: \"#/components/schemas/Bone\"\n        - $ref: \"#/components/schemas/Kind\"\n", "schemas/Toy": Additive, Additive;
    a_variant_that_goes_breaks: "        - $ref: \"#/components/schemas/Ball\"\n" => "", "schemas/Toy": Breaking, Breaking;
    an_optional_response_property_that_is_new_adds: "        mood:" => "        colour: { type: string }\n        mood:", "schemas/Pet.colour": Additive, Additive;
    a_response_property_that_is_always_there_adds: "      required: [kind, mood]" => "      required: [kind, mood, born]", "schemas/Pet.born": Additive, Breaking;
    a_response_property_that_is_new_and_always_there_adds: "      required: [kind, mood]\n      properties:\n" => "      required: [kind, mood, size]\n      properties:\n        size: { type: string }\n", "schemas/Pet.size": Additive, Breaking;
    a_response_property_that_may_be_missing_now_breaks: "      required: [kind, mood]" => "      required: [kind]", "schemas/Pet.mood": Breaking, Additive;
    a_response_property_that_goes_breaks: "        born: { type: string, format: date-time, description: When. }\n" => "", "schemas/Pet.born": Breaking, Additive;
    a_response_property_that_may_be_null_now_breaks: "format: date-time, description: When." => "format: date-time, nullable: true, description: When.", "schemas/Pet.born": Breaking, Additive;
    a_type_under_another_name_breaks: "toy: { $ref: \"#/components/schemas/Toy\" }" => "toy: { $ref: \"#/components/schemas/Ball\" }", "schemas/Pet.toy": Breaking, Breaking;
    a_schema_under_another_name_breaks: "    Bone: {" => "    Bones: {", "schemas/Bone": Breaking, Editorial;
    a_property_that_is_only_read_now_breaks: "age: { type: integer" => "age: { readOnly: true, type: integer", "schemas/Pet.age": Breaking, Breaking;
    a_wider_integer_in_a_response_breaks: "age: { type: integer, format: int32" => "age: { type: integer, format: int64", "schemas/Pet.age": Breaking, Additive;
    a_secret_adds: "age: { type: integer, format: int32" => "age: { type: integer, x-sensitive: true, format: int32", "schemas/Pet.age": Additive, Additive;
    values_of_a_map_of_another_type_break: "additionalProperties: { type: string }" => "additionalProperties: { type: boolean }", "schemas/Pet.labels[key]": Breaking, Breaking;
    items_of_another_type_break: "items: { type: string }" => "items: { type: boolean }", "schemas/Pet.names[]": Breaking, Breaking;
    a_status_within_a_listed_range_adds: "        4XX: { $ref: \"#/components/responses/Refused\" }\n      # list" => "        4XX: { $ref: \"#/components/responses/Refused\" }\n        \"409\": { $ref: \"#/components/responses/Refused\" }\n      # list", "GET /pets, response 409": Additive, Additive;
    a_status_outside_of_ranges_breaks: "      # list" => "        5XX: { $ref: \"#/components/responses/Refused\" }\n      # list", "GET /pets, response 5XX": Breaking, Additive;
    a_success_that_goes_breaks: "        \"200\":\n" => "        \"202\":\n", "GET /pets, response 200": Breaking, Breaking;
    an_error_that_its_range_covers_may_go: "        \"404\": { $ref: \"#/components/responses/Refused\" }\n" => "", "DELETE /pets/{id}, response 404": Additive, Additive;
    a_description_is_words: "A pet." => "A good pet.", "schemas/Pet": Editorial, Editorial;
    the_description_of_the_document_is_words: "What is compared with." => "The base.", "document": Editorial, Editorial;
    an_example_is_words: "example: 7" => "example: 8", "GET /pets, query parameter limit": Editorial, Editorial;
}

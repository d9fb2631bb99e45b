//! One break a rule: the base document with one piece of text replaced by another.

use super::*;
use crate::tree::Position;

const BASE: &str = include_str!("tests/base.yaml");
const CHANGES: &str = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-23\n\n## [1.2.2]\n";

fn findings(document: &str) -> Vec<Finding> {
    let source = Source::parse(document).unwrap();
    check(&source.with_changelog(CHANGES.to_owned()))
}

/// The rule is broken, in the line that has this text. A mistake may break others with it, as an example that does not
/// fit its schema any more.
#[track_caller]
fn broken(rule: &str, old: &str, new: &str, line: &str) {
    assert_eq!(BASE.matches(old).count(), 1, "{old:?} is not there once");
    let document = BASE.replace(old, new);
    let found = findings(&document);
    let lines = document.lines().enumerate();
    let expected: Vec<usize> = lines
        .filter(|(_, text)| text.contains(line))
        .map(|(index, _)| index + 1)
        .collect();
    let mut of_rule = found.iter().filter(|one| one.rule == rule);
    assert!(
        of_rule.any(|one| expected.contains(&one.position.line)),
        "{expected:?} {found:#?}"
    );
}

#[test]
fn the_base_document_keeps_all_rules() {
    assert_eq!(findings(BASE), []);
}

#[test]
fn findings_come_in_the_order_of_the_document() {
    let document = BASE
        .replace("description: Animals.", "description: Animals")
        .replace("      x-retry: safe\n", "")
        .replace("version: 1.2.3", "version: 1.2.4");
    let found = findings(&document);
    let rules: Vec<_> = found.iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["changelog", "description-form", "retry"]);
    let line = found[1].to_string();
    assert_eq!(
        line,
        "13:5: a description ends with a full stop [description-form]"
    );
    let position = Position {
        line: 13,
        column: 5,
    };
    assert_eq!(found[1].position, position);
}

#[test]
fn a_key_that_is_there_twice_is_no_document() {
    let twice = BASE.replace(
        "      x-retry: safe\n",
        "      x-retry: safe\n      x-retry: safe\n",
    );
    assert!(Source::parse(&twice).is_err());
}

#[test]
fn a_body_without_a_guard_is_unsafe_to_send_again() {
    let found = findings(&BASE.replace("required: [generation]", "required: []"));
    let retry = found.iter().find(|one| one.rule == "retry").unwrap();
    assert_eq!(retry.message, "pets_update is unsafe to send again");
}

#[test]
fn an_enum_of_requests_alone_may_be_closed() {
    let closed = "generation: { type: integer, format: int64, description: The expected one. }\n        colour: { $ref: \"#/components/schemas/Colour\" }\n    Colour:\n      type: string\n      description: What it looks like.\n      enum: [black, white]";
    let old = "generation: { type: integer, format: int64, description: The expected one. }";
    assert_eq!(findings(&BASE.replace(old, closed)), []);
}

#[test]
fn orphans_that_use_each_other_are_found() {
    let circle = "  schemas:\n    One:\n      type: object\n      description: One.\n      properties:\n        two: { $ref: \"#/components/schemas/Two\" }\n    Two:\n      type: object\n      description: Two.\n      properties:\n        one: { $ref: \"#/components/schemas/One\" }\n";
    let found = findings(&BASE.replace("  schemas:\n", circle));
    let messages: Vec<_> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["nothing uses One", "nothing uses Two"]);
}

#[test]
fn the_vendored_schema_is_the_one_that_is_named() {
    let schema = include_str!("oas_3_0/schema.json");
    assert!(schema.contains("https://spec.openapis.org/oas/3.0/schema/2021-09-28"));
}

macro_rules! breaks {
    ($($sentence:ident: $rule:literal, $old:literal => $new:literal, at $line:literal;)*) => {
        $(#[test] fn $sentence() { broken($rule, $old, $new, $line); })*

        #[test]
        fn every_rule_has_a_test() {
            let tested = [$($rule),*];
            let rules: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
            for rule in &rules {
                assert!(tested.contains(rule), "{rule} has no test");
            }
            assert!(tested.iter().all(|rule| rules.contains(rule)));
        }
    };
}

breaks! {
    a_misspelt_keyword_is_found: "meta-schema", "        remark:\n          type: string\n" => "        remark:\n          type: string\n          maxLenght: 5\n", at "maxLenght";
    a_value_of_the_wrong_type_is_found: "meta-schema", "minimum: 1" => "minimum: one", at "minimum: one";
    a_reference_to_nothing_is_found: "reference-target", "toy: { $ref: \"#/components/schemas/Toy\" }\n" => "toy: { $ref: \"#/components/schemas/Toy\" }\n        more: { $ref: \"#/components/schemas/Tyo\" }\n", at "Tyo";
    words_beside_a_reference_are_found: "reference-alone", "house: { $ref: \"#/components/schemas/House\" }" => "house: { $ref: \"#/components/schemas/House\", description: Where. }", at "description: Where";
    a_component_that_nothing_uses_is_found: "orphan", "        house: { $ref: \"#/components/schemas/House\" }\n" => "", at "    House:";
    a_tag_that_nothing_has_is_found: "orphan", "    description: Animals.\n" => "    description: Animals.\n  - name: Plants\n    description: Green.\n", at "Plants";
    a_required_name_without_a_property_is_found: "required-property", "required: [kind, weight, bornAt]" => "required: [kind, weight, bornAt, wieght]", at "wieght";
    an_object_without_a_name_is_found: "named-type", "          type: string\n          nullable: true\n" => "          type: object\n          nullable: true\n          properties: { a: { type: string, description: A. } }\n", at "remark:";
    an_enum_without_a_name_is_found: "named-type", "ball: { type: string," => "ball: { type: string, enum: [red, blue], x-open: true,", at "ball: {";
    a_composed_schema_is_found: "composition", "          type: string\n          nullable: true\n" => "          type: string\n          nullable: true\n          not: { type: integer, format: int32 }\n", at "not:";
    an_integer_without_a_format_is_found: "integer-format", "          format: int32\n" => "", at "weight:";
    a_time_without_a_format_is_found: "timestamp-format", "          format: date-time\n" => "", at "bornAt:";
    a_misspelt_format_is_found: "known-format", "format: int32" => "format: int46", at "int46";
    a_member_that_is_no_component_is_found: "union-member", "        - $ref: \"#/components/schemas/Bone\"\n" => "        - $ref: \"#/components/schemas/Bone\"\n        - $ref: \"#/components/parameters/PetId/schema\"\n", at "PetId/schema";
    a_member_outside_its_union_is_found: "union-use", "house: { $ref: \"#/components/schemas/House\" }" => "house: { $ref: \"#/components/schemas/House\" }\n        bone: { $ref: \"#/components/schemas/Bone\" }", at "        bone: {";
    a_member_without_a_mapping_is_found: "union-mapping", "          basket: \"#/components/schemas/Basket\"\n" => "", at "- $ref: \"#/components/schemas/Basket\"";
    a_tag_of_another_value_is_found: "union-mapping", "          basket:" => "          bed:", at "enum: [basket]";
    a_tag_that_is_not_required_is_found: "union-mapping", "      description: A basket.\n      required: [kind]\n" => "      description: A basket.\n", at "    Basket:";
    a_key_that_is_not_required_is_found: "union-key", "      required: [ball]\n" => "", at "    Ball:";
    a_member_with_two_keys_is_found: "union-key", "ball: { type: string, description: Its colour. }" => "ball: { type: string, description: Its colour. }\n        size: { type: string, description: How big. }", at "- $ref: \"#/components/schemas/Ball\"";
    a_closed_enum_in_a_reply_is_found: "open", "      enum: [dog, cat]\n      x-open: true\n" => "      enum: [dog, cat]\n", at "    Kind:";
    a_closed_union_in_a_reply_is_found: "open", "      description: What it plays with.\n      x-open: true\n" => "      description: What it plays with.\n", at "    Toy:";
    an_object_of_a_reply_that_forbids_fields_is_found: "open-object", "      required: [kind, weight, bornAt]\n" => "      required: [kind, weight, bornAt]\n      additionalProperties: false\n", at "    Pet:";
    a_value_that_is_listed_twice_is_found: "enum-values", "[op.not_found, op.refused]" => "[op.not_found, op.refused, op.refused]", at "op.refused, op.refused";
    an_unknown_extension_is_found: "extension", "x-sensitive: true" => "x-sensible: true", at "x-sensible";
    an_extension_in_the_wrong_place_is_found: "extension", "      description: The new pet.\n" => "      description: The new pet.\n      x-open: true\n", at "x-open";
    an_extension_of_an_unknown_value_is_found: "extension", "x-sensitive: true" => "x-sensitive: yes", at "x-sensitive";
    an_operation_without_a_word_on_retries_is_found: "retry", "      x-retry: safe\n" => "", at "    get:";
    a_guarded_operation_called_unsafe_is_found: "retry", "x-retry: guarded" => "x-retry: unsafe", at "x-retry: unsafe";
    an_optional_body_is_found: "request-body", "        required: true\n        content:" => "        content:", at "requestBody";
    a_name_in_braces_that_is_not_declared_is_found: "path-parameter", "  /pets/{id}:" => "  /pets/{id}/{toy}:", at "get:";
    a_parameter_of_several_values_is_found: "parameter-style", "      schema: { type: string }\n" => "      schema: { type: array, items: { type: string } }\n", at "    PetId:";
    values_of_one_name_are_found: "rust-name", "enum: [dog, cat]" => "enum: [dog, Dog]", at "Dog]";
    a_second_success_is_found: "success-status", "        \"404\": { $ref: \"#/components/responses/Refused\" }\n        \"413\"" => "        \"404\": { $ref: \"#/components/responses/Refused\" }\n        \"204\": { $ref: \"#/components/responses/Refused\" }\n        \"413\"", at "put:";
    a_missing_error_status_is_found: "error-status", "        \"413\": { $ref: \"#/components/responses/Refused\" }\n" => "", at "put:";
    a_missing_summary_is_found: "summary", "      summary: Replace a pet\n" => "", at "put:";
    a_summary_with_a_full_stop_is_found: "summary", "summary: A dog" => "summary: A dog.", at "summary: A dog.";
    a_property_without_a_description_is_found: "description", "          description: In kilograms.\n" => "", at "weight:";
    a_description_without_a_full_stop_is_found: "description-form", "A kennel." => "A kennel", at "A kennel";
    a_space_at_the_end_of_a_line_is_found: "description-form", "description: A kennel." => "description: \"A \\nkennel.\"", at "kennel.";
    a_tag_without_a_description_is_found: "tag", "tags: [Pets]\n      summary: Read" => "tags: [Pests]\n      summary: Read", at "get:";
    a_parameter_without_an_example_is_found: "example", "      example: rex\n" => "", at "    PetId:";
    an_example_that_does_not_fit_is_found: "example-value", "weight: 20" => "weight: 0", at "weight: 0";
    a_default_that_does_not_fit_is_found: "example-value", "default: 4" => "default: four", at "default: four";
    a_key_that_is_no_string_is_found: "key-string", "        remark:\n" => "        true:\n", at "true:";
    a_component_in_lower_case_is_found: "component-name", "{ rex: { $ref: \"#/components/examples/Rex\" } }" => "{ Rex: { $ref: \"#/components/examples/Rex\" } }", at "{ Rex:";
    a_property_in_snake_case_is_found: "property-name", "        remark:\n" => "        free_text:\n", at "free_text";
    an_id_that_is_no_noun_and_verb_is_found: "operation-name", "operationId: pets_get" => "operationId: getPets", at "getPets";
    an_id_that_is_there_twice_is_found: "operation-name", "operationId: pets_update" => "operationId: pets_get", at "operationId: pets_get";
    a_path_that_ends_with_a_slash_is_found: "path-name", "  /pets/{id}:" => "  /pets/{id}/:", at "/pets/{id}/:";
    a_code_without_a_dot_is_found: "error-code", "op.refused" => "refused", at "refused]";
    a_version_without_an_entry_is_found: "changelog", "version: 1.2.3" => "version: 1.3.0", at "1.3.0";
    a_version_that_is_none_is_found: "changelog", "version: 1.2.3" => "version: \"1.3\"", at "1.3";
}

//! One break a rule: the base document with one piece of text replaced by another.

use super::*;
use crate::tree::Position;

const BASE: &str = include_str!("base.yaml");
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
        .replace("enum: [dog, cat]", "enum: [dog, Dog]")
        .replace("      x-retry: safe\n", "")
        .replace("version: 1.2.3", "version: 1.2.4");
    let found = findings(&document);
    let rules: Vec<_> = found.iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["changelog", "retry", "rust-name"]);
    let line = found[1].to_string();
    assert_eq!(line, "19:5: pets_get has no `x-retry: safe` [retry]");
    let position = Position {
        line: 19,
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
fn orphans_that_use_each_other_are_found() {
    let circle = "  schemas:\n    One:\n      type: object\n      description: One.\n      properties:\n        two: { $ref: \"#/components/schemas/Two\" }\n    Two:\n      type: object\n      description: Two.\n      properties:\n        one: { $ref: \"#/components/schemas/One\" }\n";
    let found = findings(&BASE.replace("  schemas:\n", circle));
    let messages: Vec<_> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["nothing uses One", "nothing uses Two"]);
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
    a_component_that_nothing_uses_is_found: "orphan", "        house: { $ref: \"#/components/schemas/House\" }\n" => "", at "    House:";
    a_tag_that_nothing_has_is_found: "orphan", "    description: Animals.\n" => "    description: Animals.\n  - name: Plants\n    description: Green.\n", at "Plants";
    a_member_outside_its_union_is_found: "union-use", "house: { $ref: \"#/components/schemas/House\" }" => "house: { $ref: \"#/components/schemas/House\" }\n        bone: { $ref: \"#/components/schemas/Bone\" }", at "        bone: {";
    a_member_without_a_mapping_is_found: "union-mapping", "          basket: \"#/components/schemas/Basket\"\n" => "", at "- $ref: \"#/components/schemas/Basket\"";
    a_tag_of_another_value_is_found: "union-mapping", "          basket:" => "          bed:", at "enum: [basket]";
    a_tag_that_is_not_required_is_found: "union-mapping", "      description: A basket.\n      required: [kind]\n" => "      description: A basket.\n", at "    Basket:";
    a_key_that_is_not_required_is_found: "union-key", "      required: [ball]\n" => "", at "    Ball:";
    a_member_with_two_keys_is_found: "union-key", "ball: { type: string, description: Its colour. }" => "ball: { type: string, description: Its colour. }\n        size: { type: string, description: How big. }", at "- $ref: \"#/components/schemas/Ball\"";
    an_operation_without_a_word_on_retries_is_found: "retry", "      x-retry: safe\n" => "", at "    get:";
    a_guarded_operation_called_unsafe_is_found: "retry", "x-retry: guarded" => "x-retry: unsafe", at "x-retry: unsafe";
    a_parameter_of_several_values_is_found: "parameter-style", "      schema: { type: string }\n" => "      schema: { type: array, items: { type: string } }\n", at "    PetId:";
    values_of_one_name_are_found: "rust-name", "enum: [dog, cat]" => "enum: [dog, Dog]", at "Dog]";
    a_version_without_an_entry_is_found: "changelog", "version: 1.2.3" => "version: 1.3.0", at "1.3.0";
    a_version_that_is_none_is_found: "changelog", "version: 1.2.3" => "version: \"1.3\"", at "1.3";
}

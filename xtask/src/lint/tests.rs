//! One break a rule: the base document with one piece of text replaced by another.

use super::*;

const BASE: &str = include_str!("base.yaml");
const CHANGES: &str = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-23\n\n## [1.2.2]\n";

fn findings(document: &str) -> Vec<String> {
    check(&Source::parse(document).unwrap(), CHANGES)
}

/// The rule is broken, in the line that has this text.
#[track_caller]
fn broken(rule: &str, old: &str, new: &str, line: &str) {
    assert_eq!(BASE.matches(old).count(), 1, "{old:?} is not there once");
    let document = BASE.replace(old, new);
    let found = findings(&document);
    let is_there = |finding: &String| {
        let number: usize = finding.split(':').next().unwrap().parse().unwrap();
        let text = document.lines().nth(number - 1).unwrap();
        text.contains(line) && finding.ends_with(&format!("[{rule}]"))
    };
    assert!(found.iter().any(is_there), "{found:#?}");
}

#[test]
fn the_base_document_keeps_all_rules() {
    assert_eq!(findings(BASE), [""; 0]);
}

#[test]
fn findings_come_in_the_order_of_the_document() {
    let document = BASE
        .replace("      x-retry: safe\n", "")
        .replace("version: 1.2.3", "version: 1.2.4");
    let found = findings(&document);
    let expected = [
        "4:3: the newest entry of openapi/CHANGELOG.md is 1.2.3, not 1.2.4 [changelog]",
        "19:5: pets_get needs `x-retry: safe` [retry]",
    ];
    assert_eq!(found, expected);
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
    assert!(
        found[0].contains("pets_update needs `x-retry: unsafe`"),
        "{found:?}"
    );
}

#[test]
fn orphans_that_use_each_other_are_found() {
    let circle = "  schemas:\n    One:\n      properties:\n        two: { $ref: \"#/components/schemas/Two\" }\n    Two:\n      properties:\n        one: { $ref: \"#/components/schemas/One\" }\n";
    let found = findings(&BASE.replace("  schemas:\n", circle));
    let orphans = ["nothing uses One [orphan]", "nothing uses Two [orphan]"];
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .zip(orphans)
            .all(|(found, orphan)| found.ends_with(orphan)),
        "{found:?}"
    );
}

macro_rules! breaks {
    ($($sentence:ident: $rule:literal, $old:literal => $new:literal, at $line:literal;)*) => {
        $(#[test] fn $sentence() { broken($rule, $old, $new, $line); })*

        #[test]
        fn every_rule_is_broken() {
            for (rule, _) in RULES {
                assert!([$($rule),*].contains(&rule), "{rule}");
            }
        }
    };
}

breaks! {
    a_component_that_nothing_uses_is_found: "orphan", "        house: { $ref: \"#/components/schemas/House\" }\n" => "", at "    House:";
    a_credential_that_nothing_asks_for_is_found: "orphan", "security:\n  - bearer: []\n" => "", at "    bearer:";
    a_tag_that_nothing_has_is_found: "orphan", "    description: Animals.\n" => "    description: Animals.\n  - name: Plants\n    description: Green.\n", at "Plants";
    a_member_outside_its_union_is_found: "union-use", "house: { $ref: \"#/components/schemas/House\" }" => "house: { $ref: \"#/components/schemas/House\" }\n        bone: { $ref: \"#/components/schemas/Bone\" }", at "        bone: {";
    a_member_without_a_mapping_is_found: "union-mapping", "          basket: \"#/components/schemas/Basket\"\n" => "", at "discriminator:";
    a_mapping_to_no_member_is_found: "union-mapping", "        - $ref: \"#/components/schemas/Basket\"\n" => "", at "discriminator:";
    a_tag_of_another_value_is_found: "union-mapping", "          basket:" => "          bed:", at "    Basket:";
    a_tag_that_is_not_required_is_found: "union-mapping", "      description: A basket.\n      required: [kind]\n" => "      description: A basket.\n", at "    Basket:";
    a_key_that_is_not_required_is_found: "union-key", "      required: [ball]\n" => "", at "- $ref: \"#/components/schemas/Ball\"";
    a_member_with_two_keys_is_found: "union-key", "ball: { type: string, description: Its colour. }" => "ball: { type: string, description: Its colour. }\n        size: { type: string, description: How big. }", at "- $ref: \"#/components/schemas/Ball\"";
    two_members_with_one_key_are_found: "union-key", "        - $ref: \"#/components/schemas/Bone\"\n" => "        - $ref: \"#/components/schemas/Ball\"\n", at "- $ref: \"#/components/schemas/Ball\"";
    an_operation_without_a_word_on_retries_is_found: "retry", "      x-retry: safe\n" => "", at "    get:";
    a_guarded_operation_called_unsafe_is_found: "retry", "x-retry: guarded" => "x-retry: unsafe", at "x-retry: unsafe";
    a_version_without_an_entry_is_found: "changelog", "version: 1.2.3" => "version: 1.3.0", at "1.3.0";
    an_invalid_version_is_found: "changelog", "version: 1.2.3" => "version: \"1.3\"", at "1.3";
}

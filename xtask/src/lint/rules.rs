//! The rules, each a name, a sentence and a function.

use super::findings::Findings;
use super::{changelog, orphans, parameters, retry, rust_names, unions};
use crate::tree::Source;

/// One rule.
pub(crate) struct Rule {
    /// What findings and tests call it.
    pub id: &'static str,
    /// What it demands.
    pub demand: &'static str,
    pub check: fn(&Source, &mut Findings<'_>),
}

const fn rule(
    id: &'static str,
    demand: &'static str,
    check: fn(&Source, &mut Findings<'_>),
) -> Rule {
    Rule { id, demand, check }
}

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    rule(
        "orphan",
        "every component and tag is used, and not only by each other",
        orphans::none,
    ),
    rule(
        "union-use",
        "members of unions are used in unions only",
        unions::members_stay_inside,
    ),
    rule(
        "union-mapping",
        "a discriminator maps every member once, by the one value of its property",
        unions::mappings_are_complete,
    ),
    rule(
        "union-key",
        "members of a union without discriminator have one required property each, all different",
        unions::keys_are_distinct,
    ),
    rule(
        "retry",
        "x-retry is what method and guards imply",
        retry::is_implied,
    ),
    rule(
        "parameter-style",
        "parameters are single values, in paths and queries",
        parameters::are_single_values,
    ),
    rule(
        "rust-name",
        "components, values, kinds, properties and parameters have names that Rust leaves free",
        rust_names::are_free,
    ),
    rule(
        "changelog",
        "the newest entry of the changelog is info.version",
        changelog::is_current,
    ),
];

//! The rules, each a name, a sentence and a function.

use super::findings::Findings;
use super::{
    changelog, enums, examples, extensions, formats, meta_schema, names, openness, orphans,
    parameters, references, replies, requests, retry, rust_names, schemas, texts, unions,
};
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

/// All rules. What the first two find usually explains what the others find.
pub(crate) const RULES: &[Rule] = &[
    rule(
        "meta-schema",
        "the document fits the official schema of OpenAPI 3.0",
        meta_schema::fits,
    ),
    rule(
        "reference-target",
        "every reference names something in this document",
        references::have_targets,
    ),
    rule(
        "reference-alone",
        "nothing stands beside a reference: readers would ignore it",
        references::stand_alone,
    ),
    rule("orphan", "every component and tag is used", orphans::none),
    rule(
        "required-property",
        "what is required is a property",
        schemas::required_exist,
    ),
    rule(
        "named-type",
        "objects with properties, unions and enums of several values are components",
        schemas::types_are_named,
    ),
    rule(
        "composition",
        "schemas have a type or are unions; allOf, anyOf and not are not used",
        schemas::composition_is_plain,
    ),
    rule(
        "integer-format",
        "integers are int32 or int64",
        formats::integers_have_one,
    ),
    rule(
        "timestamp-format",
        "properties named as points in time are strings of the format date-time",
        formats::timestamps_have_one,
    ),
    rule(
        "known-format",
        "formats are int32, int64 or date-time: generators pass over others in silence",
        formats::are_known,
    ),
    rule(
        "union-member",
        "members of unions are different components, which are objects",
        unions::members_are_components,
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
        "open",
        "enums and unions in replies are marked x-open",
        openness::replies_are_open,
    ),
    rule(
        "open-object",
        "objects in replies do not forbid unknown fields",
        openness::replies_forbid_no_fields,
    ),
    rule(
        "enum-values",
        "the values of an enum are all different",
        enums::values_are_distinct,
    ),
    rule(
        "extension",
        "extensions are known, in their place, and have a known value",
        extensions::are_known,
    ),
    rule(
        "retry",
        "x-retry is what method and guards imply",
        retry::is_implied,
    ),
    rule(
        "request-body",
        "request bodies are required and JSON",
        requests::bodies_are_required_json,
    ),
    rule(
        "path-parameter",
        "the parameters in braces are declared, and no others",
        requests::path_parameters_match,
    ),
    rule(
        "parameter-style",
        "parameters are single values, in paths and queries",
        parameters::are_single_values,
    ),
    rule(
        "success-status",
        "an operation has one status of success",
        replies::one_success,
    ),
    rule(
        "error-status",
        "operations list the errors that they can be answered with",
        replies::errors_are_listed,
    ),
    rule(
        "summary",
        "operations and examples have a summary, without a full stop",
        texts::summaries,
    ),
    rule(
        "description",
        "whatever may have a description has one",
        texts::descriptions_exist,
    ),
    rule(
        "description-form",
        "descriptions end with a full stop, and no line of them with a space",
        texts::descriptions_end_well,
    ),
    rule(
        "tag",
        "an operation has one tag, which is described",
        texts::tags,
    ),
    rule(
        "example",
        "bodies, replies and parameters have an example, by reference",
        examples::exist,
    ),
    rule(
        "example-value",
        "examples and defaults fit their schemas",
        examples::fit,
    ),
    rule(
        "key-string",
        "keys that YAML would take for a boolean, null or a number are in quotes",
        names::keys_are_strings,
    ),
    rule(
        "component-name",
        "components are named in PascalCase, examples in camelCase where they are used",
        names::components,
    ),
    rule(
        "property-name",
        "properties and parameters are named in camelCase",
        names::properties,
    ),
    rule(
        "rust-name",
        "components, values, kinds, properties and parameters have names that Rust leaves free",
        rust_names::are_free,
    ),
    rule(
        "operation-name",
        "operation ids are noun_verb, where the noun is the tag, and unique",
        names::operations_are_noun_verb,
    ),
    rule(
        "path-name",
        "paths are in kebab-case, without a slash at the end",
        names::paths,
    ),
    rule(
        "error-code",
        "error codes are dotted, as op.not_found",
        names::error_codes,
    ),
    rule(
        "changelog",
        "the newest entry of the changelog is info.version",
        changelog::is_current,
    ),
];

//! Examples.

use serde_json::Value;

use super::findings::Findings;
use super::validator::Validators;
use crate::tree::Source;
use crate::tree::sites::{contents, parameters, schemas};

pub(crate) fn exist(source: &Source, findings: &mut Findings<'_>) {
    for content in contents(source) {
        let examples = content.under("examples");
        if examples.is_empty() {
            findings.at(&content, format!("{} has no examples", content.key()));
        }
        for example in examples {
            if !example.has("$ref") {
                findings.at(&example, "an example is a component, to be found by name");
            }
        }
    }
    for parameter in parameters(source) {
        if !parameter.has("example") {
            findings.at(&parameter, format!("{} has no example", parameter.key()));
        }
    }
}

pub(crate) fn fit(source: &Source, findings: &mut Findings<'_>) {
    let mut validators = Validators::of(source);
    let mut judge = |schema: &Value, value: &Value, pointer: &str| match validators.get(schema) {
        Ok(validator) => {
            for error in validator.iter_errors(value) {
                let pointer = format!("{pointer}{}", error.instance_path().as_str());
                findings.at_pointer(&pointer, error.to_string());
            }
        }
        Err(error) => findings.at_pointer(pointer, error),
    };
    for content in contents(source) {
        let Some(schema) = content.value.get("schema") else {
            continue;
        };
        for example in content.under("examples") {
            if let Some(value) = source.resolve(&example).get("value") {
                judge(schema, value.value, &value.pointer);
            }
        }
    }
    for parameter in parameters(source) {
        if let (Some(schema), Some(example)) =
            (parameter.value.get("schema"), parameter.get("example"))
        {
            judge(schema, example.value, &example.pointer);
        }
    }
    for schema in schemas(source) {
        if let Some(default) = schema.get("default") {
            judge(schema.value, default.value, &default.pointer);
        }
    }
}

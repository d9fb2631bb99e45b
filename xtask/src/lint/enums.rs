//! The values of enums.

use super::findings::Findings;
use crate::tree::sites::schemas;
use crate::tree::{Node, Source};

pub(crate) fn values_are_distinct(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        distinct(&schema.items("enum"), findings);
    }
}

pub(crate) fn names_match(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        let Some(node) = schema.get("x-enum-varnames") else {
            continue;
        };
        let names = schema.items("x-enum-varnames");
        let values = schema.items("enum").len();
        if names.len() != values {
            let message = format!("{} names for {values} values", names.len());
            findings.at(&node, message);
        }
        distinct(&names, findings);
    }
}

fn distinct(items: &[Node<'_>], findings: &mut Findings<'_>) {
    for (index, item) in items.iter().enumerate() {
        if items[..index].iter().any(|other| other.value == item.value) {
            findings.at(item, format!("{} is listed twice", item.value));
        }
    }
}

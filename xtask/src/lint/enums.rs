//! The values of enums.

use super::findings::Findings;
use crate::tree::sites::schemas;
use crate::tree::{Node, Source};

pub(crate) fn values_are_distinct(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        distinct(&schema.items("enum"), findings);
    }
}

fn distinct(items: &[Node<'_>], findings: &mut Findings<'_>) {
    for (index, item) in items.iter().enumerate() {
        if items[..index].iter().any(|other| other.value == item.value) {
            findings.at(item, format!("{} is listed twice", item.value));
        }
    }
}

//! Enumerations and unions: calls of the macros of nimbus-api.
//!
//! They are written as text because a formatter leaves the inside of a macro as it is.

use super::docs;
use crate::catalog::{Definition, Shape, Value, Variant};

pub(crate) fn write(definition: &Definition) -> String {
    let Definition {
        name,
        docs,
        shape,
        is_sent,
    } = definition;
    let docs = indent(&docs::comment(docs), 4);
    match shape {
        Shape::Enumeration(values) => format!(
            "open_enum! {{\n{docs}    {name} {{\n{}    }}\n}}\n",
            listed(values, value)
        ),
        Shape::Tagged {
            tag,
            open,
            variants,
        } => format!(
            "tagged_union! {{\n{docs}    {name}, tag {tag:?}, {} {{\n{}    }}\n}}\n",
            openness(*open, *is_sent),
            listed(variants, variant),
        ),
        Shape::Keyed { open, variants } => format!(
            "keyed_union! {{\n{docs}    {name}, {} {{\n{}    }}\n}}\n",
            openness(*open, *is_sent),
            listed(variants, variant),
        ),
        Shape::Scalar | Shape::KeyObject | Shape::Struct(_) => String::new(),
    }
}

fn openness(open: bool, is_sent: bool) -> &'static str {
    match (open, is_sent) {
        (true, false) => "open",
        // What a newer server has shown can be sent back to it.
        (true, true) => "sent",
        (false, _) => "closed",
    }
}

fn value(Value { name, wire }: &Value) -> String {
    format!("/// `{wire}` on the wire.\n{name} = {wire:?},\n")
}

fn variant(
    Variant {
        name,
        wire,
        payload,
        docs,
        ..
    }: &Variant,
) -> String {
    format!("{}{name}({payload}) = {wire:?},\n", docs::comment(docs))
}

fn listed<T>(items: &[T], write: fn(&T) -> String) -> String {
    items.iter().map(|item| indent(&write(item), 8)).collect()
}

fn indent(text: &str, width: usize) -> String {
    text.lines()
        .map(|line| format!("{:width$}{line}\n", ""))
        .collect()
}

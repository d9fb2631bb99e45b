//! The module `types`: every component, in the order of the document.
//!
//! Enumerations and unions are calls of the macros of nimbus-api. They are written as text because a formatter leaves the
//! inside of a macro as it is.

use anyhow::Result;
use syn::Item;

use super::{docs, found, members, structs};
use crate::catalog::{Catalog, Definition, Shape, Variant};

pub(crate) fn write(items: &[&Item], catalog: &Catalog) -> Result<String> {
    let mut text = String::from(
        "/// The objects, enumerations and unions of the contract.
        #[allow(clippy::all)]
        pub mod types {
        pub use crate::union::UnknownVariant;\n\n",
    );
    let mut parts = members::Parts::default();
    for definition in &catalog.definitions {
        text += &match &definition.shape {
            Shape::Struct(fields) => {
                let item = found::structure(items, &definition.name)?;
                structs::write(item, definition, fields, catalog, &mut parts)?
            }
            Shape::Enumeration(values) => call("open_enum", "", definition, values),
            Shape::Union {
                tag,
                open,
                variants,
            } => {
                // What a newer server has shown can be sent back to it.
                let openness = match (open, definition.is_sent) {
                    (true, false) => "open",
                    (true, true) => "sent",
                    (false, _) => "closed",
                };
                match tag {
                    Some(tag) => {
                        let options = format!(", tag {tag:?}, {openness}");
                        call("tagged_union", &options, definition, variants)
                    }
                    None => call(
                        "keyed_union",
                        &format!(", {openness}"),
                        definition,
                        variants,
                    ),
                }
            }
        };
        text.push('\n');
    }
    text += &parts.write();
    text.push_str("}\n");
    Ok(text)
}

fn call(name: &str, options: &str, definition: &Definition, variants: &[Variant]) -> String {
    let variants = variants.iter().map(|variant| {
        let payload = match variant.payload.as_str() {
            "" => String::new(),
            payload => format!("({payload})"),
        };
        let docs = docs::comment(&variant.docs);
        indent(
            &format!("{docs}{}{payload} = {:?},", variant.name, variant.wire),
            8,
        )
    });
    format!(
        "{name}! {{\n{}    {}{options} {{\n{}    }}\n}}\n",
        indent(&docs::comment(&definition.docs), 4),
        definition.name,
        variants.collect::<String>()
    )
}

fn indent(text: &str, width: usize) -> String {
    let lines = text.lines();
    lines.map(|line| format!("{:width$}{line}\n", "")).collect()
}

//! The module `types`: every component, in the order of the document.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use syn::visit_mut::{self, VisitMut};
use syn::{Item, ItemStruct, Path};

use super::{seam, structs};
use crate::catalog::{Catalog, Shape};

pub(crate) fn write(generated: Vec<Item>, catalog: &Catalog) -> Result<String> {
    let mut generated: HashMap<String, ItemStruct> =
        generated.into_iter().filter_map(named_struct).collect();
    let mut text = String::from(
        "/// The objects, enumerations and unions of the contract.\n#[allow(clippy::all)]\npub mod types {\n\
         pub use crate::union::UnknownVariant;\n\n",
    );
    for definition in &catalog.definitions {
        match &definition.shape {
            Shape::Scalar => {}
            Shape::KeyObject => {
                generated.remove(&definition.name);
            }
            Shape::Struct(fields) => {
                let mut item = generated.remove(&definition.name).with_context(|| {
                    format!(
                        "the generator makes no struct of {0}: is {0} UpperCamelCase?",
                        definition.name
                    )
                })?;
                Shortener.visit_item_struct_mut(&mut item);
                text += &structs::write(item, definition, fields, catalog)?;
            }
            Shape::Enumeration(_) | Shape::Tagged { .. } | Shape::Keyed { .. } => {
                text += &seam::write(definition);
            }
        }
        text.push('\n');
    }
    let mut inline: Vec<_> = generated.into_keys().collect();
    inline.sort();
    ensure!(
        inline.is_empty(),
        "inline objects would become types of their own, give them names in components/schemas: {}",
        inline.join(", ")
    );
    text.push_str("}\n");
    Ok(text)
}

fn named_struct(item: Item) -> Option<(String, ItemStruct)> {
    match item {
        Item::Struct(item) => Some((item.ident.to_string(), item)),
        _ => None,
    }
}

/// Shortens `::std::string::String` to `String` and the full path of a component to its name.
struct Shortener;

impl VisitMut for Shortener {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let full = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        let full = full.collect::<Vec<_>>().join("::");
        let short = [
            "std::string::String",
            "std::option::Option",
            "std::vec::Vec",
        ]
        .contains(&full.as_str())
            || full.starts_with("nimbus_api::types::");
        if short && let Some(last) = path.segments.pop() {
            *path = Path::from(last);
        }
    }
}

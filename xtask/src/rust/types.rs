//! The module `types`: every component, in the order of the document.

use anyhow::Result;
use syn::Item;

use super::{found, seam, structs};
use crate::catalog::{Catalog, Shape};

pub(crate) fn write(items: &[&Item], catalog: &Catalog) -> Result<String> {
    let mut text = String::from(
        "/// The objects, enumerations and unions of the contract.
        #[allow(clippy::all)]
        pub mod types {
        pub use crate::union::UnknownVariant;\n\n",
    );
    let mut parts = structs::Parts::default();
    for definition in &catalog.definitions {
        match &definition.shape {
            Shape::Scalar | Shape::KeyObject => {}
            Shape::Struct(fields) => {
                let item = found::structure(items, &definition.name)?;
                text += &structs::write(item, definition, fields, catalog, &mut parts)?;
            }
            Shape::Enumeration(_) | Shape::Tagged { .. } | Shape::Keyed { .. } => {
                text += &seam::write(definition);
            }
        }
        text.push('\n');
    }
    text += &parts.write();
    text.push_str("}\n");
    Ok(text)
}

//! The client's own items.

use anyhow::{Context, Result, ensure};
use syn::visit_mut::{self, VisitMut};
use syn::{Fields, File, GenericArgument, ImplItem, Item, Path, PathArguments, parse_quote};

/// Takes a module out of the file and hands out its items.
pub(crate) fn take_module(file: &mut File, name: &str) -> Result<Vec<Item>> {
    let position = file
        .items
        .iter()
        .position(|item| matches!(item, Item::Mod(module) if module.ident == name))
        .with_context(|| format!("the generated client has no module `{name}`"))?;
    let Item::Mod(module) = file.items.remove(position) else {
        return Ok(Vec::new());
    };
    Ok(module.content.map(|(_, items)| items).unwrap_or_default())
}

/// Leaves of the client what comes from the document: the struct, with fields of our own, and its methods. Its
/// constructors, hooks and imports are nimbus-api's own.
pub(crate) fn trim(file: &mut File) -> Result<()> {
    for item in &mut file.items {
        match item {
            Item::Struct(client) if client.ident == "Client" => {
                let Fields::Named(fields) = &mut client.fields else {
                    continue;
                };
                *fields = parse_quote!({
                    pub(crate) base: std::sync::Arc<crate::reqwest::Url>,
                    pub(crate) inner: crate::Inner,
                });
            }
            Item::Impl(block) => block.items.retain(
                |item| matches!(item, ImplItem::Fn(method) if method.sig.asyncness.is_some()),
            ),
            _ => {}
        }
    }
    file.items.retain(|item| match item {
        Item::Struct(_) => true,
        Item::Impl(block) => !block.items.is_empty(),
        _ => false,
    });
    ensure!(
        file.items.len() == 2,
        "the client is not a struct and its methods"
    );
    file.items.insert(
        0,
        parse_quote!(
            use crate::request::Draft;
        ),
    );
    file.items.insert(
        1,
        parse_quote!(
            use crate::{Error, ResponseValue};
        ),
    );
    Ok(())
}

/// Names types from inside their crate: `::nimbus_api::types::X` becomes `types::X`; and the one error that all methods
/// have: `Error<()>` becomes `Error`.
pub(crate) fn localize_types(file: &mut File) {
    Localizer.visit_file_mut(file);
}

struct Localizer;

impl VisitMut for Localizer {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path
            .segments
            .first()
            .is_some_and(|segment| segment.ident == "nimbus_api")
        {
            path.leading_colon = None;
            path.segments = std::mem::take(&mut path.segments)
                .into_iter()
                .skip(1)
                .collect();
        }
        if let Some(last) = path.segments.last_mut()
            && last.ident == "Error"
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(GenericArgument::Type(syn::Type::Tuple(unit))) = arguments.args.first()
            && unit.elems.is_empty()
        {
            last.arguments = PathArguments::None;
        }
    }
}

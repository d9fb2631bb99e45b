//! What is taken over of progenitor's output: items by their names. How they are written inside does not matter.

use anyhow::{Context, Result};
use syn::ext::IdentExt as _;
use syn::{File, Ident, ImplItem, ImplItemFn, Item, ItemStruct, Type};

/// The items of a file and of all modules in it.
pub(crate) fn items(file: &File) -> Vec<&Item> {
    let mut found = Vec::new();
    let mut open: Vec<&Item> = file.items.iter().rev().collect();
    while let Some(item) = open.pop() {
        if let Item::Mod(module) = item
            && let Some((_, items)) = &module.content
        {
            open.extend(items.iter().rev());
        }
        found.push(item);
    }
    found
}

/// The struct of this name.
///
/// # Errors
/// When progenitor makes none.
pub(crate) fn structure<'a>(items: &[&'a Item], name: &str) -> Result<&'a ItemStruct> {
    let mut structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    });
    structs
        .find(|item| item.ident == name)
        .with_context(|| format!("progenitor makes no struct of the name {name}"))
}

/// A type's own method.
///
/// # Errors
/// When progenitor makes none.
pub(crate) fn method<'a>(items: &[&'a Item], of: &str, name: &str) -> Result<&'a ImplItemFn> {
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() && is_of(&block.self_ty, of) => Some(block),
        _ => None,
    });
    let mut methods = blocks
        .flat_map(|block| &block.items)
        .filter_map(|item| match item {
            ImplItem::Fn(method) => Some(method),
            _ => None,
        });
    methods
        .find(|method| method.sig.ident == name)
        .with_context(|| format!("progenitor makes no method {name} of {of}"))
}

/// Whether a type is the one of this name.
pub(crate) fn is_of(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

/// Whether a name in Rust is the one that stands on the wire: Rust's names have other capitals, underscores in between,
/// and one at the end of a keyword.
pub(crate) fn is_named(name: &Ident, wire: &str) -> bool {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    letters(&name.unraw().to_string()) == letters(wire)
}

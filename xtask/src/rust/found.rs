//! What is taken over of progenitor's output: items by their names. How they are written inside does not matter.

use anyhow::{Context, Result, bail};
use syn::ext::IdentExt as _;
use syn::{
    File, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, Item, ItemStruct, Pat, PatType,
    PathArguments, Signature, Type,
};

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

/// The name at the end of the type's path.
pub(crate) fn last(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => Some(&path.path.segments.last()?.ident),
        _ => None,
    }
}

/// The type inside a generic one, as an `Option`.
pub(crate) fn inner<'a>(ty: &'a Type, generic: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path
        .path
        .segments
        .last()
        .filter(|segment| segment.ident == generic)?;
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The names of the arguments.
///
/// # Errors
/// When one has no name.
pub(crate) fn arguments(signature: &Signature) -> Result<Vec<Ident>> {
    let names = typed(signature).map(|argument| match &*argument.pat {
        Pat::Ident(name) => Ok(name.ident.clone()),
        _ => bail!("progenitor gives an argument no name"),
    });
    names.collect()
}

/// Whether an argument is a `&str`.
pub(crate) fn is_text(signature: &Signature, name: &Ident) -> bool {
    typed(signature).any(|argument| {
        matches!(&*argument.pat, Pat::Ident(it) if it.ident == *name)
            && matches!(&*argument.ty, Type::Reference(text) if is_of(&text.elem, "str"))
    })
}

fn typed(signature: &Signature) -> impl Iterator<Item = &PatType> {
    signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    })
}

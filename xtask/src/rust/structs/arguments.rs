//! How a value of a field's type is passed to a constructor or setter.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericArgument, Ident, PathArguments, PathSegment, Type};

use crate::catalog::Catalog;

/// The type of a parameter and the expression that turns it into the field's value.
pub(crate) struct Argument {
    pub ty: TokenStream,
    pub value: TokenStream,
}

impl Argument {
    pub(crate) fn new(name: &Ident, field: &Type, catalog: &Catalog) -> Self {
        if converts(field, catalog) {
            return Self {
                ty: quote!(impl Into<#field>),
                value: quote!(#name.into()),
            };
        }
        if let Some(item) = item(field) {
            return if converts(item, catalog) && !is_struct(item, catalog) {
                Self {
                    ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                    value: quote!(#name.into_iter().map(Into::into).collect()),
                }
            } else {
                // Without a conversion of the items, an empty array needs no annotation.
                Self {
                    ty: quote!(impl IntoIterator<Item = #item>),
                    value: quote!(#name.into_iter().collect()),
                }
            };
        }
        if field.to_token_stream().to_string() == STRING_MAP {
            return Self {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>),
                value: quote!(
                    #name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
                ),
            };
        }
        Self {
            ty: quote!(#field),
            value: quote!(#name),
        }
    }
}

const STRING_MAP: &str = ":: std :: collections :: BTreeMap < String , String >";

/// The type inside an `Option`.
pub(crate) fn inner(ty: &Type) -> Option<&Type> {
    parameter_of(ty, "Option")
}

/// The type inside a `Vec`.
pub(crate) fn item(ty: &Type) -> Option<&Type> {
    parameter_of(ty, "Vec")
}

/// The name at the end of the type's path.
pub(crate) fn last(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// What describes the type in a JSON Schema, where the type itself cannot.
pub(crate) fn schema_of(ty: &Type) -> Option<&'static str> {
    let is_timestamp = |ty| last(ty).is_some_and(|name| name == "Timestamp");
    match inner(ty) {
        None => is_timestamp(ty).then_some("crate::json_schema::Timestamp"),
        Some(ty) => is_timestamp(ty).then_some("Option<crate::json_schema::Timestamp>"),
    }
}

fn converts(ty: &Type, catalog: &Catalog) -> bool {
    segment(ty).is_some_and(|segment| {
        segment.ident == "String" || catalog.get(&segment.ident.to_string()).is_some()
    })
}

fn is_struct(ty: &Type, catalog: &Catalog) -> bool {
    segment(ty).is_some_and(|segment| {
        let name = segment.ident.to_string();
        catalog.get(&name).is_some() && !catalog.in_macros().any(|other| other == name)
    })
}

fn parameter_of<'a>(ty: &'a Type, generic: &str) -> Option<&'a Type> {
    let segment = segment(ty).filter(|segment| segment.ident == generic)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}

/// The one segment of a short path, as `String` or `Vec<T>`.
fn segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) if path.path.segments.len() == 1 => path.path.segments.first(),
        _ => None,
    }
}

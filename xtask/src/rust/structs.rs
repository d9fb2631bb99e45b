//! One struct: its declaration, constructor and setters, and what Debug shows.

use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Ident, ItemStruct, Type};

use super::docs;
use super::found::{inner, last};
use super::members::{self, Member, Parts, Presence};
use crate::catalog::{self, Catalog, Definition};

pub(crate) fn write(
    item: &ItemStruct,
    definition: &Definition,
    fields: &[catalog::Field],
    catalog: &Catalog,
    parts: &mut Parts,
) -> Result<String> {
    let members = members::of(item, definition, fields, catalog, parts)
        .with_context(|| format!("progenitor's struct {}", definition.name))?;
    let name = format_ident!("{}", definition.name);
    let mut items = vec![
        declaration(&name, definition, &members),
        construction(&name, &members, catalog),
    ];
    if is_discreet(&members) {
        items.push(debug(&name, &members));
    }
    let items = items
        .into_iter()
        .map(|item| Ok(prettyplease::unparse(&syn::parse2(item)?) + "\n"));
    items.collect()
}

fn declaration(name: &Ident, definition: &Definition, members: &[Member]) -> TokenStream {
    let docs = docs::attributes(&definition.docs);
    let example = example(&definition.name);
    let strict = definition.is_sent.then(|| quote!(deny_unknown_fields,));
    let is_optional = members
        .iter()
        .all(|member| member.presence != Presence::Given);
    let default = is_optional.then(|| quote!(Default,));
    let debug = (!is_discreet(members)).then(|| quote!(Debug,));
    let expecting = format!("the object {name}");
    let members = members.iter().map(
        |Member {
             name,
             serde,
             ty,
             docs,
             ..
         }| {
            let docs = docs::attributes(docs);
            // The library for JSON Schema does not know the type.
            let with = match inner(ty, "Option") {
                None => is_timestamp(ty).then_some("crate::json_schema::Timestamp"),
                Some(ty) => is_timestamp(ty).then_some("Option<crate::json_schema::Timestamp>"),
            };
            let schema =
                with.map(|with| quote!(#[cfg_attr(feature = "schemars", schemars(with = #with))]));
            quote!(#docs #(#serde)* #schema pub #name: #ty)
        },
    );
    quote! {
        #docs
        #example
        #[derive(Clone, #debug #default PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(#strict expecting = #expecting)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct #name { #(#members),* }
    }
}

/// The example of a struct that users build, written by hand, if there is one.
fn example(name: &str) -> Option<TokenStream> {
    let file = format!("docs/examples/{name}.md");
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nimbus-api");
    let from_source = format!("../{file}");
    api.join(file)
        .exists()
        .then(|| quote!(#[doc = ""] #[doc = include_str!(#from_source)]))
}

fn is_timestamp(ty: &Type) -> bool {
    last(ty).is_some_and(|name| name == "Timestamp")
}

fn construction(name: &Ident, members: &[Member], catalog: &Catalog) -> TokenStream {
    let is_given = |member: &&Member| member.presence == Presence::Given;
    let (required, optional): (Vec<_>, Vec<_>) = members.iter().partition(is_given);
    let parameters = required.iter().map(|Member { name, ty, .. }| {
        let (ty, _) = argument(name, ty, catalog);
        quote!(#name: #ty)
    });
    let given = required.iter().map(|Member { name, ty, .. }| {
        let (_, value) = argument(name, ty, catalog);
        // The short form where there is no conversion.
        if *name == value.to_string() {
            value
        } else {
            quote!(#name: #value)
        }
    });
    let absent = optional
        .iter()
        .map(|Member { name, presence, .. }| match presence {
            Presence::Rest => quote!(#name: ::serde_json::Map::new()),
            _ => quote!(#name: None),
        });
    let setters = optional.iter().map(
        |Member {
             name, ty, presence, ..
         }| {
            let docs = format!(" Sets `{name}`.");
            let (ty, value) = argument(name, inner(ty, "Option").unwrap_or(ty), catalog);
            let value = match presence {
                Presence::Rest => value,
                _ => quote!(Some(#value)),
            };
            quote! {
                #[doc = #docs]
                #[must_use]
                pub fn #name(mut self, #name: #ty) -> Self {
                    self.#name = #value;
                    self
                }
            }
        },
    );
    let docs = match (required.is_empty(), optional.is_empty()) {
        (true, _) => " Everything is left out.",
        (false, true) => " From its fields.",
        (false, false) => " From what is required; the rest is left out.",
    };
    quote! {
        impl #name {
            #[doc = #docs]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#given,)* #(#absent,)* }
            }
            #(#setters)*
        }
    }
}

/// How a value of a field's type is passed to a constructor or setter: the type of the parameter, and the expression that
/// turns it into the field's value.
fn argument(name: &Ident, field: &Type, catalog: &Catalog) -> (TokenStream, TokenStream) {
    let definition = |ty| last(ty).and_then(|name| catalog.get(&name.to_string()));
    let is_string = |ty| last(ty).is_some_and(|name| name == "String");
    if is_string(field) || definition(field).is_some() {
        return (quote!(impl Into<#field>), quote!(#name.into()));
    }
    if let Some(item) = inner(field, "Vec") {
        // Without a conversion of the items, an empty array needs no annotation.
        return match is_string(item) || definition(item).is_some_and(|it| !it.is_struct()) {
            true => (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            ),
            false => (
                quote!(impl IntoIterator<Item = #item>),
                quote!(#name.into_iter().collect()),
            ),
        };
    }
    let text: String = field
        .to_token_stream()
        .to_string()
        .split_whitespace()
        .collect();
    if text == "::std::collections::BTreeMap<::std::string::String,::std::string::String>" {
        return (
            quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>),
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
        );
    }
    (quote!(#field), quote!(#name))
}

/// Like the derived one, but what may hold a secret shows that it is there and nothing else.
fn debug(name: &Ident, members: &[Member]) -> TokenStream {
    let text = name.to_string();
    let fields = members.iter().map(
        |Member {
             name, sensitive, ..
         }| {
            let text = name.to_string();
            match sensitive {
                true => quote!(.field(#text, &crate::redact::Redact::redacted(&self.#name))),
                false => quote!(.field(#text, &self.#name)),
            }
        },
    );
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text)#(#fields)*.finish()
            }
        }
    }
}

fn is_discreet(members: &[Member]) -> bool {
    members.iter().any(|member| member.sensitive)
}

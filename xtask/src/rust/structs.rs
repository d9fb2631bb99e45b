//! One struct: the generator's fields with our order, attributes, constructor and setters.

mod arguments;
mod reading;

use anyhow::{Context, Result, bail, ensure};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Field, Ident, ItemStruct, LitStr, Type, parse_quote};

use super::{docs, paths};
use crate::catalog::{self, Catalog, Definition};
use arguments::Argument;

/// A field as it will be written.
pub(crate) struct Member {
    wire: String,
    name: Ident,
    serde: Vec<Attribute>,
    ty: Type,
    docs: String,
    sensitive: bool,
    presence: Presence,
}

#[derive(PartialEq)]
enum Presence {
    Given,
    /// An `Option`.
    Optional,
    /// The rest of a loose object, to which no property belongs.
    Rest,
}

/// Reads the fields of what is only sent, by the names of functions.
pub(crate) use reading::Parts;

pub(crate) fn write(
    item: &ItemStruct,
    definition: &Definition,
    fields: &[catalog::Field],
    catalog: &Catalog,
    parts: &mut Parts,
) -> Result<String> {
    let mut members = members(item.fields.iter().cloned().collect(), fields)
        .with_context(|| format!("progenitor's struct {}", definition.name))?;
    for member in &mut members {
        let attribute = match definition.is_sent {
            true => parts.read(member, catalog),
            false => reading::shown(member),
        };
        member.serde.extend(attribute);
    }
    let name = format_ident!("{}", definition.name);
    let mut text = print(declaration(&name, definition, &members))?;
    text += &print(construction(&name, &members, catalog))?;
    if discreet(&members) {
        text += &print(debug(&name, &members))?;
    }
    Ok(text)
}

fn print(tokens: TokenStream) -> Result<String> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?) + "\n")
}

/// The fields in the order of the document, the rest of a loose object last.
fn members(generated: Vec<Field>, fields: &[catalog::Field]) -> Result<Vec<Member>> {
    let is_rest = |field: &Field| {
        let mut attributes = field.attrs.iter();
        attributes.any(|attribute| serde_word(attribute, "flatten").is_some())
    };
    let (rest, mut generated): (Vec<_>, Vec<_>) = generated.into_iter().partition(is_rest);
    let mut members = Vec::new();
    for field in fields {
        let position = generated.iter().position(|it| wire_name(it) == field.wire);
        let position = position.with_context(|| format!("it has no field for `{}`", field.wire))?;
        let presence = match field.is_given {
            true => Presence::Given,
            false => Presence::Optional,
        };
        let docs = field.docs.clone();
        let member = member(generated.remove(position), docs, field.sensitive, presence)?;
        ensure!(
            field.is_given != arguments::inner(&member.ty).is_some(),
            "whether `{}` may be left out is not what the document says",
            field.wire
        );
        members.push(member);
    }
    if let Some(field) = generated.first() {
        bail!(
            "its field `{}` is no property of the document",
            wire_name(field)
        );
    }
    for field in rest {
        let docs = "Fields that this version does not know, kept as [`UnknownVariant`]s are.";
        let mut rest = member(field, docs.to_owned(), true, Presence::Rest)?;
        if members.iter().any(|member| member.name == rest.name) {
            rest.name = format_ident!("{}_", rest.name);
        }
        members.push(rest);
    }
    Ok(members)
}

/// Names that a setter cannot have: methods that every struct has from what it derives, or that all types have.
pub(crate) const METHODS: [&str; 24] = [
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "clone_to_uninit",
    "default",
    "deserialize",
    "drop",
    "eq",
    "fmt",
    "from",
    "inline_schema",
    "into",
    "json_schema",
    "ne",
    "new",
    "schema_id",
    "schema_name",
    "serialize",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// Calls a field otherwise whose name is that of a method of every struct, as one is called whose name is a keyword.
fn rename(field: &mut Field) {
    let wire = wire_name(field);
    let name = field.ident.as_ref().map(ToString::to_string);
    let Some(name) = name.filter(|name| METHODS.contains(&name.as_str())) else {
        return;
    };
    field.ident = Some(format_ident!("{name}_"));
    if name == wire {
        field.attrs.push(parse_quote!(#[serde(rename = #wire)]));
    }
}

fn member(mut field: Field, docs: String, sensitive: bool, presence: Presence) -> Result<Member> {
    rename(&mut field);
    paths::shorten(&mut field.ty);
    field
        .attrs
        .retain(|attribute| attribute.path().is_ident("serde"));
    Ok(Member {
        wire: wire_name(&field),
        name: field.ident.context("it has a field without a name")?,
        serde: field.attrs,
        ty: field.ty,
        docs,
        sensitive,
        presence,
    })
}

fn wire_name(field: &Field) -> String {
    let renamed = field
        .attrs
        .iter()
        .find_map(|attribute| serde_word(attribute, "rename").flatten());
    renamed
        .or_else(|| field.ident.as_ref().map(ToString::to_string))
        .unwrap_or_default()
}

/// Whether a serde attribute has a word, and the string given to it.
fn serde_word(attribute: &Attribute, word: &str) -> Option<Option<String>> {
    let mut found = None;
    let parsed = attribute.parse_nested_meta(|meta| {
        let value = match meta.value() {
            Ok(value) => Some(value.parse::<LitStr>()?.value()),
            Err(_) => None,
        };
        if meta.path.is_ident(word) {
            found = Some(value);
        }
        Ok(())
    });
    parsed.ok().and(found)
}

fn declaration(name: &Ident, definition: &Definition, members: &[Member]) -> TokenStream {
    let docs = docs::attributes(&definition.docs);
    let strict = definition.is_sent.then(|| quote!(deny_unknown_fields,));
    let default = all_optional(members).then(|| quote!(Default,));
    let debug = (!discreet(members)).then(|| quote!(Debug,));
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
            let schema = arguments::schema_of(ty)
                .map(|with| quote!(#[cfg_attr(feature = "schemars", schemars(with = #with))]));
            quote!(#docs #(#serde)* #schema pub #name: #ty)
        },
    );
    quote! {
        #docs
        #[derive(Clone, #debug #default PartialEq, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(#strict expecting = #expecting)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct #name { #(#members),* }
    }
}

fn construction(name: &Ident, members: &[Member], catalog: &Catalog) -> TokenStream {
    let (required, optional): (Vec<_>, Vec<_>) = members
        .iter()
        .partition(|member| member.presence == Presence::Given);
    let (parameters, values): (Vec<_>, Vec<_>) = required
        .iter()
        .map(|Member { name, ty, .. }| {
            let Argument { ty, value } = Argument::new(name, ty, catalog);
            (quote!(#name: #ty), initial(name, value))
        })
        .unzip();
    let absent = optional.iter().map(|member| {
        let name = &member.name;
        if member.presence == Presence::Rest {
            quote!(#name: ::serde_json::Map::new())
        } else {
            quote!(#name: None)
        }
    });
    let setters = optional.iter().map(|member| setter(member, catalog));
    let docs = match (required.is_empty(), optional.is_empty()) {
        (true, _) => " Everything is left out.",
        (false, true) => " From its fields.",
        (false, false) => " From what is required; the rest is left out.",
    };
    quote! {
        impl #name {
            #[doc = #docs]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values,)* #(#absent,)* }
            }
            #(#setters)*
        }
    }
}

/// A field in a struct expression, in the short form where there is no conversion.
fn initial(name: &Ident, value: TokenStream) -> TokenStream {
    if *name == value.to_string() {
        value
    } else {
        quote!(#name: #value)
    }
}

fn setter(member: &Member, catalog: &Catalog) -> TokenStream {
    let Member {
        name, ty, presence, ..
    } = member;
    let docs = format!(" Sets `{}`.", name);
    let inner = arguments::inner(ty).unwrap_or(ty);
    let Argument { ty, value } = Argument::new(name, inner, catalog);
    let value = if *presence == Presence::Rest {
        value
    } else {
        quote!(Some(#value))
    };
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Like the derived one, but what may hold a secret shows that it is there and nothing else.
fn debug(name: &Ident, members: &[Member]) -> TokenStream {
    let text = name.to_string();
    let fields = members.iter().map(|member| {
        let name = &member.name;
        let text = name.to_string();
        if member.sensitive {
            quote!(.field(#text, &crate::redact::Redact::redacted(&self.#name)))
        } else {
            quote!(.field(#text, &self.#name))
        }
    });
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text)#(#fields)*.finish()
            }
        }
    }
}

fn discreet(members: &[Member]) -> bool {
    members.iter().any(|member| member.sensitive)
}

fn all_optional(members: &[Member]) -> bool {
    members
        .iter()
        .all(|member| member.presence != Presence::Given)
}

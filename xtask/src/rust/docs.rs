//! Doc comments.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// What the attributes of an item say of it, one attribute a line, which prints as `///` and not as `/** */`.
pub(crate) fn of(given: &[Attribute]) -> TokenStream {
    let texts: Vec<String> = given.iter().filter_map(text).collect();
    attributes(&texts.join("\n"))
}

fn text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = &meta.value
    else {
        return None;
    };
    meta.path.is_ident("doc").then(|| text.value())
}

/// The attributes for a text of the document.
pub(crate) fn attributes(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// The comment lines for a text of the document, for code that is written as text.
pub(crate) fn comment(text: &str) -> String {
    lines(text)
        .iter()
        .map(|line| format!("///{line}\n"))
        .collect()
}

/// The lines of a text, each with the space that follows `///`, and no two empty ones in a row.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        let line = line.trim_end();
        let spaced = if line.is_empty() || line.starts_with(' ') {
            line.to_owned()
        } else {
            format!(" {line}")
        };
        if !(spaced.is_empty() && lines.last().is_some_and(String::is_empty)) {
            lines.push(spaced);
        }
    }
    lines
}

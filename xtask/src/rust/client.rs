//! The client and its methods: what they are called, take and say is progenitor's, what they do is told by the document.

use anyhow::{Context, Result, bail};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ImplItemFn, Item, parse_quote};

use super::{docs, found};
use crate::catalog::Operation;

pub(crate) fn write(items: &[&Item], operations: &[Operation]) -> Result<TokenStream> {
    let docs = docs::of(&found::structure(items, "Client")?.attrs);
    let methods = operations
        .iter()
        .map(|operation| {
            let generated = found::method(items, "Client", &operation.id)?;
            method(generated, operation)
                .with_context(|| format!("the client's method {}", operation.id))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(quote! {
        use crate::request::RequestBuilder;
        use crate::{Error, ResponseValue};

        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) base: std::sync::Arc<crate::reqwest::Url>,
            pub(crate) transport: crate::TransportHandle,
        }

        #[allow(clippy::all)]
        impl Client { #(#methods)* }
    })
}

/// The method builds its request and hands it on.
///
/// progenitor's own body lets a name such as `..` climb to another route, forgets the response that it cannot decode, and sends
/// a header of which the contract knows nothing.
fn method(generated: &ImplItemFn, operation: &Operation) -> Result<TokenStream> {
    let docs = docs::of(&generated.attrs);
    let mut signature = generated.sig.clone();
    let mut arguments = found::arguments(&signature)?;
    let order = arguments.clone();
    let mut take = |wire: &str| -> Result<Ident> {
        let mut named = order.iter().filter(|name| found::is_named(name, wire));
        let name = named
            .next()
            .with_context(|| format!("progenitor has no argument for `{wire}` of the document"))?;
        if let Some(other) = named.next() {
            bail!("progenitor's arguments `{name}` and `{other}` could both be `{wire}`");
        }
        arguments.retain(|other| other != name);
        Ok(name.clone())
    };

    let mut steps = Vec::new();
    for wire in &operation.segments {
        let name = take(wire)?;
        let text = name.to_string();
        steps.push(match found::is_text(&generated.sig, &name) {
            true => quote!(.segment(#text, #name)?),
            false => quote!(.segment(#text, &#name.to_string())?),
        });
    }
    let mut queries = Vec::new();
    for query in &operation.query {
        let (name, wire) = (take(&query.wire)?, &query.wire);
        let position = order.iter().position(|other| *other == name);
        queries.push(match query.is_required {
            true => (position, quote!(.query(#wire, Some(#name)))),
            false => (position, quote!(.query(#wire, #name))),
        });
    }
    queries.sort_by_key(|(position, _)| *position);
    steps.extend(queries.into_iter().map(|(_, query)| query));
    if operation.has_body {
        let name = take("body")?;
        steps.push(quote!(.json(#name)?));
    }
    if let Some(name) = arguments.first() {
        bail!("progenitor has an argument `{name}`, of which the document knows nothing");
    }

    let table = format_ident!("{}", operation.id.to_uppercase());
    let (value, send) = match &operation.response {
        Some(component) => {
            let component = format_ident!("{component}");
            (quote!(types::#component), quote!(decoded))
        }
        None => (quote!(()), quote!(empty)),
    };
    signature.asyncness = parse_quote!(async);
    signature.output = parse_quote!(-> Result<ResponseValue<#value>, Error>);
    Ok(quote! {
        #docs
        pub #signature {
            let request = RequestBuilder::new(&self.base, &operations::#table)
                #(#steps)*;
            self.#send(request).await
        }
    })
}

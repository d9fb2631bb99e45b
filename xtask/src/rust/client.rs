//! The client and its methods: what they are called, take and say is progenitor's, what they do is told by the document.

use anyhow::{Context, Result, bail};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, Ident, ImplItemFn, Item, Pat, Signature, Type, parse_quote};

use super::{docs, found, paths};
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
/// progenitor's own body lets a name such as `..` climb to another route, forgets the reply that it cannot decode, and sends
/// a header of which the contract knows nothing.
fn method(generated: &ImplItemFn, operation: &Operation) -> Result<TokenStream> {
    let docs = docs::of(&generated.attrs);
    let mut signature = generated.sig.clone();
    let mut arguments = arguments(&signature)?;
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

    let segments = operation.segments.iter().map(|wire| {
        let name = take(wire)?;
        let text = name.to_string();
        Ok(match is_text(&generated.sig, &name) {
            true => quote!(.segment(#text, #name)?),
            false => quote!(.segment(#text, &#name.to_string())?),
        })
    });
    let segments = segments.collect::<Result<Vec<_>>>()?;
    let queries = operation.query.iter().map(|query| {
        let name = take(&query.wire)?;
        let wire = &query.wire;
        let position = order.iter().position(|other| *other == name);
        Ok(match query.is_required {
            true => (position, quote!(.query(#wire, Some(#name)))),
            false => (position, quote!(.query(#wire, #name))),
        })
    });
    let mut queries = queries.collect::<Result<Vec<_>>>()?;
    queries.sort_by_key(|(position, _)| *position);
    let queries = queries.into_iter().map(|(_, query)| query);
    let body = match operation.has_body {
        true => {
            let name = take("body")?;
            quote!(.json(#name)?)
        }
        false => quote!(),
    };
    if let Some(name) = arguments.first() {
        bail!("progenitor has an argument `{name}`, of which the document knows nothing");
    }

    let table = format_ident!("{}", operation.id.to_uppercase());
    let (value, send) = match &operation.reply {
        Some(component) => {
            let component = format_ident!("{component}");
            (quote!(types::#component), quote!(decoded))
        }
        None => (quote!(()), quote!(empty)),
    };
    signature.asyncness = parse_quote!(async);
    signature.output = parse_quote!(-> Result<ResponseValue<#value>, Error>);
    paths::shorten_in_signature(&mut signature);
    Ok(quote! {
        #docs
        pub #signature {
            let request = RequestBuilder::new(&self.base, &operations::#table)
                #(#segments)* #(#queries)* #body;
            self.#send(request).await
        }
    })
}

/// Whether an argument is a `&str`.
fn is_text(signature: &Signature, name: &Ident) -> bool {
    signature.inputs.iter().any(|argument| {
        matches!(argument, FnArg::Typed(typed)
            if matches!(&*typed.pat, Pat::Ident(it) if it.ident == *name)
                && matches!(&*typed.ty, Type::Reference(text) if found::is_of(&text.elem, "str")))
    })
}

/// The names of the arguments.
fn arguments(signature: &Signature) -> Result<Vec<Ident>> {
    let typed = signature
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(typed) => Some(&*typed.pat),
            FnArg::Receiver(_) => None,
        });
    typed
        .map(|pattern| match pattern {
            Pat::Ident(name) => Ok(name.ident.clone()),
            _ => bail!("progenitor gives an argument no name"),
        })
        .collect()
}

//! Runs the generator, progenitor, on a lowered document.

use std::panic::{self, AssertUnwindSafe};

use anyhow::{Context, Result, anyhow};
use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl};
use quote::quote;

use crate::catalog::Catalog;
use crate::lower;

/// The version of progenitor that Cargo.lock holds, for the header of what it generates.
pub(crate) fn version(lockfile: &str) -> Result<&str> {
    let (_, after) = lockfile
        .split_once("name = \"progenitor\"\nversion = \"")
        .context("Cargo.lock does not name progenitor")?;
    after
        .split('"')
        .next()
        .context("Cargo.lock has no version of progenitor")
}

/// The client: one method an operation, and a struct for every object.
pub(crate) fn client(api: &OpenAPI, catalog: &Catalog) -> Result<syn::File> {
    // A generator that is used twice writes other output the second time: each gets its own.
    let tokens = without_panic(|| Generator::new(&settings(catalog)).generate_tokens(api))?;
    Ok(syn::parse2(tokens)?)
}

/// The mocks: the same operations, seen from the server's side.
pub(crate) fn mocks(api: &OpenAPI, catalog: &Catalog) -> Result<syn::File> {
    let tokens = without_panic(|| Generator::new(&settings(catalog)).httpmock(api, "nimbus_api"))?;
    Ok(syn::parse2(tokens)?)
}

fn settings(catalog: &Catalog) -> GenerationSettings {
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote!(crate::TransportHandle))
        .with_map_type("::std::collections::BTreeMap")
        .with_replacement(
            lower::TIMESTAMP,
            "::jiff::Timestamp",
            [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
        );
    // The macros of nimbus-api define these. The path is one that the mocks, in another crate, can use, too.
    for definition in catalog.definitions.iter().filter(|it| !it.is_struct()) {
        let name = &definition.name;
        let path = format!("::nimbus_api::types::{name}");
        settings.with_replacement(name, path, [TypeImpl::Display].into_iter());
    }
    settings
}

/// progenitor answers many mistakes in a document by a panic. It keeps no state across calls that a panic could
/// leave broken, so the panic is caught and its message reported as the error that it is.
fn without_panic(
    generate: impl FnOnce() -> std::result::Result<TokenStream, progenitor::Error>,
) -> Result<TokenStream> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(generate));
    panic::set_hook(hook);
    match outcome {
        Ok(tokens) => tokens.context("progenitor rejects the document"),
        Err(payload) => {
            let message = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied())
                .unwrap_or("no message");
            Err(anyhow!("progenitor panics on the document: {message}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_panic_of_the_generator_is_an_error_with_its_message() {
        // A path parameter that is not declared panics in progenitor.
        let api: OpenAPI = serde_json::from_value(json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "1"},
            "paths": {"/a/{b}": {"get": {
                "operationId": "a_get",
                "responses": {"200": {"description": "d"}},
            }}},
        }))
        .unwrap();
        let catalog = Catalog::read(&api).unwrap();
        let error = client(&api, &catalog).err().unwrap().to_string();
        assert!(
            error.starts_with("progenitor panics on the document: missing path"),
            "{error}"
        );
    }

    #[test]
    fn the_version_comes_from_the_lockfile() {
        let lockfile = "[[package]]\nname = \"progenitor\"\nversion = \"0.15.1\"\n";
        assert_eq!(version(lockfile).unwrap(), "0.15.1");
        assert!(version("").is_err());
    }
}

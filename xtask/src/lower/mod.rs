//! Lowers the document, which is written for every reader, to the form that the generator turns into good Rust.
//!
//! The steps run in the order below and each does one thing. What a step takes away for the generator is not
//! lost: the [`Catalog`] was read before and the steps in `rust` put it back.

mod collections;
mod constraints;
mod integers;
mod objects;
mod references;
mod replies;
mod timestamps;
mod unions;
mod walk;

use openapiv3::OpenAPI;

use crate::catalog::Catalog;

pub(crate) use timestamps::COMPONENT as TIMESTAMP;

/// For whom the document is lowered.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reader {
    /// The client, which hands out every reply that is not a success as it came.
    Client,
    /// The mocks, which must be able to answer with errors.
    Mocks,
}

/// All steps, in order.
pub(crate) fn lower(mut api: OpenAPI, catalog: &Catalog, reader: Reader) -> OpenAPI {
    if reader == Reader::Client {
        replies::drop_errors(&mut api);
    }
    replies::drop_plain_text(&mut api);
    references::inline_scalars(&mut api, catalog);
    references::unwrap_single_all_of(&mut api);
    unions::strip_tags(&mut api, catalog);
    timestamps::name_timestamps(&mut api);
    integers::size_integers(&mut api);
    constraints::drop_constraints(&mut api);
    collections::tell_absent_from_empty(&mut api);
    objects::tolerate_unknown_fields(&mut api);
    api
}

#[cfg(test)]
mod tests;

//! Makes the crates that we want of what progenitor writes and of what the document says.
//!
//! Of progenitor's output, items are found by their names and taken over from outside: the signatures and documentation of
//! methods, the fields of structs with their types and serde's attributes, the mocks. No step looks at how a body is
//! written, and one that does not find what the document has says so.

mod client;
mod docs;
mod found;
mod mocks;
mod operations;
mod paths;
mod seam;
mod structs;
mod types;

use anyhow::Result;

use crate::catalog::{Catalog, Operation};

#[cfg(test)]
pub(crate) use structs::METHODS;

/// The whole of nimbus-api's generated module: the client, its types, the table of operations.
pub(crate) fn client(
    generated: &syn::File,
    operations: &[Operation],
    catalog: &Catalog,
) -> Result<String> {
    let items = found::items(generated);
    let client = client::write(&items, operations)?;
    let client = prettyplease::unparse(&syn::parse2(client)?);
    let types = types::write(&items, catalog)?;
    let operations = operations::write(operations)?;
    Ok(format!("{client}\n{types}\n{operations}"))
}

/// The whole of nimbus-httpmock's generated module.
pub(crate) fn mocks(mut file: syn::File, operations: &[Operation]) -> Result<String> {
    mocks::complete(&mut file, operations)?;
    Ok(prettyplease::unparse(&file))
}

#[cfg(test)]
mod perturbed;
#[cfg(test)]
mod tests;

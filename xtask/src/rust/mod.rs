//! Makes the crates that we want of what progenitor writes and of what the document says.
//!
//! Of progenitor's output, items are found by their names and taken over from outside: the signatures and documentation of
//! methods, the fields of structs with their types and serde's attributes, the mocks. No step looks at how a body is
//! written, and one that does not find what the document has says so.

mod client;
mod docs;
mod found;
mod members;
mod mocks;
mod operations;
mod structs;
mod types;

use anyhow::Result;

use crate::catalog::{Catalog, Operation};

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
    Ok(format!(
        "{}\n{}\n{}",
        shorten(&client, "types::"),
        shorten(&types, ""),
        operations::write(operations)?
    ))
}

/// The paths of types, as somebody would write them where a component is to be found below this one.
fn shorten(code: &str, types: &str) -> String {
    let code = code.replace("::std::string::String", "String");
    let code = code.replace("::std::option::Option<", "Option<");
    let code = code.replace("::std::vec::Vec<", "Vec<");
    code.replace("::nimbus_api::types::", types)
}

/// The whole of nimbus-httpmock's generated module.
pub(crate) fn mocks(mut file: syn::File, operations: &[Operation]) -> Result<String> {
    mocks::complete(&mut file, operations)?;
    Ok(prettyplease::unparse(&file))
}

#[cfg(test)]
mod compiled;
#[cfg(test)]
mod perturbed;
#[cfg(test)]
mod tests;

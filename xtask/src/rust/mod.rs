//! Turns what the generator writes into the crate that we want, step by step, on the syntax tree.

mod calls;
mod client;
mod docs;
mod mocks;
mod operations;
mod seam;
mod structs;
mod types;

use anyhow::Result;
use openapiv3::OpenAPI;

use crate::catalog::Catalog;

/// The whole of nimbus-api's generated module: the client, its types, the table of operations.
pub(crate) fn client(mut file: syn::File, api: &OpenAPI, catalog: &Catalog) -> Result<String> {
    let generated = client::take_module(&mut file, "types")?;
    client::take_module(&mut file, "prelude")?;
    client::trim(&mut file)?;
    client::localize_types(&mut file);
    calls::draft(&mut file, api)?;
    docs::one_line_each(&mut file);
    let client = prettyplease::unparse(&file);
    let types = types::write(generated, catalog)?;
    let operations = operations::write(api)?;
    Ok(format!("{client}\n{types}\n{operations}"))
}

/// The whole of nimbus-httpmock's generated module.
pub(crate) fn mocks(mut file: syn::File) -> Result<String> {
    mocks::match_paths_literally(&mut file)?;
    mocks::document(&mut file);
    Ok(prettyplease::unparse(&file))
}

#[cfg(test)]
mod tests;

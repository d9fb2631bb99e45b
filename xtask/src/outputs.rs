//! The generated files and their content.

use std::fs;
use std::io::{Seek as _, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use openapiv3::OpenAPI;

use crate::catalog::Catalog;
use crate::document::{self, Document};
use crate::lower::{self, Reader};
use crate::process::{command, output};
use crate::repository::DOCUMENT;
use crate::{catalog, generate, picture, rust};

/// A generated file.
pub(crate) struct Output {
    /// Below the root of the repository.
    pub path: &'static str,
    pub content: String,
}

/// Makes all generated files, in memory.
pub(crate) fn make(root: &Path) -> Result<Vec<Output>> {
    let document = document::read(&root.join(DOCUMENT))?;
    let read = |path: &str| {
        fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    let header = header(&document, generate::version(&read("Cargo.lock")?)?);
    let mocks = mocks(&document.api)?;
    Ok(vec![
        Output {
            path: "nimbus-api/src/generated.rs",
            content: format(&format!("{header}\n{}", client(&document.api)?))?,
        },
        Output {
            path: "tests/httpmock/src/generated.rs",
            content: format(&format!("{header}{MOCKS_ALLOW}\n{mocks}"))?,
        },
        // The emulator serves it, and a package holds only what is in its folder.
        Output {
            path: "tests/emulator/assets/nimbus.yaml",
            content: read(DOCUMENT)?,
        },
        Output {
            path: "nimbus/docs/pictures.md",
            content: picture::pack(read)?,
        },
    ])
}

/// The client of any document.
pub(crate) fn client(api: &OpenAPI) -> Result<String> {
    let catalog = Catalog::read(api)?;
    let operations = catalog::operations(api)?;
    let generated = generate::client(&lower::lower(api, &catalog, Reader::Client)?, &catalog)?;
    rust::client(&generated, &operations, &catalog)
}

/// The mocks of any document.
pub(crate) fn mocks(api: &OpenAPI) -> Result<String> {
    let catalog = Catalog::read(api)?;
    let generated = generate::mocks(&lower::lower(api, &catalog, Reader::Mocks)?, &catalog)?;
    rust::mocks(generated, &catalog::operations(api)?)
}

const MOCKS_ALLOW: &str = "#![allow(clippy::all, clippy::unwrap_used)]\n";

fn header(document: &Document, version: &str) -> String {
    format!(
        "//! Generated; do not edit. `cargo xtask regen` writes this file from {DOCUMENT}.
//!
//! Document: sha256 {}.
//! progenitor {version} makes signatures, structs and mocks, and serde's derive reads and writes objects. We add what neither
//! does: safe paths, responses kept whole, values and variants of newer servers, constructors, and Debug without secrets.

",
        document.sha256
    )
}

/// Formats as `cargo fmt` would, so that `cargo fmt --check` agrees with what regen writes.
fn format(code: &str) -> Result<String> {
    let mut unformatted = tempfile::tempfile()?;
    unformatted.write_all(code.as_bytes())?;
    unformatted.rewind()?;
    let mut rustfmt = command("rustfmt --edition 2024 --emit stdout --quiet")?;
    let formatted = output(rustfmt.stdin(unformatted));
    formatted.context("rustfmt is needed; `rustup component add rustfmt` installs it")
}

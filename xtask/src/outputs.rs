//! The generated files and their content.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::catalog::Catalog;
use crate::document::{self, Document};
use crate::lower::{self, Reader};
use crate::{catalog, generate, rust};

/// Where the document is, below the root of the repository.
pub(crate) const DOCUMENT: &str = "openapi/nimbus.yaml";

/// A generated file.
pub(crate) struct Output {
    /// Below the root of the repository.
    pub path: &'static str,
    pub content: String,
}

/// Makes all generated files, in memory.
pub(crate) fn make(root: &Path) -> Result<Vec<Output>> {
    let document = document::read(&root.join(DOCUMENT))?;
    let lockfile =
        std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let catalog = Catalog::read(&document.api)?;
    let header = header(&document, generate::version(&lockfile)?);
    Ok(vec![
        Output {
            path: "nimbus-api/src/generated.rs",
            content: format(&format!("{header}\n{}", client(&document.api, &catalog)?))?,
        },
        Output {
            path: "tests/httpmock/src/generated.rs",
            content: format(&format!(
                "{header}{MOCKS_ALLOW}\n{}",
                mocks(&document, &catalog)?
            ))?,
        },
        // The emulator serves it, and a package holds only what is in its folder.
        Output {
            path: "tests/emulator/assets/nimbus.yaml",
            content: std::fs::read_to_string(root.join(DOCUMENT))
                .with_context(|| format!("cannot read {DOCUMENT}"))?,
        },
    ])
}

/// The client of any document.
#[cfg(test)]
pub(crate) fn client_of(api: &openapiv3::OpenAPI) -> Result<String> {
    client(api, &Catalog::read(api)?)
}

fn client(api: &openapiv3::OpenAPI, catalog: &Catalog) -> Result<String> {
    let lowered = lower::lower(api.clone(), catalog, Reader::Client);
    let generated = generate::client(&lowered, catalog)?;
    rust::client(&generated, &catalog::operations(&lowered)?, catalog)
}

fn mocks(document: &Document, catalog: &Catalog) -> Result<String> {
    let lowered = lower::lower(document.api.clone(), catalog, Reader::Mocks);
    let generated = generate::mocks(&lowered, catalog)?;
    rust::mocks(generated, &catalog::operations(&lowered)?)
}

const MOCKS_ALLOW: &str = "#![allow(clippy::all, clippy::unwrap_used)]\n";

fn header(document: &Document, version: &str) -> String {
    format!(
        "//! Generated; do not edit. `cargo xtask regen` writes this file from {DOCUMENT}.
//!
//! Document: sha256 {}.
//! progenitor {version} makes signatures, structs and mocks, and serde's derive reads and writes objects. We add what neither
//! does: safe paths, replies kept whole, values and variants of newer servers, constructors, and Debug without secrets.

",
        document.sha256
    )
}

/// Formats as `cargo fmt` would, so that `cargo fmt --check` agrees with what regen writes.
fn format(code: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run rustfmt; `rustup component add rustfmt` installs it")?;
    // rustfmt reads to the end before it writes, so that writing all first cannot block both sides.
    let mut stdin = rustfmt.stdin.take().context("rustfmt has no stdin")?;
    stdin
        .write_all(code.as_bytes())
        .context("rustfmt does not take the generated code")?;
    drop(stdin);
    let output = rustfmt.wait_with_output()?;
    ensure!(
        output.status.success(),
        "rustfmt refuses the generated code"
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Where cargo puts what it builds; what takes long to build is kept there, too.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// The root of the repository, which is the folder above this crate.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here
        .parent()
        .context("xtask has no folder above it")?
        .to_owned())
}

//! Where things are in this repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where the document is, below the root of the repository.
pub(crate) const DOCUMENT: &str = "openapi/nimbus.yaml";

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

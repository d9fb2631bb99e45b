//! The document to compare with.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{command, output};
use crate::repository::DOCUMENT;
use crate::version;

/// Where a document is put when its version is published: kept as files, one a version, they are there in every checkout,
/// however shallow.
const PUBLISHED: &str = "openapi/published";

/// What to call it, and its text: the document that is named; else the newest that was published.
pub(crate) fn find(root: &Path, named: Option<&str>) -> Result<(String, String)> {
    let Some(name) = named else {
        return published(root);
    };
    let text = match Path::new(name) {
        file if file.is_file() => read(file)?,
        _ => at_revision(root, name)
            .with_context(|| format!("{name} is neither a file nor a revision"))?,
    };
    Ok((name.to_owned(), text))
}

fn published(root: &Path) -> Result<(String, String)> {
    let mut newest = None;
    let folder = root.join(PUBLISHED);
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {PUBLISHED}"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        newest = newest.max(Some((version::parse(&name)?, path)));
    }
    let (version, path) = newest.with_context(|| format!("{PUBLISHED} has no document"))?;
    Ok((format!("{version}, as published"), read(&path)?))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn at_revision(root: &Path, revision: &str) -> Result<String> {
    let mut show = command("git show")?;
    output(show.arg(format!("{revision}:{DOCUMENT}")).current_dir(root))
}

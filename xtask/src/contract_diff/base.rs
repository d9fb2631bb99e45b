//! The document to compare with.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::outputs::DOCUMENT;
use crate::version::Version;

/// Where a document is put when its version is published.
const PUBLISHED: &str = "openapi/published";

/// An earlier document.
pub(crate) struct Base {
    /// What to call it.
    pub name: String,
    pub text: String,
}

impl Base {
    /// The one that is named; else the newest that was published.
    pub(crate) fn find(root: &Path, named: Option<&str>) -> Result<Self> {
        let Some(name) = named else {
            return Self::published(root);
        };
        let text = if Path::new(name).is_file() {
            std::fs::read_to_string(name).with_context(|| format!("cannot read {name}"))?
        } else {
            git(root, &["show", &format!("{name}:{DOCUMENT}")])
                .with_context(|| format!("{name} is neither a file nor a revision"))?
        };
        Ok(Self {
            name: name.to_owned(),
            text,
        })
    }

    /// Published documents are kept as files, one a version: they are there in every checkout, however shallow.
    fn published(root: &Path) -> Result<Self> {
        let folder = root.join(PUBLISHED);
        let mut newest: Option<(Version, PathBuf)> = None;
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {PUBLISHED}"))?
        {
            let path = entry?.path();
            let name = path.file_stem().and_then(|name| name.to_str());
            let version: Version = name.unwrap_or_default().parse()?;
            if newest.as_ref().is_none_or(|(newest, _)| *newest < version) {
                newest = Some((version, path));
            }
        }
        let (version, path) = newest.with_context(|| format!("{PUBLISHED} has no document"))?;
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self {
            name: format!("{version}, as published"),
            text,
        })
    }
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .current_dir(root)
        .args(arguments)
        .output()
        .context("cannot run git")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).context("the document is not UTF-8")
}

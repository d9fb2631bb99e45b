//! The document to compare with.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::outputs::DOCUMENT;

/// An earlier document.
pub(crate) struct Base {
    /// What to call it.
    pub name: String,
    pub text: String,
}

impl Base {
    /// The one that is named; else that of the newest tag that leads here. Until a tag is there, nothing was published.
    pub(crate) fn find(root: &Path, named: Option<&str>) -> Result<Option<Self>> {
        let Some(name) = named else {
            let Ok(tag) = git(root, &["describe", "--tags", "--abbrev=0"]) else {
                return Ok(None);
            };
            let tag = tag.trim();
            let text = git(root, &["show", &format!("{tag}:{DOCUMENT}")]);
            return Ok(text.ok().map(|text| Self {
                name: tag.to_owned(),
                text,
            }));
        };
        let text = if Path::new(name).is_file() {
            std::fs::read_to_string(name).with_context(|| format!("cannot read {name}"))?
        } else {
            git(root, &["show", &format!("{name}:{DOCUMENT}")])
                .with_context(|| format!("{name} is neither a file nor a revision"))?
        };
        Ok(Some(Self {
            name: name.to_owned(),
            text,
        }))
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

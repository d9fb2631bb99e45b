//! What an installation was made from, kept inside it: so that it is made again only when that has changed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const NAME: &str = ".nimbus-installed-from";

pub(crate) struct Stamp(String);

impl Stamp {
    /// Of the program that installs and the file that says what.
    pub(crate) fn of(version: &str, pins: &Path) -> Result<Self> {
        let text = fs::read_to_string(pins);
        let text = text.with_context(|| format!("cannot read {}", pins.display()))?;
        Ok(Self(format!("{version}\n{text}")))
    }

    pub(crate) fn is_on(&self, installation: &Path) -> bool {
        fs::read_to_string(installation.join(NAME)).is_ok_and(|found| found == self.0)
    }

    /// Put on when the installation is complete.
    pub(crate) fn put_on(&self, installation: &Path) -> Result<()> {
        fs::write(installation.join(NAME), &self.0)
            .with_context(|| format!("cannot write into {}", installation.display()))
    }
}

//! What an installation was made from, kept inside it: so that it is made again only when that has changed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

const NAME: &str = ".nimbus-installed-from";

pub(crate) struct Stamp(String);

impl Stamp {
    /// Of the program that installs and the file that says what.
    pub(crate) fn of(version: &str, pins: &Path) -> Result<Self> {
        let pins = fs::read(pins).with_context(|| format!("cannot read {}", pins.display()))?;
        ensure!(!pins.is_empty(), "there is nothing to install");
        let hash: String = Sha256::digest(&pins)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Self(format!("{version}\n{hash}\n")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_pin_makes_an_installation_stale() {
        let folder = tempfile::tempdir().unwrap();
        let pins = folder.path().join("requirements.txt");
        fs::write(&pins, "a==1\n").unwrap();
        let before = Stamp::of("Python 3", &pins).unwrap();
        assert!(!before.is_on(folder.path()));
        before.put_on(folder.path()).unwrap();
        assert!(before.is_on(folder.path()));
        fs::write(&pins, "a==2\n").unwrap();
        assert!(!Stamp::of("Python 3", &pins).unwrap().is_on(folder.path()));
        assert!(!Stamp::of("Python 4", &pins).unwrap().is_on(folder.path()));
    }
}

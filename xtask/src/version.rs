//! Versions of the contract.

use anyhow::{Result, bail};
use semver::Version;

/// Three numbers, and nothing after them: the contract has no previews.
pub(crate) fn parse(text: &str) -> Result<Version> {
    let version = Version::parse(text);
    let is_plain = |it: &Version| it.pre.is_empty() && it.build.is_empty();
    match version {
        Ok(version) if is_plain(&version) => Ok(version),
        _ => bail!("`{text}` is not a version such as 1.2.3"),
    }
}

/// Which of the numbers has to rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// The first version after this one that the bump admits.
    pub(crate) fn after(self, version: &Version) -> Version {
        let Version {
            major,
            minor,
            patch,
            ..
        } = *version;
        match self {
            Self::None => Version::new(major, minor, patch),
            Self::Patch => Version::new(major, minor, patch + 1),
            Self::Minor => Version::new(major, minor + 1, 0),
            Self::Major => Version::new(major + 1, 0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_three_plain_numbers() {
        assert_eq!(parse("1.20.3").unwrap(), Version::new(1, 20, 3));
        for bad in [
            "1", "1.2", "1.2.3.4", "1.2.3-rc", "v1.2.3", "1.02.3", "1..3", "+1.2.3", "1.2.3+a",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bump_resets_the_numbers_after_it() {
        let after = |bump: Bump| bump.after(&Version::new(1, 2, 3));
        assert_eq!(after(Bump::None), Version::new(1, 2, 3));
        assert_eq!(after(Bump::Patch), Version::new(1, 2, 4));
        assert_eq!(after(Bump::Minor), Version::new(1, 3, 0));
        assert_eq!(after(Bump::Major), Version::new(2, 0, 0));
    }
}

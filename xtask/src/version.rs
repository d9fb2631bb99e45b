//! Versions of the contract.

use std::fmt;
use std::str::FromStr;

/// Three numbers, and nothing after them: the contract has no previews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

/// Which of the numbers has to rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

impl Version {
    /// The first version after this one that the bump admits.
    pub(crate) fn after(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let of = |major, minor, patch| Self {
            major,
            minor,
            patch,
        };
        match bump {
            Bump::None => self,
            Bump::Patch => of(major, minor, patch + 1),
            Bump::Minor => of(major, minor + 1, 0),
            Bump::Major => of(major + 1, 0, 0),
        }
    }
}

impl FromStr for Version {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
        match numbers.as_deref() {
            Some([major, minor, patch]) => Ok(Self {
                major: *major,
                minor: *minor,
                patch: *patch,
            }),
            _ => Err(anyhow::anyhow!("`{text}` is no version as 1.2.3")),
        }
    }
}

fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let zero = text.len() > 1 && text.starts_with('0');
    text.parse().ok().filter(|_| plain && !zero)
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_three_plain_numbers() {
        assert_eq!("1.20.3".parse::<Version>().unwrap().to_string(), "1.20.3");
        for bad in [
            "1", "1.2", "1.2.3.4", "1.2.3-rc", "v1.2.3", "1.02.3", "1..3", "+1.2.3",
        ] {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bump_resets_the_numbers_after_it() {
        let after = |bump| "1.2.3".parse::<Version>().unwrap().after(bump).to_string();
        assert_eq!(after(Bump::None), "1.2.3");
        assert_eq!(after(Bump::Patch), "1.2.4");
        assert_eq!(after(Bump::Minor), "1.3.0");
        assert_eq!(after(Bump::Major), "2.0.0");
    }
}

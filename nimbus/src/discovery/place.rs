//! The places that are searched, as errors and warnings show them. An `Origin` is a place where a value was found.

use std::fmt;
use std::path::{Path, PathBuf};

/// A place that is searched.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Option(&'static str),
    Variable(&'static str),
    CredentialFile(Location),
    TokenFile(Location),
}

/// The path of a file, and the variable that it comes from.
#[derive(Clone, Debug)]
pub(super) struct Location {
    pub(super) path: PathBuf,
    pub(super) named_by: &'static str,
}

impl Place {
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Option(_) | Self::Variable(_) => None,
            Self::CredentialFile(location) | Self::TokenFile(location) => Some(&location.path),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, Location { path, named_by }) = match self {
            Self::Option(name) => return write!(formatter, "option {name}"),
            Self::Variable(name) => return formatter.write_str(name),
            Self::CredentialFile(location) => ("credential", location),
            Self::TokenFile(location) => ("token", location),
        };
        write!(formatter, "{kind} file {} (by {named_by})", path.display())
    }
}

//! A place that is looked at, and what a variable holds.

use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;

use super::error::DiscoveryError;
use crate::auth::{Unsendable, is_quoted};
use crate::environment::Environment;

/// A place that is looked at.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Option(&'static str),
    Variable(&'static str),
    CredentialFile {
        path: PathBuf,
        named_by: &'static str,
    },
    TokenFile {
        path: PathBuf,
        named_by: &'static str,
    },
}

impl Place {
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Option(_) | Self::Variable(_) => None,
            Self::CredentialFile { path, .. } | Self::TokenFile { path, .. } => Some(path),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => write!(formatter, "option {name}"),
            Self::Variable(name) => formatter.write_str(name),
            Self::CredentialFile { path, named_by } => {
                write!(
                    formatter,
                    "credential file {} (by {named_by})",
                    path.display()
                )
            }
            Self::TokenFile { path, named_by } => {
                write!(formatter, "token file {} (by {named_by})", path.display())
            }
        }
    }
}

/// What a variable holds.
pub(super) enum Variable {
    Unset,
    Blank,
    Set(String),
}

impl Variable {
    pub(super) fn value(self) -> Option<String> {
        match self {
            Self::Set(value) => Some(value),
            Self::Unset | Self::Blank => None,
        }
    }
}

/// Reads a variable; whitespace around its value is left out, and one in quotes is refused.
pub(super) fn variable(
    environment: &Environment,
    name: &'static str,
) -> Result<Variable, DiscoveryError> {
    match environment.var(name) {
        Ok(None) => Ok(Variable::Unset),
        Ok(Some(value)) => {
            // It may be a token, of which only the copy below is wiped by its owner.
            let value = Zeroizing::new(value);
            match value.trim() {
                "" => Ok(Variable::Blank),
                value if is_quoted(value) => {
                    let reason = Unsendable::Quoted.to_string();
                    Err(DiscoveryError::broken(Place::Variable(name), reason))
                }
                value => Ok(Variable::Set(value.to_owned())),
            }
        }
        Err(_) => Err(DiscoveryError::broken(
            Place::Variable(name),
            "is not Unicode text",
        )),
    }
}

/// Reads a variable that names a file. One that holds the content of a file in place of its path is refused here:
/// every error about a file prints its path.
pub(super) fn path_variable(
    environment: &Environment,
    name: &'static str,
) -> Result<Variable, DiscoveryError> {
    let found = variable(environment, name)?;
    let Variable::Set(value) = &found else {
        return Ok(found);
    };
    let reason = if value.starts_with('{') || value.contains(char::is_control) {
        "holds the content of a file, not the path of one"
    } else if value.starts_with("eyJ")
        && value.split('.').count() == 3
        && !value.contains(['/', '\\'])
    {
        "holds a token, not the path of a file"
    } else {
        return Ok(found);
    };
    Err(DiscoveryError::broken(Place::Variable(name), reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(value: &str) -> Result<Variable, DiscoveryError> {
        let environment = Environment::fake().var("A_FILE", value).into();
        path_variable(&environment, "A_FILE")
    }

    #[test]
    fn what_looks_a_little_like_a_token_is_a_path_all_the_same() {
        for value in ["eyJ.json", "eyJ/a.b.c", "eyJ\\a.b.c", "a.b.c", "eyJ.b.c.d"] {
            match path(value) {
                Ok(Variable::Set(found)) => assert_eq!(found.as_str(), value),
                _ => panic!("{value}"),
            }
        }
    }

    #[test]
    fn a_token_in_place_of_a_path_is_refused_and_not_repeated() {
        let error = path("eyJhbGci.canary.c").err().unwrap().to_string();
        assert!(error.contains("holds a token"), "{error}");
        assert!(!error.contains("canary"), "{error}");
    }
}

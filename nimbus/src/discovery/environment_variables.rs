//! The environment variables, and reading them. Those of proxies are in `proxy`.

use secrecy::zeroize::Zeroizing;

use super::error::DiscoveryError;
use super::place::Place;
use crate::auth::{Unsendable, is_quoted};
use crate::environment::Environment;

pub(super) const ENDPOINT: &str = "NIMBUS_ENDPOINT";
/// A bearer token. This variable takes precedence over the next one.
pub(super) const TOKEN: &str = "NIMBUS_TOKEN";
pub(super) const BEARER_TOKEN: &str = "NIMBUS_BEARER_TOKEN";
pub(super) const API_KEY: &str = "NIMBUS_API_KEY";
pub(super) const WORKLOAD_IDENTITY_TOKEN: &str = "NIMBUS_WORKLOAD_IDENTITY_TOKEN";
pub(super) const WORKLOAD_IDENTITY_ISSUER: &str = "NIMBUS_WORKLOAD_IDENTITY_ISSUER";
pub(super) const WORKLOAD_IDENTITY_AUDIENCE: &str = "NIMBUS_WORKLOAD_IDENTITY_AUDIENCE";
pub(super) const WORKLOAD_IDENTITY_SUBJECT: &str = "NIMBUS_WORKLOAD_IDENTITY_SUBJECT";
/// The path of a token file.
pub(super) const WORKLOAD_IDENTITY_TOKEN_FILE: &str = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
/// The path of the credential file.
pub(super) const APPLICATION_CREDENTIALS: &str = "NIMBUS_APPLICATION_CREDENTIALS";
/// The variables for the folder of the credential file if its path is not set; the first that is set counts.
pub(super) const CONFIG_FOLDERS: [(&str, &str); 3] = [
    ("XDG_CONFIG_HOME", ""),
    ("HOME", ".config/"),
    ("USERPROFILE", ".config/"),
];

/// The value of a variable, or the reason why there is none.
pub(super) type Lookup = Result<String, &'static str>;

/// Reads a variable. Whitespace around its value is removed, and a value in quotes is an error.
pub(super) fn variable(
    environment: &Environment,
    name: &'static str,
) -> Result<Lookup, DiscoveryError> {
    let broken = |reason: String| DiscoveryError::broken(Place::Variable(name), reason);
    let value = environment.var(name);
    let Some(value) = value.map_err(|_| broken("is not Unicode text".to_owned()))? else {
        return Ok(Err("is not set"));
    };
    // The value may be a token, so it is wiped here; the owner wipes only the copy below.
    let value = Zeroizing::new(value);
    match value.trim() {
        "" => Ok(Err("is blank")),
        value if is_quoted(value) => Err(broken(Unsendable::Quoted.to_string())),
        value => Ok(Ok(value.to_owned())),
    }
}

/// Reads a variable with the path of a file. If it contains the content of a file instead, that is an error here,
/// because every later error about the file would print it.
pub(super) fn path_variable(
    environment: &Environment,
    name: &'static str,
) -> Result<Lookup, DiscoveryError> {
    let found = variable(environment, name)?;
    let value = found.as_deref().unwrap_or_default();
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

    fn path(value: &str) -> Result<Lookup, DiscoveryError> {
        let environment = Environment::fake().var("A_FILE", value).into();
        path_variable(&environment, "A_FILE")
    }

    #[test]
    fn what_looks_a_little_like_a_token_is_a_path_all_the_same() {
        for value in ["eyJ.json", "eyJ/a.b.c", "eyJ\\a.b.c", "a.b.c", "eyJ.b.c.d"] {
            assert_eq!(path(value).unwrap().as_deref(), Ok(value));
        }
    }

    #[test]
    fn a_token_in_place_of_a_path_is_refused_and_not_repeated() {
        let error = path("eyJhbGci.canary.c").err().unwrap().to_string();
        assert!(error.contains("holds a token"), "{error}");
        assert!(!error.contains("canary"), "{error}");
    }
}

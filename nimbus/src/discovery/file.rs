//! The credential file: where it is, and opening it.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use super::environment::{Environment, ReadError, SIZE_LIMIT};
use super::error::DiscoveryError;
use super::place::{Place, path_variable, variable};

const FILE: &str = "nimbus/application_default_credentials.json";

/// What there is of a credential file.
pub(super) enum Opened {
    Absent {
        place: String,
        reason: String,
    },
    Present {
        place: Place,
        path: PathBuf,
        /// What is not UTF-8 in it is replaced, as in JavaScript.
        text: Zeroizing<String>,
    },
}

/// Finds the credential file and reads it.
pub(super) async fn open(
    environment: &Environment,
    timeout: Duration,
) -> Result<Opened, DiscoveryError> {
    let Some((path, named_by)) = locate(environment)? else {
        let place = "credential file".to_owned();
        let reason =
            "none of NIMBUS_APPLICATION_CREDENTIALS, XDG_CONFIG_HOME, HOME and USERPROFILE is set"
                .to_owned();
        return Ok(Opened::Absent { place, reason });
    };
    let place = Place::CredentialFile {
        path: path.clone(),
        named_by,
    };
    let contents = match environment.read(&path, SIZE_LIMIT, timeout).await {
        Ok(contents) if contents.bytes.is_empty() => {
            let reason = "is empty".to_owned();
            return Ok(Opened::Absent {
                place: place.to_string(),
                reason,
            });
        }
        Ok(contents) => contents,
        Err(error @ ReadError::NotFound) => {
            let reason = error.to_string();
            return Ok(Opened::Absent {
                place: place.to_string(),
                reason,
            });
        }
        Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
    };
    if contents.mode.is_some_and(|mode| mode & 0o044 != 0) && environment.is_first_report(&path) {
        let path = path.display();
        tracing::warn!(
            "others can read the credential file {path}; make it private: chmod 600 {path}"
        );
    }
    let text = Zeroizing::new(String::from_utf8_lossy(&contents.bytes).into_owned());
    Ok(Opened::Present { place, path, text })
}

/// The path, and the variable it comes from. The directory is joined as text, so that it is the same on every system.
fn locate(environment: &Environment) -> Result<Option<(PathBuf, &'static str)>, DiscoveryError> {
    const EXPLICIT: &str = "NIMBUS_APPLICATION_CREDENTIALS";
    if let Some(path) = path_variable(environment, EXPLICIT)?.value() {
        return Ok(Some((path.into(), EXPLICIT)));
    }
    for (name, below) in [
        ("XDG_CONFIG_HOME", ""),
        ("HOME", ".config/"),
        ("USERPROFILE", ".config/"),
    ] {
        if let Some(base) = variable(environment, name)?.value() {
            let base = base.strip_suffix('/').unwrap_or(&base);
            return Ok(Some((format!("{base}/{below}{FILE}").into(), name)));
        }
    }
    Ok(None)
}

//! The credential file: where it is, opening it, and what it gives.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;
use serde_json::value::RawValue;

use super::document::{self, CredentialFile, Object};
use super::error::DiscoveryError;
use super::fields::{Found, Notes};
use super::place::{Place, path_variable, variable};
use crate::environment::{Environment, ReadError, SIZE_LIMIT};

const FILE: &str = "nimbus/application_default_credentials.json";

/// What there is of a credential file.
pub(super) enum Opened {
    Absent { place: String, reason: String },
    Present(Content),
}

/// Where a credential file is, and the variable that says so.
#[derive(Clone)]
pub(super) struct Location {
    pub(super) path: PathBuf,
    pub(super) named_by: &'static str,
}

/// What stands in a credential file.
pub(super) struct Content {
    pub(super) location: Location,
    /// What is not UTF-8 in it is replaced, as in JavaScript.
    text: Zeroizing<String>,
}

/// Takes something out of the credential file.
pub(super) type Pick<T> = fn(&CredentialFile<&RawValue>, &mut Notes) -> Option<Found<T>>;

/// Finds the credential file and reads it.
pub(super) async fn open(
    environment: &Environment,
    timeout: Duration,
) -> Result<Opened, DiscoveryError> {
    let Some(location) = locate(environment)? else {
        let place = "credential file".to_owned();
        let reason =
            "none of NIMBUS_APPLICATION_CREDENTIALS, XDG_CONFIG_HOME, HOME and USERPROFILE is set"
                .to_owned();
        return Ok(Opened::Absent { place, reason });
    };
    read(location, environment, timeout).await
}

/// Reads the credential file.
pub(super) async fn read(
    location: Location,
    environment: &Environment,
    timeout: Duration,
) -> Result<Opened, DiscoveryError> {
    let place = location.place();
    let contents = match environment.read(&location.path, SIZE_LIMIT, timeout).await {
        Ok(contents) if contents.bytes.is_empty() => {
            let (place, reason) = (place.to_string(), "is empty".to_owned());
            return Ok(Opened::Absent { place, reason });
        }
        Ok(contents) => contents,
        Err(error @ ReadError::NotFound) => {
            let (place, reason) = (place.to_string(), error.to_string());
            return Ok(Opened::Absent { place, reason });
        }
        Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
    };
    if contents.mode.is_some_and(|mode| mode & 0o044 != 0) {
        let path = location.path.display();
        environment.warn_once(format!(
            "others can read the credential file {path}; make it private: chmod 600 {path}"
        ));
    }
    let text = Zeroizing::new(String::from_utf8_lossy(&contents.bytes).into_owned());
    Ok(Opened::Present(Content { location, text }))
}

impl Location {
    pub(super) fn place(&self) -> Place {
        Place::CredentialFile {
            path: self.path.clone(),
            named_by: self.named_by,
        }
    }
}

impl Content {
    /// What the file gives, and what is passed over in it, which is logged once.
    pub(super) fn pick<T>(
        &self,
        pick: Pick<T>,
        environment: &Environment,
    ) -> Result<(Option<Found<T>>, Notes), DiscoveryError> {
        let (place, mut notes) = (self.location.place(), Notes::new());
        let found = match document::parse(&self.text) {
            Err(reason) => return Err(DiscoveryError::broken(place, reason)),
            Ok(Object::Fields(file, is_given_twice)) => {
                if is_given_twice {
                    notes.push("gives a field twice; the last one counts".to_owned());
                }
                pick(&file, &mut notes)
            }
            Ok(Object::Other(name)) => {
                notes.push(format!("holds {name}, not a JSON object"));
                None
            }
        };
        for note in &notes {
            environment.warn_once(format!("passed over: {place} {note}"));
        }
        Ok((found, notes))
    }
}

/// The directory is joined as text, so that it is the same on every system.
fn locate(environment: &Environment) -> Result<Option<Location>, DiscoveryError> {
    const EXPLICIT: &str = "NIMBUS_APPLICATION_CREDENTIALS";
    if let Some(path) = path_variable(environment, EXPLICIT)?.value() {
        let (path, named_by) = (path.into(), EXPLICIT);
        return Ok(Some(Location { path, named_by }));
    }
    for (named_by, below) in [
        ("XDG_CONFIG_HOME", ""),
        ("HOME", ".config/"),
        ("USERPROFILE", ".config/"),
    ] {
        if let Some(base) = variable(environment, named_by)?.value() {
            let base = base.strip_suffix('/').unwrap_or(&base);
            let path = format!("{base}/{below}{FILE}").into();
            return Ok(Some(Location { path, named_by }));
        }
    }
    Ok(None)
}

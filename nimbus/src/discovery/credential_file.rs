//! Finding and opening the credential file.

use std::time::Duration;

use secrecy::zeroize::Zeroizing;
use serde_json::value::RawValue;

use super::environment_variables::{
    APPLICATION_CREDENTIALS, CONFIG_FOLDERS, path_variable, variable,
};
use super::error::DiscoveryError;
use super::fields::{FileFields, Found, Notes};
use super::json::{self, Object};
use super::place::{Location, Place};
use crate::environment::{Environment, ReadError, SIZE_LIMIT};

/// The path below the user's configuration folder.
const FILE: &str = "nimbus/application_default_credentials.json";

/// Returns the path of the credential file. The folder is joined as text, so that the path is the same on every system.
fn locate(environment: &Environment) -> Result<Option<Location>, DiscoveryError> {
    let named_by = APPLICATION_CREDENTIALS;
    if let Ok(path) = path_variable(environment, named_by)? {
        let path = path.into();
        return Ok(Some(Location { path, named_by }));
    }
    for (named_by, below) in CONFIG_FOLDERS {
        if let Ok(base) = variable(environment, named_by)? {
            let base = base.strip_suffix('/').unwrap_or(&base);
            let path = format!("{base}/{below}{FILE}").into();
            return Ok(Some(Location { path, named_by }));
        }
    }
    Ok(None)
}

/// The outcome of opening the credential file.
pub(super) enum Opened {
    Absent { place: String, reason: String },
    Present(CredentialFile),
}

impl Opened {
    fn absent(place: &impl ToString, reason: &impl ToString) -> Self {
        let (place, reason) = (place.to_string(), reason.to_string());
        Self::Absent { place, reason }
    }
}

/// Finds the credential file and reads it.
pub(super) async fn open(
    environment: &Environment,
    timeout: Duration,
) -> Result<Opened, DiscoveryError> {
    match locate(environment)? {
        Some(location) => read(location, environment, timeout).await,
        None => Ok(Opened::absent(
            &"credential file",
            &"none of NIMBUS_APPLICATION_CREDENTIALS, XDG_CONFIG_HOME, HOME and USERPROFILE is set",
        )),
    }
}

/// Reads the credential file.
pub(super) async fn read(
    location: Location,
    environment: &Environment,
    timeout: Duration,
) -> Result<Opened, DiscoveryError> {
    let place = Place::CredentialFile(location.clone());
    let contents = match environment.read(&location.path, SIZE_LIMIT, timeout).await {
        Ok(contents) if contents.bytes.is_empty() => {
            return Ok(Opened::absent(&place, &"is empty"));
        }
        Ok(contents) => contents,
        Err(error @ ReadError::NotFound) => return Ok(Opened::absent(&place, &error)),
        Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
    };
    if contents.mode.is_some_and(|mode| mode & 0o044 != 0) {
        let path = location.path.display();
        environment.warn_once(format!(
            "others can read the credential file {path}; make it private: chmod 600 {path}"
        ));
    }
    let text = Zeroizing::new(String::from_utf8_lossy(&contents.bytes).into_owned());
    Ok(Opened::Present(CredentialFile { location, text }))
}

/// A credential file that was read.
pub(super) struct CredentialFile {
    pub(super) location: Location,
    /// The content, in which invalid UTF-8 is replaced, as in JavaScript.
    text: Zeroizing<String>,
}

/// Takes a value from the fields of the credential file.
pub(super) type Pick<T> = fn(&FileFields<&RawValue>, &mut Notes) -> Option<Found<T>>;

impl CredentialFile {
    /// Returns what the file contains, or the reason `nothing`. What is ignored in it is logged once.
    pub(super) fn pick<T>(
        &self,
        pick: Pick<T>,
        nothing: &str,
        environment: &Environment,
    ) -> Result<Result<Found<T>, Notes>, DiscoveryError> {
        let (place, mut notes) = (Place::CredentialFile(self.location.clone()), Notes::new());
        let found = match json::parse(&self.text) {
            Err(reason) => return Err(DiscoveryError::broken(place, reason)),
            Ok(Object::Fields(fields, is_given_twice)) => {
                if is_given_twice {
                    notes.push("gives a field twice; the last one counts".to_owned());
                }
                pick(&fields, &mut notes)
            }
            Ok(Object::Other(name)) => {
                notes.push(format!("holds {name}, not a JSON object"));
                None
            }
        };
        for note in &notes {
            environment.warn_once(format!("ignored: {place} {note}"));
        }
        notes.push(nothing.to_owned());
        Ok(found.ok_or(notes))
    }
}

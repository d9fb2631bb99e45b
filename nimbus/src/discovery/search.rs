//! The state that the searches for the endpoint and the credential share, including the credential file once it is
//! open.

use std::time::Duration;

use super::credential_file::{self, Opened, Pick};
use super::environment_variables::variable;
use super::error::{DiscoveryError, Trail};
use super::fields::Found;
use super::place::{Location, Place};
use crate::auth::{Credential, Secret};
use crate::environment::Environment;

/// The options of the client that discovery uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Explicit {
    pub(crate) endpoint: Option<String>,
    pub(crate) credential: Option<Credential>,
    pub(crate) token: Option<Secret>,
    pub(crate) api_key: Option<Secret>,
}

/// The state of one discovery.
pub(super) struct Search<'a> {
    pub(super) explicit: &'a Explicit,
    pub(super) environment: &'a Environment,
    /// The time limit for each file, and later for each new token.
    pub(super) timeout: Duration,
    /// Opened when either search first needs it.
    pub(super) file: Option<Opened>,
}

impl Search<'_> {
    pub(super) fn variable(
        &self,
        name: &'static str,
        trail: &mut Trail,
    ) -> Result<Option<String>, DiscoveryError> {
        Ok(trail.note(&name, variable(self.environment, name)?))
    }

    /// Returns what the credential file contains, and where. `nothing` is the reason if it does not contain it.
    pub(super) async fn in_file<T>(
        &mut self,
        pick: Pick<T>,
        nothing: &str,
        trail: &mut Trail,
    ) -> Result<Option<(Found<T>, Location)>, DiscoveryError> {
        let file = match &self.file {
            Some(file) => file,
            None => {
                let file = credential_file::open(self.environment, self.timeout).await?;
                self.file.insert(file)
            }
        };
        let file = match file {
            Opened::Present(file) => file,
            Opened::Absent { place, reason } => {
                return Ok(trail.note(place, Err(reason.as_str())));
            }
        };
        let location = file.location.clone();
        let reasons = match file.pick(pick, nothing, self.environment)? {
            Ok(found) => return Ok(Some((found, location))),
            Err(reasons) => reasons,
        };
        let place = Place::CredentialFile(location);
        for reason in reasons {
            trail.note::<()>(&place, Err(reason));
        }
        Ok(None)
    }
}

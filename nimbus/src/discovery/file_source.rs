//! The credential file as a source: asked again when the server has rejected what the file gave.

use std::borrow::Cow;
use std::time::Duration;

use super::credential_file::{self, Opened};
use super::fields;
use super::place::Location;
use crate::auth::{Secret, Token, TokenError, TokenFuture, TokenRequest, TokenSource};
use crate::environment::Environment;

/// Reads the credential anew, so that a file that was rotated needs no restart. A rotated credential is never sent to
/// the old place: the file has to name the same endpoint as when the client found it, or none as then.
pub(super) struct CredentialFileSource {
    pub(super) location: Location,
    pub(super) environment: Environment,
    pub(super) endpoint: Option<Secret>,
}

impl CredentialFileSource {
    async fn read(&self) -> Result<Token, TokenError> {
        let (location, environment) = (self.location.clone(), &self.environment);
        // The client limits the time of every source.
        let file = match credential_file::read(location, environment, Duration::MAX).await? {
            Opened::Absent { reason, .. } => return Err(reason.into()),
            Opened::Present(file) => file,
        };
        let nothing = "gives no credential any more";
        let (found, _) = file
            .pick(fields::credential, nothing, environment)?
            .map_err(|reasons| reasons.join("; "))?;
        let [before, now] = [&self.endpoint, &found.endpoint];
        if before.as_ref().map(Secret::expose) != now.as_ref().map(Secret::expose) {
            return Err("no longer names the same endpoint; only a new client goes there".into());
        }
        Ok(found.token)
    }
}

impl TokenSource for CredentialFileSource {
    fn token(&self, _request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(self.read())
    }

    fn name(&self) -> Cow<'_, str> {
        self.location.path.to_string_lossy()
    }
}

//! The credential file as a token source, which is read again when the server has rejected its credential.

use std::borrow::Cow;
use std::time::Duration;

use super::credential_file::{self, Opened};
use super::fields;
use super::place::Location;
use crate::auth::{Secret, Token, TokenError, TokenFuture, TokenRequest, TokenSource};
use crate::environment::Environment;

/// Reads the credential again, so that a rotated file needs no restart. A rotated credential is never sent to another
/// endpoint than the file's: the endpoint in the file must be the same as when the client found it, or still be absent.
pub(super) struct CredentialFileSource {
    pub(super) location: Location,
    pub(super) environment: Environment,
    pub(super) endpoint: Option<Secret>,
}

impl CredentialFileSource {
    async fn read(&self) -> Result<Token, TokenError> {
        let (location, environment) = (self.location.clone(), &self.environment);
        // There is no limit here, because the client limits the time of every source.
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
            return Err(
                "no longer names the same endpoint; create a new client to use the new one".into(),
            );
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

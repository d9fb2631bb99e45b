//! The credential file as a source: asked again when the server has rejected what the file gave.

use std::borrow::Cow;
use std::time::Duration;

use super::fields;
use super::file::{self, Location, Opened};
use crate::auth::Secret;
use crate::auth::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
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
        let file = match file::read(location, environment, Duration::MAX).await? {
            Opened::Absent { reason, .. } => return Err(reason.into()),
            Opened::Present(file) => file,
        };
        let (found, mut reasons) = file.pick(fields::credential, environment)?;
        let Some((found, _)) = found else {
            reasons.push("gives no credential any more".to_owned());
            return Err(reasons.join("; ").into());
        };
        let [before, now] = [&self.endpoint, &found.endpoint];
        if before.as_ref().map(Secret::expose) != now.as_ref().map(Secret::expose) {
            return Err("no longer names the same endpoint; only a new client goes there".into());
        }
        Ok(Token::of_file(found.kind, found.secret))
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

//! Tokens that change while the program runs.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use super::header::{AuthHeader, AuthScheme, Unsendable};
use super::jwt;
use super::secret::Secret;

/// The error of a [`TokenSource`]. Any error can be converted to it, and so can a text (`"no token".into()`).
pub type TokenError = Box<dyn Error + Send + Sync>;

/// The future that [`TokenSource::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 'a>>;

/// Provides a bearer token whenever the client needs a new one.
///
/// The client caches the token. It asks for a new one 10 s before the token expires, when the token is due for a
/// refresh ([`Token::refresh_after`]), and when the server has rejected it. While the current token is valid, no call
/// waits for the new one; later calls use it. If there is no token, or it was rejected, the calls that need one wait
/// for the same request to the source. On each runtime, there is at most one request to the source at a time.
///
/// A source has 10 s to respond unless [set](crate::NimbusBuilder::credential_timeout) otherwise. If it does not
/// respond, fails or panics, the last token stays in use until it expires. Without one, the calls that wait fail with
/// that error, and the next call asks again. A source therefore needs neither a cache nor a time limit of its own.
///
/// A closure is a source too:
///
/// ```
/// # use nimbus::{Credential, Nimbus, discovery::Environment, auth::Token};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = nimbus_emulator::Emulator::builder().token("from-wherever").start().await?;
/// let credential = Credential::source(|_request| async {
///     let parts = ["from", "wherever"]; // a file, a command, another server
///     Ok(Token::new(parts.join("-")))
/// });
/// let nimbus = Nimbus::builder().credential(credential);
/// # let nimbus = nimbus.environment(Environment::fake()).endpoint(emulator.endpoint()).build()?;
/// # nimbus.tenants().list().await?;
/// # Ok(())
/// # }
/// ```
pub trait TokenSource: Send + Sync {
    /// Returns a token that is valid now.
    fn token(&self, request: TokenRequest) -> TokenFuture<'_>;

    /// Returns the name of this source in errors and logs, which must not be secret. The default is the name of its
    /// type.
    fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(std::any::type_name::<Self>())
    }
}

/// Shows only the name, because a type that derives `Debug` would print the tokens that it holds.
impl fmt::Debug for dyn TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.name(), formatter)
    }
}

impl<F, T> TokenSource for F
where
    F: Fn(TokenRequest) -> T + Send + Sync,
    T: Future<Output = Result<Token, TokenError>> + Send + 'static,
{
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(self(request))
    }
}

/// The reason for a request to a token source.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The token that the server has just rejected with 401, if that is the reason. A source with a cache of its own
    /// must not return this token again if it can get another one.
    pub rejected: Option<Secret>,
}

/// A bearer token, and how long it can be used.
#[derive(Clone, Debug)]
pub struct Token {
    /// Not always bearer, because a credential file may contain an API key.
    pub(crate) scheme: AuthScheme,
    pub(crate) secret: Secret,
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) refresh_after: Option<Duration>,
}

impl Token {
    /// Creates a token. If it is a JWT with a claim `exp`, that is its expiry; otherwise it has none.
    pub fn new(secret: impl Into<Secret>) -> Self {
        let secret = secret.into();
        Self {
            scheme: AuthScheme::Bearer,
            expires_at: jwt::expiry(secret.expose()),
            secret,
            refresh_after: None,
        }
    }

    /// Creates a token from a credential file, which is valid until the server rejects it.
    pub(crate) fn without_expiry(scheme: AuthScheme, secret: Secret) -> Self {
        Self {
            scheme,
            secret,
            expires_at: None,
            refresh_after: None,
        }
    }

    pub(crate) fn header(&self) -> Result<AuthHeader, Unsendable> {
        self.scheme.header(&self.secret)
    }

    /// Sets when the token expires. The client asks for a new one 10 s before.
    #[must_use]
    pub fn expires_at(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }

    /// Sets how long the token is used before the source is asked for a newer one. By default, the source is asked when
    /// the token expires or is rejected.
    #[must_use]
    pub fn refresh_after(mut self, age: Duration) -> Self {
        self.refresh_after = Some(age);
        self
    }
}

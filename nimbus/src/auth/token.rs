//! Tokens that change while the program runs.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use super::header::{AuthHeader, AuthScheme, Unsendable};
use super::jwt;
use super::secret::Secret;

/// Why a [`TokenSource`] gave no token: any error, a text too (`"no token".into()`).
pub type TokenError = Box<dyn Error + Send + Sync>;

/// What [`TokenSource::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 'a>>;

/// Gives a bearer token whenever the client needs another one.
///
/// The client keeps the token it was given and asks again when the token is about to expire (10 s before), when it
/// is due for a refresh ([`Token::refresh_after`]), or when the server has rejected it. While the last token is good, no call
/// waits for the answer: it is for the calls that come after it. When there is none, or it was rejected, calls that need
/// a new one wait for one answer. The source is asked once at a time on each runtime.
///
/// A source has 10 s to answer unless [set](crate::NimbusBuilder::credential_timeout) otherwise. When it does not answer,
/// or fails, or panics, the last token stays in use until it expires; without one, that is the error of the calls that
/// wait, and the next call asks again. So a source needs neither a cache nor a time limit of its own.
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
    /// A token that is good now.
    fn token(&self, request: TokenRequest) -> TokenFuture<'_>;

    /// What errors and logs call this source; the name of its type unless told otherwise. Must not be secret.
    fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(std::any::type_name::<Self>())
    }
}

/// Shows only its name: a type that derives `Debug` would print the tokens it holds.
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

/// Why a token is asked for.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The token that the server has just refused with a 401, when that is why. A source with a cache of its own must
    /// not answer with this one again, if it can get another.
    pub rejected: Option<Secret>,
}

/// A bearer token, and how long it may be used.
#[derive(Clone, Debug)]
pub struct Token {
    /// A credential file may give an API key.
    pub(crate) scheme: AuthScheme,
    pub(crate) secret: Secret,
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) refresh_after: Option<Duration>,
}

impl Token {
    /// A token. Where it is a JWT with a claim `exp`, that is taken as its expiry; otherwise it has none.
    pub fn new(secret: impl Into<Secret>) -> Self {
        let secret = secret.into();
        Self {
            scheme: AuthScheme::Bearer,
            expires_at: jwt::expiry(secret.expose()),
            secret,
            refresh_after: None,
        }
    }

    /// What a credential file gives, which is good until the server rejects it.
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

    /// When the token stops being good. The client asks for another one 10 s before.
    #[must_use]
    pub fn expires_at(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }

    /// How long the token is used before the source is asked whether there is a newer one. Without it, the source is
    /// asked when the token expires or is rejected.
    #[must_use]
    pub fn refresh_after(mut self, age: Duration) -> Self {
        self.refresh_after = Some(age);
        self
    }
}

//! What a client, or one call of it, may set about the way of a request.

use std::fmt;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_TYPE, EXPECT, HOST, HeaderName, HeaderValue, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
    USER_AGENT,
};
use tokio::time::Instant;

use crate::http::hooks::Hooks;
use crate::{Error, Result, RetryPolicy};

/// For one attempt. A start may block 10 s on the server.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// What holds for a call, all told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CallOptions {
    pub(crate) retry: RetryPolicy,
    /// For the whole call: all attempts, the pauses between them, and fresh tokens.
    pub(crate) timeout: Option<Duration>,
    /// When the timeout began to run, if that was before this request: with discovery, or with an earlier request of
    /// the same call.
    pub(crate) start: Option<Instant>,
    /// For one attempt, from the first byte of the connection to the last of the reply.
    pub(crate) attempt_timeout: Duration,
    /// Sent with every request of the call. There is none that the client sets itself, and there are few: a list will do.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) hooks: Hooks,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            retry: RetryPolicy::default(),
            timeout: None,
            start: None,
            attempt_timeout: ATTEMPT_TIMEOUT,
            headers: Vec::new(),
            hooks: Hooks::default(),
        }
    }
}

/// What was set, unchecked as yet: setters cannot fail, so that mistakes come to light when all is put together.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeout: Option<Duration>,
    /// Set by calls that make several requests.
    pub(crate) start: Option<Instant>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) headers: Vec<(String, String)>,
    /// Set by clients only.
    pub(crate) hooks: Hooks,
}

impl Settings {
    /// Whether nothing is set but how long the whole call may take.
    pub(crate) fn is_about_time_only(&self) -> bool {
        self.retry.is_none() && self.attempt_timeout.is_none() && self.headers.is_empty()
    }

    /// These settings on top of what holds otherwise. Headers are added to those of the client; one of the same name
    /// takes its place. Hooks come after those of the client.
    ///
    /// # Errors
    /// Names the option that cannot be used.
    pub(crate) fn over(&self, base: &CallOptions) -> Result<CallOptions> {
        let mut own = Vec::new();
        for (name, value) in &self.headers {
            own.push(header(name, value)?);
        }
        let mut headers = base.headers.clone();
        headers.retain(|(name, _)| !own.iter().any(|(own, _)| own == name));
        headers.extend(own);
        Ok(CallOptions {
            retry: self.retry.unwrap_or(base.retry),
            timeout: greater_than_zero("timeout", self.timeout)?.or(base.timeout),
            start: self.start,
            attempt_timeout: greater_than_zero("attempt_timeout", self.attempt_timeout)?
                .unwrap_or(base.attempt_timeout),
            headers,
            hooks: base.hooks.and(&self.hooks),
        })
    }
}

/// Values of headers may be secrets.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Settings")
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("headers", &names)
            .finish()
    }
}

pub(crate) fn greater_than_zero(
    option: &'static str,
    value: Option<Duration>,
) -> Result<Option<Duration>> {
    if value == Some(Duration::ZERO) {
        let message = format!("{option} must be greater than zero");
        return Err(Error::invalid_input(option, message));
    }
    Ok(value)
}

pub(crate) fn at_least_one(option: &'static str, value: u32) -> Result<()> {
    if value == 0 {
        let message = format!("{option} must be greater than zero");
        return Err(Error::invalid_input(option, message));
    }
    Ok(())
}

/// Two of a kind would both be sent, and break authentication: what the client sets itself, nobody else may. The others
/// change what is on the wire, which is the HTTP client's to decide.
const OWN_HEADERS: [HeaderName; 14] = [
    ACCEPT,
    ACCEPT_ENCODING,
    AUTHORIZATION,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    HOST,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    USER_AGENT,
];

/// Whether somebody else than the client may set this header.
///
/// # Errors
/// Names the argument that sets it.
pub(crate) fn check_settable(argument: &'static str, name: &HeaderName) -> Result<()> {
    let instead = match name {
        name if name == USER_AGENT => "a program names itself with the option user_agent",
        name if OWN_HEADERS.contains(name) || name == "x-nimbus-api-key" => {
            "a credential goes into the option credential"
        }
        _ => return Ok(()),
    };
    let message = format!("the client sets the header {name} itself; {instead}");
    Err(Error::invalid_input(argument, message))
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    // What is refused is not repeated: the name may act on a terminal, the value may be a secret.
    let refuse = |reason: String| Err(Error::invalid_input("headers", reason));
    let Ok(parsed) = HeaderName::try_from(name) else {
        return refuse("a header's name holds characters that no header name may hold".to_owned());
    };
    check_settable("headers", &parsed)?;
    let Ok(mut value) = HeaderValue::try_from(value) else {
        return refuse(format!(
            "the value of the header {parsed} holds a line break or another character that no header may hold"
        ));
    };
    // What it is for is not known, so it is never printed.
    value.set_sensitive(true);
    Ok((parsed, value))
}

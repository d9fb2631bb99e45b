//! The options of requests that a client or a single call can set.

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

/// The time limit of one attempt. Starting a service can take 10 s on the server.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// The options that apply to a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CallOptions {
    pub(crate) retry: RetryPolicy,
    /// The time limit of the whole call: all attempts, the pauses between them, and requests for new tokens.
    pub(crate) timeout: Option<Duration>,
    /// When the timeout began to run, if that was before this request: during discovery, or with an earlier request of
    /// the same call.
    pub(crate) start: Option<Instant>,
    /// The time limit of one attempt, from connecting to the last byte of the response.
    pub(crate) attempt_timeout: Duration,
    /// The headers sent with every request of the call, except those that the client sets itself. A list is enough
    /// because there are few.
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

/// The options as they were set, not yet checked. Setters cannot fail, so mistakes are reported when the options are
/// combined.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeout: Option<Duration>,
    /// Only set by calls that make several requests.
    pub(crate) start: Option<Instant>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) headers: Vec<(String, String)>,
    /// Only set by clients.
    pub(crate) hooks: Hooks,
}

impl Settings {
    /// Whether nothing is set except the time limit of the whole call.
    pub(crate) fn is_about_time_only(&self) -> bool {
        self.retry.is_none() && self.attempt_timeout.is_none() && self.headers.is_empty()
    }

    /// Applies these settings on top of `base`. Headers are added to those of the client and replace one of the same
    /// name. Hooks run after those of the client.
    ///
    /// # Errors
    /// The error names the option that cannot be used.
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

/// Header values may be secrets, so only the names are shown.
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

/// The headers that only the client may set. Some of them would be sent twice and break authentication. The others
/// change how a request is transmitted, which is up to the HTTP client.
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

/// Checks that a header may be set by someone other than the client.
///
/// # Errors
/// The error names the argument that sets it.
pub(crate) fn check_settable(argument: &'static str, name: &HeaderName) -> Result<()> {
    let instead = match name {
        name if name == USER_AGENT => "set the name of the program with the option user_agent",
        name if name == AUTHORIZATION || name == "x-nimbus-api-key" => {
            "pass the credential with the option credential"
        }
        name if OWN_HEADERS.contains(name) => "leave it out",
        _ => return Ok(()),
    };
    let message = format!("the client sets the header {name} itself; {instead}");
    Err(Error::invalid_input(argument, message))
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    // The message does not repeat what is refused: the name may contain terminal escapes, and the value may be a
    // secret.
    let refuse = |reason: String| Err(Error::invalid_input("headers", reason));
    let Ok(parsed) = HeaderName::try_from(name) else {
        return refuse(
            "the name of a header contains characters that are not allowed there".to_owned(),
        );
    };
    check_settable("headers", &parsed)?;
    let Ok(mut value) = HeaderValue::try_from(value) else {
        return refuse(format!(
            "the value of the header {parsed} contains a line break or another character that is not allowed there"
        ));
    };
    // The value may be a secret, so it is never printed.
    value.set_sensitive(true);
    Ok((parsed, value))
}

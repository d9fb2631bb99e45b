//! The options of requests that a client or a single call can set.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use tokio::time::Instant;

use crate::http::headers::parse_header;
use crate::http::hooks::Hooks;
use crate::{Error, Result, RetryPolicy};

/// The time limit of one attempt. Starting a service can take 10 s on the server.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// The options that apply to a call.
#[derive(Clone, PartialEq)]
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
            own.push(parse_header(name, value)?);
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

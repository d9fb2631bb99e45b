//! The options of a client.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::RetryBudget;
use crate::call::options::CallOptions;
use crate::discovery::{Environment, Explicit};
use crate::http::client::SELF;
use crate::http::proxy::ProxyChoice;

/// The time limit for reading a credential from a file, and for getting a new token.
pub(crate) const CREDENTIAL_TIMEOUT: Duration = Duration::from_secs(10);

/// A list of 100 sandboxes is about 70 KB.
const MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;

/// The checked options.
pub(crate) struct Options {
    pub(crate) explicit: Explicit,
    pub(crate) environment: Environment,
    pub(crate) tenant: Option<String>,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) proxy: ProxyChoice,
    pub(crate) user_agent: HeaderValue,
    pub(crate) calls: Arc<CallOptions>,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) max_response_bytes: usize,
    pub(crate) credential_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            explicit: Explicit::default(),
            environment: Environment::system(),
            tenant: None,
            http_client: None,
            proxy: ProxyChoice::default(),
            user_agent: HeaderValue::from_static(SELF),
            calls: Arc::default(),
            retry_budget: RetryBudget::default(),
            max_response_bytes: MAX_RESPONSE_BYTES,
            credential_timeout: CREDENTIAL_TIMEOUT,
        }
    }
}

//! Clones of a client with settings of their own.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::HeaderMap;

use super::Nimbus;
use crate::call::options::{CallOptions, Settings};
use crate::{Error, Operation, Response, Result, RetryPolicy};

/// The settings that a clone has of its own.
pub(super) struct Overrides {
    pub(super) tenant: Option<String>,
    /// The options, or the error that each call reports because a setting is not valid.
    pub(super) calls: Result<Arc<CallOptions>>,
    /// The generated client with these options, once there is a connection.
    pub(super) api: OnceLock<nimbus_api::Client>,
}

/// Clones with settings of their own. Each method returns a clone that differs in one setting, which applies to all
/// calls made with the clone, including waits, streams, `update_with` and scopes. The clone shares the endpoint, the
/// credential, the connections and the retry budget with the original client, and shares polls with clients that have
/// equal options. If a value is not valid, each call fails before a request is sent.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
/// # fn main() -> Outcome { on_stage(async |nimbus| {
/// use std::time::Duration;
/// use nimbus::RetryPolicy;
///
/// let probe = nimbus.with_timeout(Duration::from_secs(2)).with_retry(RetryPolicy::disabled());
/// probe.services().get("web").await?;
/// # Ok(()) }) }
/// ```
impl Nimbus {
    /// Returns a clone with another default tenant. A call that uses it fails if it is not a valid tenant id.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let other = nimbus.with_tenant("other");
    /// assert_eq!(other.tenant(), Some("other"));
    /// assert!(other.services().list().await?.items.is_empty());
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_tenant(&self, tenant: impl Into<String>) -> Self {
        self.overridden(Some(tenant.into()), self.calls().cloned())
    }

    /// Returns a clone that adds a header to its requests. It replaces the client's header of the same name.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let job = nimbus.with_header("x-job", "nightly");
    /// job.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_header(&self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with(|settings| settings.headers.push((name.into(), value.into())))
    }

    /// Returns a clone with another time limit for each call, like
    /// [`NimbusBuilder::timeout`](crate::NimbusBuilder::timeout). Zero is an error.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let interactive = nimbus.with_timeout(std::time::Duration::from_secs(3));
    /// interactive.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.with(|settings| settings.timeout = Some(timeout))
    }

    /// Returns a clone with another time limit for each attempt, like
    /// [`NimbusBuilder::attempt_timeout`](crate::NimbusBuilder::attempt_timeout). Zero is an error.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let patient = nimbus.with_attempt_timeout(std::time::Duration::from_secs(60));
    /// patient.services().start("web").until_ready().await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_attempt_timeout(&self, timeout: Duration) -> Self {
        self.with(|settings| settings.attempt_timeout = Some(timeout))
    }

    /// Returns a clone with another retry policy. All clones still share one retry budget.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let once = nimbus.with_retry(nimbus::RetryPolicy::disabled());
    /// once.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_retry(&self, retry: RetryPolicy) -> Self {
        self.with(|settings| settings.retry = Some(retry))
    }

    /// Returns a clone with an additional hook before each attempt; see
    /// [`NimbusBuilder::on_request`](crate::NimbusBuilder::on_request). It runs after those of the client.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let audited = nimbus.with_on_request(|operation, _| println!("{} {}", operation.method, operation.id));
    /// audited.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_on_request(
        &self,
        hook: impl Fn(&Operation, &mut HeaderMap) + Send + Sync + 'static,
    ) -> Self {
        self.with(|settings| settings.hooks.on_request.push(Arc::new(hook)))
    }

    /// Returns a clone with an additional hook after each attempt; see
    /// [`NimbusBuilder::on_response`](crate::NimbusBuilder::on_response). It runs after those of the client.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let timed = nimbus.with_on_response(|operation, _, elapsed| println!("{} {elapsed:?}", operation.id));
    /// timed.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    #[must_use]
    pub fn with_on_response(
        &self,
        hook: impl Fn(&Operation, Result<&Response<()>, &Error>, Duration) + Send + Sync + 'static,
    ) -> Self {
        self.with(|settings| settings.hooks.on_response.push(Arc::new(hook)))
    }

    fn with(&self, set: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::default();
        set(&mut settings);
        let calls = self.calls().and_then(|calls| settings.over(calls));
        let tenant = self.overrides.as_ref();
        let tenant = tenant.and_then(|overrides| overrides.tenant.clone());
        self.overridden(tenant, calls.map(Arc::new))
    }

    fn overridden(&self, tenant: Option<String>, calls: Result<Arc<CallOptions>>) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            overrides: Some(Arc::new(Overrides {
                tenant,
                calls,
                api: OnceLock::new(),
            })),
        }
    }
}

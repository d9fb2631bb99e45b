//! What all calls have in common: they own their data, are configured by setters, and run when awaited.

pub(crate) mod options;
mod setters;
pub(crate) mod tenant;
pub(crate) mod validate;

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use nimbus_api::ResponseValue;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use crate::deadline::Deadline;
use crate::{Nimbus, Result, RetryPolicy};
use options::{Settings, greater_than_zero};
pub(crate) use setters::{
    awaitable, call_setters, label_setters, page_setters, tenant_setter, timeout_setter,
};

/// The future of a call.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The client that a call is made with, and the settings of the call itself.
#[derive(Clone, Debug)]
pub struct Call {
    pub(crate) nimbus: Nimbus,
    pub(crate) tenant: Option<String>,
    /// Boxed because most calls have no settings of their own.
    settings: Option<Box<Settings>>,
}

impl Call {
    pub(crate) fn new(nimbus: &Nimbus) -> Self {
        Self {
            nimbus: nimbus.clone(),
            tenant: None,
            settings: None,
        }
    }

    /// Returns the tenant of a call that needs one.
    pub(crate) fn tenant(&self) -> Result<&str> {
        tenant::tenant(self.tenant.as_deref(), self.nimbus.tenant())
    }

    /// Returns the tenant of a call that works without one, if the call sets it.
    pub(crate) fn own_tenant(&self) -> Result<Option<&str>> {
        self.tenant.as_deref().map(tenant::tenant_id).transpose()
    }

    /// Returns the generated client, with the settings of this call.
    pub(crate) async fn api(&self) -> Result<Cow<'_, nimbus_api::Client>> {
        self.nimbus.api(self.settings.as_deref()).await
    }

    /// Turns the call into one for polling. Polls are not retried, because the next poll follows anyway, and they have
    /// no timeout, because the wait has a deadline.
    pub(crate) fn polled(mut self) -> Self {
        let settings = self.settings();
        settings.retry.get_or_insert(RetryPolicy::disabled());
        (settings.timeout, settings.start) = (None, None);
        self
    }

    /// The same call with time limits of its own, for what has to be done whatever limits the caller has set.
    pub(crate) fn for_cleanup(mut self, timeout: Duration) -> Self {
        let settings = self.settings();
        settings.timeout = Some(timeout);
        settings.attempt_timeout = Some(timeout);
        settings.start = None;
        self
    }

    /// Starts the clock of a call that makes several requests or waits. Its timeout covers all of that together.
    ///
    /// # Errors
    /// The timeout is zero.
    pub(crate) fn start(&mut self) -> Result<Option<Deadline>> {
        let Some(settings) = &mut self.settings else {
            return Ok(None);
        };
        let timeout = greater_than_zero("timeout", settings.timeout)?;
        Ok(timeout.map(|timeout| {
            let start = *settings.start.get_or_insert_with(Instant::now);
            Deadline::after(start, timeout)
        }))
    }

    pub(crate) fn settings(&mut self) -> &mut Settings {
        self.settings.get_or_insert_default()
    }

    /// Whether the call changes nothing about how its requests are made, so that it can share the response of another
    /// call.
    pub(crate) fn is_plain(&self) -> bool {
        let settings = self.settings.as_deref();
        settings.is_none_or(Settings::is_about_time_only)
    }
}

/// A successful response, with its status and headers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded body; `()` if the operation has none.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
}

impl<T> From<ResponseValue<T>> for Response<T> {
    fn from(reply: ResponseValue<T>) -> Self {
        let (value, status, headers) = reply.into_parts();
        Self {
            value,
            status,
            headers,
        }
    }
}

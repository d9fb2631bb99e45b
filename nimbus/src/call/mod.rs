//! What all calls have in common: they are built up, and run when awaited.

pub(crate) mod options;
pub(crate) mod validate;

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use nimbus_api::ResponseValue;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use crate::call::options::{Settings, greater_than_zero};
use crate::deadline::Deadline;
use crate::{Nimbus, Result, RetryPolicy};

/// The future of a call.
pub type CallFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// The client that a call is made with, and what the call sets for itself.
#[derive(Clone, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) nimbus: &'a Nimbus,
    pub(crate) tenant: Option<&'a str>,
    /// Most calls set nothing, and pay for nothing.
    settings: Option<Box<Settings>>,
}

impl<'a> Call<'a> {
    pub(crate) fn new(nimbus: &'a Nimbus) -> Self {
        Self {
            nimbus,
            tenant: None,
            settings: None,
        }
    }

    /// The tenant of a call that needs one.
    pub(crate) fn tenant(&self) -> Result<&'a str> {
        validate::tenant(self.tenant, self.nimbus.tenant())
    }

    /// The tenant of a call that may do without.
    pub(crate) fn own_tenant(&self) -> Result<Option<&'a str>> {
        self.tenant.map(validate::tenant_id).transpose()
    }

    /// The generated client, with the settings of this call.
    pub(crate) async fn api(&self) -> Result<Cow<'a, nimbus_api::Client>> {
        self.nimbus.api(self.settings.as_deref()).await
    }

    /// The same call for a poll: it is repeated anyway, at its own pace, and the wait has the deadline.
    pub(crate) fn polled(mut self) -> Self {
        let settings = self.settings();
        settings.retry.get_or_insert(RetryPolicy::disabled());
        (settings.timeout, settings.start) = (None, None);
        self
    }

    /// Starts the clock of a call that makes several requests, or waits: its timeout is for all of that together.
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

    /// Whether the call sets nothing about the way of its requests, so that another call's response can stand in for its
    /// own.
    pub(crate) fn is_plain(&self) -> bool {
        let settings = self.settings.as_deref();
        settings.is_none_or(Settings::is_about_time_only)
    }

    /// The same call, for work that outlives the borrow: streams, and polls that waits share.
    pub(crate) fn owned(&self) -> OwnedCall {
        OwnedCall {
            nimbus: self.nimbus.clone(),
            tenant: self.tenant.map(ToOwned::to_owned),
            settings: self.settings.clone(),
        }
    }
}

/// A [`Call`] that borrows nothing.
#[derive(Clone, Debug)]
pub(crate) struct OwnedCall {
    nimbus: Nimbus,
    tenant: Option<String>,
    settings: Option<Box<Settings>>,
}

impl OwnedCall {
    pub(crate) fn call(&self) -> Call<'_> {
        Call {
            nimbus: &self.nimbus,
            tenant: self.tenant.as_deref(),
            settings: self.settings.clone(),
        }
    }
}

/// A successful reply, with its status and headers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded body; `()` where the operation has none.
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

/// Makes `.await` run a call, through its `async fn run(self)`, and gives it the settings that every call has.
macro_rules! awaitable {
    ($($call:ident => $output:ty),* $(,)?) => {$(
        impl<'a> ::std::future::IntoFuture for $call<'a> {
            type Output = $crate::Result<$output>;
            type IntoFuture = $crate::call::CallFuture<'a, $output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(async move { Ok(self.run().await?.into_inner()) })
            }
        }

        impl<'a> $call<'a> {
            $crate::call::call_setters!();
            $crate::call::timeout_setter!();

            /// Runs the call, for its value together with the reply's status and headers.
            ///
            /// # Errors
            /// As the call itself.
            pub async fn with_response(self) -> $crate::Result<$crate::Response<$output>> {
                Ok(self.run().await?.into())
            }
        }
    )*};
}

/// The settings that every call has, a wait too.
macro_rules! call_setters {
    () => {
        /// How often this call is attempted, in place of the client's policy.
        pub fn retry(mut self, retry: $crate::RetryPolicy) -> Self {
            self.call.settings().retry = Some(retry);
            self
        }

        /// How long one attempt of this call may take. Zero is refused.
        pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().attempt_timeout = Some(timeout);
            self
        }

        /// One more header on the requests of this call, as for tracing. It takes the place of the client's header of
        /// that name.
        pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            let header = (name.into(), value.into());
            self.call.settings().headers.push(header);
            self
        }
    };
}

/// The time limit of a call.
macro_rules! timeout_setter {
    () => {
        /// How long this call may take in all: its requests, their attempts, and the pauses between them. None unless set.
        /// Zero is refused.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().timeout = Some(timeout);
            self
        }
    };
}

/// The setter of calls that need a tenant.
macro_rules! tenant_setter {
    () => {
        /// The tenant of this call, in place of the client's default. The call is refused, before any request, when
        /// this cannot be a tenant's id: 1 to 128 of the characters `A-Za-z0-9_-`, the first of which is no `_`.
        pub fn tenant(mut self, tenant: &'a str) -> Self {
            self.call.tenant = Some(tenant);
            self
        }
    };
}

/// The setters of calls that list.
macro_rules! page_setters {
    () => {
        /// How many items to ask for. The server clamps it into 1 to 100, and takes 100 when it is left out.
        pub fn limit(mut self, limit: u32) -> Self {
            self.limit = Some(limit);
            self
        }

        /// Where to go on: `next_page_token` of the page before.
        pub fn page_token(mut self, page_token: &'a str) -> Self {
            self.page_token = Some(page_token);
            self
        }
    };
}

pub(crate) use {awaitable, call_setters, page_setters, tenant_setter, timeout_setter};

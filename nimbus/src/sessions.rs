//! The verbs on sessions: expiring leases on a service or a sandbox. They cannot be renewed or extended.

use std::time::Duration;

use nimbus_api::{ResponseValue, operations};

use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::client::into_result;
use crate::names::path_segment;
use crate::types::{
    SessionChannel, SessionCloseRequest, SessionCollection, SessionLifecycleState,
    SessionOpenRequest, SessionResource, SessionTarget,
};
use crate::{Error, Nimbus, Result};

/// The sessions; made by [`Nimbus::sessions`].
///
/// [`open`](Self::open) and [`list`](Self::list) need a tenant: their own, or the client's default.
/// [`get`](Self::get) and [`close`](Self::close) address a session by its id alone.
#[derive(Clone, Copy, Debug)]
pub struct Sessions<'a> {
    nimbus: &'a Nimbus,
}

impl<'a> Sessions<'a> {
    pub(crate) fn new(nimbus: &'a Nimbus) -> Self {
        Self { nimbus }
    }

    /// Opens a session (`sessions_open`).
    ///
    /// Which channels there are depends on the target: `stdio` and `files` for a sandbox, and for a service
    /// with a sandbox backend; `cdp` and `page` for the built-in browser; none for the others.
    ///
    /// # Errors
    /// Not found when the target does not exist; a conflict when a sandbox is not ready yet; status 400 when
    /// the target has no such channel.
    pub fn open(
        &self,
        target: SessionTarget,
        channels: impl IntoIterator<Item = SessionChannel>,
    ) -> Open<'a> {
        Open {
            call: Call::new(self.nimbus),
            target,
            channels: channels.into_iter().collect(),
            requested_ttl: None,
        }
    }

    /// Reads a session (`sessions_get`). This is how expiry is noticed.
    ///
    /// # Errors
    /// Not found when there is no such session.
    pub fn get(&self, id: &'a str) -> Get<'a> {
        Get {
            call: Call::new(self.nimbus),
            id,
        }
    }

    /// One page of the tenant's sessions, in every state, ordered by id (`sessions_list`).
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List<'a> {
        List {
            call: Call::new(self.nimbus),
            limit: None,
            page_token: None,
            state: None,
        }
    }

    /// Closes a session (`sessions_close`). Closing it again changes nothing: the first reason and time stay.
    ///
    /// # Errors
    /// Not found when there is no such session.
    pub fn close(&self, id: &'a str) -> Close<'a> {
        Close {
            call: Call::new(self.nimbus),
            id,
            reason: None,
        }
    }
}

/// A call of [`Sessions::open`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Open<'a> {
    call: Call<'a>,
    target: SessionTarget,
    channels: Vec<SessionChannel>,
    requested_ttl: Option<Duration>,
}

impl<'a> Open<'a> {
    tenant_setter!();

    /// How long the session is to last; the server's 15 minutes unless set. It is sent in whole milliseconds,
    /// rounded up; zero is refused. More than an hour is lowered to an hour by the server.
    pub fn requested_ttl(mut self, ttl: Duration) -> Self {
        self.requested_ttl = Some(ttl);
        self
    }

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let tenant = self.call.tenant()?;
        let mut request = SessionOpenRequest::new(tenant, self.target, self.channels);
        if let Some(ttl) = self.requested_ttl {
            request = request.requested_ttl_ms(milliseconds(ttl)?);
        }
        let api = self.call.api().await?;
        into_result(
            &operations::SESSIONS_OPEN,
            api.sessions_open(&request).await,
        )
    }
}

fn milliseconds(ttl: Duration) -> Result<u64> {
    let milliseconds = ttl.as_nanos().div_ceil(1_000_000);
    match u64::try_from(milliseconds) {
        Ok(0) => Err(Error::invalid_input(
            "requested_ttl",
            "requested_ttl must be greater than zero",
        )),
        // JSON readers need not take more than this.
        Ok(milliseconds) => Ok(milliseconds.min((1 << 53) - 1)),
        Err(_) => Ok((1 << 53) - 1),
    }
}

/// The setter of calls that address a session by its id.
macro_rules! optional_tenant_setter {
    () => {
        /// The session's tenant, for servers that want it. Today's needs none, and none is sent unless set
        /// here: the client's default is not used.
        pub fn tenant(mut self, tenant: &'a str) -> Self {
            self.call.tenant = Some(tenant);
            self
        }
    };
}

/// A call of [`Sessions::get`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get<'a> {
    call: Call<'a>,
    id: &'a str,
}

impl<'a> Get<'a> {
    optional_tenant_setter!();

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let id = path_segment("id", self.id)?;
        let tenant = self.call.own_tenant()?;
        let api = self.call.api().await?;
        into_result(
            &operations::SESSIONS_GET,
            api.sessions_get(id, tenant).await,
        )
    }
}

/// A call of [`Sessions::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List<'a> {
    call: Call<'a>,
    limit: Option<u32>,
    page_token: Option<&'a str>,
    state: Option<SessionLifecycleState>,
}

impl<'a> List<'a> {
    tenant_setter!();
    page_setters!();

    /// Only sessions in this state.
    pub fn state(mut self, state: impl Into<SessionLifecycleState>) -> Self {
        self.state = Some(state.into());
        self
    }

    async fn run(self) -> Result<ResponseValue<SessionCollection>> {
        let tenant = self.call.tenant()?;
        let state = self.state.as_ref().map(SessionLifecycleState::as_str);
        let api = self.call.api().await?;
        let reply = api
            .sessions_list(self.limit, self.page_token, state, tenant)
            .await;
        into_result(&operations::SESSIONS_LIST, reply)
    }
}

/// A call of [`Sessions::close`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Close<'a> {
    call: Call<'a>,
    id: &'a str,
    reason: Option<&'a str>,
}

impl<'a> Close<'a> {
    optional_tenant_setter!();

    /// Why, for people. The server trims it and takes `client_close` for a blank one.
    pub fn reason(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let id = path_segment("id", self.id)?;
        let tenant = self.call.own_tenant()?;
        let mut request = SessionCloseRequest::new();
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        let api = self.call.api().await?;
        into_result(
            &operations::SESSIONS_CLOSE,
            api.sessions_close(id, tenant, &request).await,
        )
    }
}

awaitable!(
    Open => SessionResource,
    Get => SessionResource,
    List => SessionCollection,
    Close => SessionResource,
);

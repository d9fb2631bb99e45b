//! The verbs on sessions: expiring leases on a service or a sandbox. They cannot be renewed or extended.
//!
//! # Channels
//!
//! Which channels there are depends on the target:
//!
//! | Target | Channels |
//! |---|---|
//! | a sandbox | `stdio`, `files` |
//! | a service in a sandbox | `stdio`, `files` |
//! | the built-in service `browser` | `cdp`, `page` |
//! | any other built-in service | none |
//! | an external service | none |
//!
//! A session has 1 to 8 of them, none twice. The server decides, so that a newer one may have more; what it refuses
//! comes back as an error of [`Sessions::open`]:
//!
//! | Error | What it means |
//! |---|---|
//! | status 400, `op.invalid_input` | no channel, more than 8, one twice, or one that the target does not have |
//! | [`is_not_found`](crate::Error::is_not_found) | there is no such service or sandbox in the tenant |
//! | [`is_conflict`](crate::Error::is_conflict) | the sandbox is not ready ([`when_ready`](Open::when_ready) waits for it), or the service is being started, stopped or changed: try again |
//!
//! A service need not run for a session to be opened on it, and a session outlives the stop of its target.
//!
//! # Time
//!
//! A session lasts 15 minutes unless asked otherwise, an hour at most.
//! [`expires_in`](crate::types::SessionResource::expires_in) tells how much of that is left.
//! [`scope`](Open::scope) closes a session when the work is done.

mod open;
mod scope;

use std::sync::Arc;

use nimbus_api::ResponseValue;
pub use open::{Open, OpenWhenReady};
pub use scope::ScopeFuture;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::{Fetch, streamed};
use crate::types::{
    SessionChannel, SessionCloseRequest, SessionCollection, SessionLifecycleState, SessionResource,
    SessionTarget,
};
use crate::{Nimbus, Result};

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

    /// Opens a session (`sessions_open`). The [table](self#channels) says which target has which channels.
    ///
    /// It fails on a sandbox that is still starting; [`when_ready`](Open::when_ready) waits for that.
    /// [`scope`](Open::scope) closes the session when the work with it is done.
    ///
    /// # Errors
    /// Not found when the target does not exist; a conflict when a sandbox is not ready yet, or when the service is
    /// being started, stopped or changed; status 400 when the target has no such channel, or when there are none, more
    /// than 8, or one twice.
    pub fn open(
        &self,
        target: SessionTarget,
        channels: impl IntoIterator<Item = SessionChannel>,
    ) -> Open<'a> {
        let channels = channels.into_iter().collect();
        Open::new(Call::new(self.nimbus), target, channels)
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

    /// One page of the tenant's sessions, in every state, ordered by id (`sessions_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
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
        Close::new(Call::new(self.nimbus), id)
    }
}

/// The setter of calls that address a session by its id.
macro_rules! optional_tenant_setter {
    () => {
        /// The session's tenant, for servers that want it. Today's needs none, and none is sent unless set
        /// here: the client's default is not used. One that cannot be a tenant's id is refused, as everywhere.
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
        Ok(api.sessions_get(id, tenant).await?)
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
            .await?;
        Ok(reply)
    }

    fn fetch(self) -> (Option<String>, Fetch<SessionCollection>) {
        let Self {
            call,
            limit,
            page_token,
            state,
        } = self;
        let call = Arc::new(call.owned());
        let fetch = move |token: Option<String>| {
            let (call, state) = (Arc::clone(&call), state.clone());
            Box::pin(async move {
                let list = List {
                    call: call.call(),
                    limit,
                    page_token: token.as_deref(),
                    state,
                };
                Ok(list.run().await?.into_inner())
            }) as _
        };
        (page_token.map(ToOwned::to_owned), Arc::new(fetch))
    }
}

streamed!(List => SessionCollection, SessionResource);

/// A call of [`Sessions::close`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Close<'a> {
    call: Call<'a>,
    id: &'a str,
    reason: Option<&'a str>,
}

impl<'a> Close<'a> {
    fn new(call: Call<'a>, id: &'a str) -> Self {
        Self {
            call,
            id,
            reason: None,
        }
    }

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
        Ok(api.sessions_close(id, tenant, &request).await?)
    }
}

awaitable!(
    Get => SessionResource,
    List => SessionCollection,
    Close => SessionResource,
);

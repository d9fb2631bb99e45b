//! Listing sessions, by page and as streams.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::streamed;
use crate::types::{SessionCollection, SessionLifecycleState, SessionResource};

/// A call of [`Sessions::list`](super::Sessions::list).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List {
    call: Call,
    limit: Option<u32>,
    page_token: Option<String>,
    state: Option<SessionLifecycleState>,
}

impl List {
    pub(super) fn new(call: Call) -> Self {
        Self {
            call,
            limit: None,
            page_token: None,
            state: None,
        }
    }

    tenant_setter!();
    page_setters!();

    /// Lists only sessions in this lifecycle state. (The same filter of sandboxes is called `status`, as in the API.)
    pub fn state(mut self, state: impl Into<SessionLifecycleState>) -> Self {
        self.state = Some(state.into());
        self
    }

    async fn run(self) -> Result<ResponseValue<SessionCollection>> {
        let tenant = self.call.tenant()?;
        let page_token = self.page_token.as_deref();
        let state = self.state.as_ref().map(SessionLifecycleState::as_str);
        let api = self.call.api().await?;
        let listed = api.sessions_list(self.limit, page_token, state, tenant);
        Ok(listed.await?)
    }
}

awaitable!(List => SessionCollection);
streamed!(List => SessionCollection, SessionResource, "sessions_list_pages");

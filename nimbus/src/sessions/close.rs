//! Closing a session.

use nimbus_api::ResponseValue;

use super::get::optional_tenant_setter;
use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable};
use crate::types::{SessionCloseRequest, SessionResource};

/// A call of [`Sessions::close`](super::Sessions::close).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Close {
    call: Call,
    id: String,
    reason: Option<String>,
}

impl Close {
    pub(super) fn new(call: Call, id: String) -> Self {
        Self {
            call,
            id,
            reason: None,
        }
    }

    optional_tenant_setter!();

    /// Sets the reason, for people to read. The server trims it, and uses `client_close` if it is blank.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let id = path_segment("id", &self.id)?;
        let tenant = self.call.own_tenant()?;
        let mut request = SessionCloseRequest::new();
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        let api = self.call.api().await?;
        Ok(api.sessions_close(id, tenant, &request).await?)
    }
}

awaitable!(Close => SessionResource);

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

mod close;
mod get;
mod list;
mod open;
mod scope;

pub use close::Close;
pub use get::Get;
pub use list::List;
pub use open::{Open, OpenWhenReady};

use crate::Nimbus;
use crate::call::Call;
use crate::types::{SessionChannel, SessionTarget};

/// The sessions; made by [`Nimbus::sessions`].
///
/// [`open`](Self::open) and [`list`](Self::list) need a tenant: their own, or the client's default.
/// [`get`](Self::get) and [`close`](Self::close) address a session by its id alone.
#[derive(Clone, Debug)]
pub struct Sessions {
    nimbus: Nimbus,
}

impl Sessions {
    pub(crate) fn new(nimbus: &Nimbus) -> Self {
        let nimbus = nimbus.clone();
        Self { nimbus }
    }

    fn call(&self) -> Call {
        Call::new(&self.nimbus)
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
    ) -> Open {
        let channels = channels.into_iter().collect();
        Open::new(self.call(), target, channels)
    }

    /// Reads a session (`sessions_get`). This is how expiry is noticed.
    ///
    /// # Errors
    /// Not found when there is no such session.
    pub fn get(&self, id: impl Into<String>) -> Get {
        let (call, id) = (self.call(), id.into());
        Get { call, id }
    }

    /// One page of the tenant's sessions, in every state, ordered by id (`sessions_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }

    /// Closes a session (`sessions_close`). Closing it again changes nothing: the first reason and time stay.
    ///
    /// # Errors
    /// Not found when there is no such session.
    pub fn close(&self, id: impl Into<String>) -> Close {
        Close::new(self.call(), id.into())
    }
}

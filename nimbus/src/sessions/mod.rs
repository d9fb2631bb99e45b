//! Sessions: expiring connections to a service or a sandbox. They cannot be renewed or extended.
//!
//! The API contract has operations that open, read, list and close sessions, but none that transfers data over their
//! channels, so neither has this SDK.
//!
//! # Channels
//!
//! The available channels depend on the target:
//!
//! | Target | Channels |
//! |---|---|
//! | a sandbox | `stdio`, `files` |
//! | a service in a sandbox | `stdio`, `files` |
//! | the built-in service `browser` | `cdp`, `page` |
//! | any other built-in service | none |
//! | an external service | none |
//!
//! A session has 1 to 8 of them, without duplicates. The server checks this, so a newer server may allow more. What it
//! refuses is an error of [`Sessions::open`]:
//!
//! | Error | What it means |
//! |---|---|
//! | status 400, `op.invalid_input` | no channels, more than 8, a duplicate, or one that the target does not have |
//! | [`is_not_found`](crate::Error::is_not_found) | there is no such service or sandbox in the tenant |
//! | [`is_conflict`](crate::Error::is_conflict) | the sandbox is not ready ([`when_ready`](Open::when_ready) waits for it), or the service is being started, stopped or changed: try again |
//!
//! A session can be opened on a service that is not running, and a session outlives the stop of its target.
//!
//! # Time
//!
//! A session lasts 15 minutes unless [requested](Open::requested_ttl) otherwise, and an hour at most.
//! [`expires_in`](crate::types::SessionResource::expires_in) returns how much of that is left. [`scope`](Open::scope)
//! closes a session when the work is done.

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

/// The sessions of a tenant. Made by [`Nimbus::sessions`].
///
/// [`open`](Self::open) and [`list`](Self::list) need a tenant: one set on the call, or the client's default.
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

    /// Opens a session (`sessions_open`). The [table](self#channels) lists the channels of each target.
    ///
    /// It fails if a sandbox is still starting; [`when_ready`](Open::when_ready) waits until it is ready.
    /// [`scope`](Open::scope) closes the session when the work with it is done.
    ///
    /// # Errors
    /// Not found if the target does not exist; a conflict if a sandbox is not ready yet, or if the service is being
    /// started, stopped or changed; status 400 if the target has no such channel, or if there are no channels, more
    /// than 8, or duplicates.
    pub fn open(
        &self,
        target: SessionTarget,
        channels: impl IntoIterator<Item = SessionChannel>,
    ) -> Open {
        let channels = channels.into_iter().collect();
        Open::new(self.call(), target, channels)
    }

    /// Reads a session (`sessions_get`), for example to see whether it has expired.
    ///
    /// # Errors
    /// Not found if there is no such session.
    pub fn get(&self, id: impl Into<String>) -> Get {
        let (call, id) = (self.call(), id.into());
        Get { call, id }
    }

    /// Lists one page of the tenant's sessions, in every state, ordered by id (`sessions_list`). [`pages`](List::pages)
    /// and [`items`](List::items) return streams over all of them.
    ///
    /// # Errors
    /// Only those that [all calls](crate::guide::errors) have in common. An unknown tenant is not an error: its list is
    /// empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }

    /// Closes a session (`sessions_close`). Closing it again changes nothing: the first reason and time are kept.
    ///
    /// # Errors
    /// Not found if there is no such session.
    pub fn close(&self, id: impl Into<String>) -> Close {
        Close::new(self.call(), id.into())
    }
}

//! Sessions: leases on a service or a sandbox.

mod handlers;
mod open;
mod session;

pub(crate) use handlers::{close, get, list};
pub(crate) use open::open;
pub(crate) use session::{Session, end, open_on_service};

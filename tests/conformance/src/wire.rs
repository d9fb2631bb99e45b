//! Everything that can go wrong between the SDK and a server, and what the SDK makes of it: the servers that go
//! wrong, the calls that meet them, and the table of `nimbus/docs/errors.md`.

mod act;
mod cell;
pub mod every;
pub mod faults;
mod http2;
mod server;
pub mod table;
mod tls;

pub use act::Act;
pub use cell::{Cell, Verb};
pub use server::FaultServer;

//! What the SDK promises, tested as a consumer of its public API.
//!
//! The promises are the tests; this library is what they lean on: servers that answer by script, and the bodies
//! that a control plane sends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "all of this runs inside tests"
)]

pub mod captured;
pub mod contract;
#[cfg(doctest)]
mod misuse;
pub mod paused;
pub mod raw;
pub mod resources;
pub mod script;
pub mod still;
pub mod wire;

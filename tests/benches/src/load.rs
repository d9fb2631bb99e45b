//! Many tasks make mixed calls of an emulator that misbehaves, and everything is counted.

pub mod calls;
pub mod ledger;
pub mod server;
pub mod work;

//! Sandboxes.

mod handlers;
mod sandbox;
mod spec;

pub(crate) use handlers::{create, get, list, stop};
pub(crate) use sandbox::{GENERATION, Sandbox, forget, set_state};
pub(crate) use spec::SandboxSpec;

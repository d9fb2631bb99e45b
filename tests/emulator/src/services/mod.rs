//! Services: their definitions, and what runs of them.

mod backend;
mod definition;
mod definitions;
mod delete;
mod lifecycle;
mod runtime;

pub(crate) use backend::BackendSpec;
pub(crate) use definition::{Service, declare};
pub(crate) use definitions::{create, list, update};
pub(crate) use delete::delete;
pub(crate) use lifecycle::{get, restart, start, stop};
pub(crate) use runtime::set_state;

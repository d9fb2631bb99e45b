//! Checks exchanges against the OpenAPI document, which is read from the repository and not from anything that
//! was generated from it.
//!
//! [`check`] judges one exchange; [`Checked`] is an emulator whose exchanges are all checked when it is dropped.
//! The document is taken as complete: a field, value, status or media type that it does not describe is a
//! violation, although its `x-open` would let a newer server send it.

mod checked;
mod document;
mod exchange;
mod lower;
mod reply;
mod request;
mod route;
mod schema;
mod violation;

pub use checked::{Checked, FAULT_MARK};
pub use document::{Document, Operation, document};
pub use exchange::check;
pub use lower::{Side, lower};
pub use schema::Schemas;
pub use violation::Violation;

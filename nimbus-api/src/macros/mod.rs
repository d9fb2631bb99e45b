//! What the generated code calls for enumerations and unions.
//!
//! A server of tomorrow may send values that are not in the document. serde's own ways of reading them would either
//! fail the whole response, or let a malformed value of a known kind pass for an unknown one; so these are read by code of
//! this crate, and only written by what serde derives.

#[macro_use]
mod open_enum;
#[macro_use]
mod parts;
#[macro_use]
mod unions;

//! What the generated code calls for objects, enumerations and unions.
//!
//! A server of tomorrow may send values that are not in the document. serde's own ways of taking them would either
//! fail the whole reply, or let a malformed value of a known kind pass for an unknown one.

#[macro_use]
mod object;
#[macro_use]
mod open_enum;
#[macro_use]
mod unions;

//! The macros with which the generated code defines enums and unions.
//!
//! A newer server may send values that are not in the document. The ways in which serde can read them would either fail
//! the whole response, or accept a malformed value of a known kind as an unknown one. So this crate has its own code
//! for reading, and uses serde's derive only for writing.

#[macro_use]
mod open_enum;
#[macro_use]
mod parts;
#[macro_use]
mod unions;

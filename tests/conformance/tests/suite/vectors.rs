//! The shared test vectors of `tests/vectors`, all of them, through the real client.
//!
//! What a case says that its runner does not understand is a failure, so that no case passes unseen.

mod arguments;
mod calls;
mod cases;
mod credentials_schema;
mod discovery;
mod errors;
mod failure;
mod kept;
mod requests;
mod responses;
mod retries;
mod secret;
mod server;
mod shapes;
mod waits;

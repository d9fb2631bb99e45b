//! The emulator against the contract, over real HTTP. One file a topic, one program for all of them.

// Clippy knows tests by their attribute, and so not the functions that tests call.
#![allow(clippy::unwrap_used)]

mod auth;
mod catalog;
mod client;
mod control;
mod definitions;
mod delete;
mod docs;
mod document;
mod examples_sent;
mod faults;
mod general;
mod lifecycle;
mod pages;
mod permissions;
mod program;
mod remedies;
mod sandboxes;
mod session_ends;
mod sessions;
mod tenants;
mod timing;

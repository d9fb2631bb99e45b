//! What the SDK promises, one module a topic, in one binary because linking takes longer than running.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "all of this is tests, helping functions included"
)]

mod bad_input;
mod cleanups;
mod clones;
mod contract_checker;
mod credentials_alive;
mod credentials_cost;
mod credentials_files;
mod credentials_order;
mod credentials_rejected;
mod credentials_repeated;
mod credentials_rotated;
mod credentials_thousand;
mod credentials_unencrypted;
mod documentation;
mod elsewhere;
mod errors;
mod examples;
mod guesses;
mod hanging_sources;
mod hooks;
mod lifecycle;
mod mocks;
mod names;
mod owned_calls;
mod proxies;
mod put_aside;
mod reference_backends;
mod reference_client;
mod reference_credential;
mod reference_discovery_credential;
mod reference_discovery_endpoint;
mod reference_exports;
mod reference_resources;
mod reference_sandboxes;
mod reference_services;
mod reference_sessions;
mod reference_tenants;
mod reference_wait_until;
mod reference_waits;
mod several_runtimes;
mod short_specs;
mod shown;
mod specs;
mod unexpected_responses;
mod vectors;
mod verbs;
mod verbs_apply;
mod verbs_pages;
mod verbs_restart;
mod verbs_scope;
mod verbs_sessions;
mod verbs_shared_waits;
mod verbs_update_with;
mod verbs_update_with_many;
mod verbs_waits;
mod verbs_waits_after;
mod verbs_watch;
mod whole_call_timeout;
mod wire_bounds;
mod wire_budget;
mod wire_cancellation;
mod wire_deadlines;
mod wire_early;
mod wire_faults;
mod wire_replies;
mod wire_retry;

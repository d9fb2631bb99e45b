//! What the SDK promises, one module a topic, in one binary because linking takes longer than running.

mod contract_lower;
mod contract_rules;
mod examples;

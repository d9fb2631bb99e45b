//! What the SDK costs, and how it behaves under load.

pub mod cost;
pub mod load;

//! Waiting for a service or a sandbox, and watching one. Waits of one client for the same resource share their polls.

mod call;
mod condition;
mod error;
mod options;
mod poller;
mod polls;
mod registry;
mod resource;
mod wait_loop;
mod watch;

pub(crate) use call::FirstOutcome;
pub use call::Wait;
pub(crate) use condition::Condition;
pub use condition::{
    SandboxActivationWaitCondition, SandboxStopWaitCondition, SandboxWaitCondition,
    ServiceActivationWaitCondition, ServiceStopWaitCondition, ServiceWaitCondition,
};
pub(crate) use options::{WaitOptions, wait_setters};
pub(crate) use poller::Pollers;
pub(crate) use polls::{ClientPollers, Pollable};
pub use resource::Observation;
pub(crate) use resource::Resource;
pub use watch::{Watch, WatchStream};

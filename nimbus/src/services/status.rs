//! How the status of a service is read and polled.

use std::future::IntoFuture;

use nimbus_api::{Operation, operations};

use super::get::Get;
use crate::call::Call;
use crate::types::Service;
use crate::wait::{ClientPollers, Pollable, Pollers, Resource};
use crate::{BoxFuture, Result};

impl Resource for Service {
    const THING: &'static str = "service";
    const OPERATION: &'static Operation = &operations::SERVICES_GET;
    const ENDS: bool = false;

    /// Returns the lifecycle state. If it is missing, `state` counts, and then the `status` of very old servers.
    fn state(&self) -> Option<&str> {
        let lifecycle = self.lifecycle_state.as_ref().map(|state| state.as_str());
        let state = self.state.as_ref().map(|state| state.as_str());
        let status = || self.extra.get("status").and_then(|value| value.as_str());
        let given = |value: &&str| !value.is_empty();
        lifecycle
            .filter(given)
            .or(state.filter(given))
            .or_else(status)
    }

    fn readiness(&self) -> Option<&str> {
        self.readiness.as_ref().map(|value| value.as_str())
    }

    fn health(&self) -> Option<&str> {
        self.health.as_ref().map(|value| value.as_str())
    }

    fn differs_from(&self, before: &Self) -> bool {
        self != before
    }
}

impl Pollable for Service {
    const ARGUMENT: &'static str = "name";
    const WAIT: &'static str = "services_wait";

    fn read(call: Call, name: String) -> BoxFuture<'static, Result<Self>> {
        Get { call, name }.into_future()
    }

    fn pollers(pollers: &ClientPollers) -> &Pollers<Self> {
        &pollers.services
    }
}

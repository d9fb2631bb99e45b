//! Checking whether the control plane responds.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::{Call, awaitable};
use crate::types::Health;

/// A call of [`Nimbus::health`](crate::Nimbus::health).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get {
    pub(crate) call: Call,
}

awaitable!(Get => Health);

impl Get {
    async fn run(self) -> Result<ResponseValue<Health>> {
        let api = self.call.api().await?;
        Ok(api.health_get().await?)
    }
}

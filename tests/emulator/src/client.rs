//! A ready client of a running emulator.

use nimbus::Nimbus;
use nimbus::discovery::Environment;

use crate::Emulator;

impl Emulator {
    /// A client for a tenant, with the emulator's endpoint and its first token. It looks at nothing else: not
    /// at the process's environment, and at no file.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](nimbus::ErrorKind::InvalidInput) when this cannot be a tenant's id: 1 to 128 of the
    /// characters `A-Za-z0-9_-`, the first of which is no `_`.
    pub fn client(&self, tenant: &str) -> nimbus::Result<Nimbus> {
        Nimbus::builder()
            .environment(Environment::fake())
            .endpoint(self.endpoint())
            .token(self.token())
            .tenant(tenant)
            .build()
    }
}

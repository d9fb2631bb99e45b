//! A ready client of a running emulator.

use nimbus::Nimbus;
use nimbus::discovery::Environment;

use crate::Emulator;

impl Emulator {
    /// A client for a tenant, with the emulator's endpoint and its first token. It looks at nothing else: not
    /// at the process's environment, and at no file.
    ///
    /// # Errors
    /// When the tenant cannot be a tenant's id.
    pub fn client(&self, tenant: &str) -> nimbus::Result<Nimbus> {
        Nimbus::builder()
            .environment(Environment::in_memory())
            .endpoint(self.endpoint())
            .token(self.token())
            .tenant(tenant)
            .build()
    }
}

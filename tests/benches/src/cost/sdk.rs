//! The SDK as a user has it: no option set but where to go.

use nimbus::types::SandboxProfile;
use nimbus::{Credential, Nimbus};

use super::{Caller, Outcome, SERVICE, TENANT, TOKEN, spec};

/// The SDK.
#[derive(Debug)]
pub struct Sdk(pub Nimbus);

impl Sdk {
    /// Against this server.
    ///
    /// # Errors
    /// As the builder.
    pub fn new(endpoint: &str) -> nimbus::Result<Self> {
        let builder = Nimbus::builder().endpoint(endpoint).tenant(TENANT);
        Ok(Self(builder.credential(Credential::bearer(TOKEN)).build()?))
    }
}

impl Caller for Sdk {
    async fn get(&self) -> Outcome {
        self.0.services().get(SERVICE).await?;
        Ok(())
    }

    async fn create(&self) -> Outcome {
        let create = self.0.sandboxes().create(SandboxProfile::Worker, spec());
        create.label("job", "nightly").await?;
        Ok(())
    }

    async fn list(&self) -> Outcome {
        self.0.sandboxes().list().limit(100).await?;
        Ok(())
    }
}

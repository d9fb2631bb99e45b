//! The peers, each as its documentation sets it up.

use std::error::Error;

use async_openai::config::OpenAIConfig;
use nimbus::types::{SandboxCollection, Service};
use nimbus_benches::cost::{Caller, Outcome, SERVICE, TENANT, TOKEN};

type Fault = Box<dyn Error + Send + Sync>;

fn service() -> String {
    format!("/api/tenants/{TENANT}/services/{SERVICE}")
}

fn sandboxes() -> String {
    format!("/api/tenants/{TENANT}/sandboxes?limit=100")
}

fn no_create() -> Outcome {
    Err("peers read only".into())
}

pub struct Kube(kube::Client);

impl Kube {
    pub fn new(endpoint: &str) -> Result<Self, Fault> {
        let mut config = kube::Config::new(endpoint.parse()?);
        config.auth_info.token = Some(TOKEN.to_owned().into());
        Ok(Self(kube::Client::try_from(config)?))
    }
}

impl Caller for Kube {
    async fn get(&self) -> Outcome {
        let request = http::Request::get(service()).body(Vec::new())?;
        self.0.request::<Service>(request).await?;
        Ok(())
    }

    async fn create(&self) -> Outcome {
        no_create()
    }

    async fn list(&self) -> Outcome {
        let request = http::Request::get(sandboxes()).body(Vec::new())?;
        self.0.request::<SandboxCollection>(request).await?;
        Ok(())
    }
}

pub struct Octocrab(octocrab::Octocrab);

impl Octocrab {
    pub fn new(endpoint: &str) -> Result<Self, Fault> {
        let builder = octocrab::Octocrab::builder().base_uri(endpoint)?;
        Ok(Self(builder.personal_token(TOKEN.to_owned()).build()?))
    }
}

impl Caller for Octocrab {
    async fn get(&self) -> Outcome {
        self.0.get::<Service, _, ()>(service(), None).await?;
        Ok(())
    }

    async fn create(&self) -> Outcome {
        no_create()
    }

    async fn list(&self) -> Outcome {
        self.0
            .get::<SandboxCollection, _, ()>(sandboxes(), None)
            .await?;
        Ok(())
    }
}

/// Its paths are its own: `/models` below a base. The server looks for `sandboxes` in the path only.
pub struct OpenAi {
    service: async_openai::Client<OpenAIConfig>,
    sandboxes: async_openai::Client<OpenAIConfig>,
}

impl OpenAi {
    pub fn new(endpoint: &str) -> Self {
        let client = |path: String| {
            let base = format!("{endpoint}{path}");
            let config = OpenAIConfig::new().with_api_base(base).with_api_key(TOKEN);
            async_openai::Client::with_config(config)
        };
        Self {
            service: client(service()),
            sandboxes: client(format!("/api/tenants/{TENANT}/sandboxes")),
        }
    }
}

impl Caller for OpenAi {
    async fn get(&self) -> Outcome {
        let _: Service = self.service.models().list_byot().await?;
        Ok(())
    }

    async fn create(&self) -> Outcome {
        no_create()
    }

    async fn list(&self) -> Outcome {
        let _: SandboxCollection = self.sandboxes.models().list_byot().await?;
        Ok(())
    }
}

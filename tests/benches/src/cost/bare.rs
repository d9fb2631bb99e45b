//! The forty lines that somebody writes who does without an SDK: reqwest and `serde_json`.

use std::time::Duration;

use nimbus::types::{SandboxCollection, SandboxResource, Service};
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Client, RequestBuilder};

use super::{Caller, Outcome, SERVICE, TENANT, TOKEN, body};

/// Settings as the SDK's own.
pub fn http_client() -> reqwest::Result<Client> {
    Client::builder()
        .user_agent("bare")
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(Duration::from_secs(10))
        .build()
}

/// reqwest alone.
#[derive(Debug)]
pub struct Bare {
    http: Client,
    endpoint: String,
}

impl Bare {
    /// Against this server.
    ///
    /// # Errors
    /// As reqwest.
    pub fn new(endpoint: &str) -> reqwest::Result<Self> {
        Ok(Self {
            http: http_client()?,
            endpoint: endpoint.to_owned(),
        })
    }

    fn prepared(request: RequestBuilder) -> RequestBuilder {
        request
            .bearer_auth(TOKEN)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .timeout(Duration::from_secs(30))
    }
}

impl Caller for Bare {
    async fn get(&self) -> Outcome {
        let url = format!("{}/api/tenants/{TENANT}/services/{SERVICE}", self.endpoint);
        let reply = Self::prepared(self.http.get(url)).send().await?;
        let _: Service = reply.error_for_status()?.json().await?;
        Ok(())
    }

    async fn create(&self) -> Outcome {
        let url = format!("{}/api/tenants/{TENANT}/sandboxes", self.endpoint);
        let request = Self::prepared(self.http.post(url)).json(&body());
        let reply = request.send().await?;
        let _: SandboxResource = reply.error_for_status()?.json().await?;
        Ok(())
    }

    async fn list(&self) -> Outcome {
        let url = format!("{}/api/tenants/{TENANT}/sandboxes?limit=100", self.endpoint);
        let reply = Self::prepared(self.http.get(url)).send().await?;
        let _: SandboxCollection = reply.error_for_status()?.json().await?;
        Ok(())
    }
}

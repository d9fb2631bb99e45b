//! The ways to make the calls: by hand, with the generated client alone, and with the SDK as a user has it.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use nimbus::types::{
    SandboxCollection, SandboxCreateRequest, SandboxProfile, SandboxResource, Service,
};
use nimbus::{Credential, Nimbus};
use nimbus_api::{Client, Request, Response, Transport, TransportError, TransportHandle};
use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::de::DeserializeOwned;

use crate::{Caller, Operation, Outcome, SERVICE, TENANT, TOKEN, spec};

/// As the SDK's own.
const TIMEOUT: Duration = Duration::from_secs(30);

fn create_request() -> SandboxCreateRequest {
    SandboxCreateRequest::new(SandboxProfile::Worker, spec()).labels([("job", "nightly")])
}

/// Settings as the SDK's own.
fn http_client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .user_agent("bare")
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(Duration::from_secs(10))
        .build()
}

/// What somebody writes who does without an SDK: reqwest and `serde_json`.
/// By hand, with reqwest.
pub struct Bare {
    http: reqwest::Client,
    endpoint: String,
}

impl Bare {
    /// # Errors
    /// When the client cannot be built.
    pub fn new(endpoint: &str) -> Outcome<Self> {
        Ok(Self {
            http: http_client()?,
            endpoint: endpoint.to_owned(),
        })
    }

    async fn send<T: DeserializeOwned>(request: RequestBuilder) -> reqwest::Result<T> {
        let request = request
            .bearer_auth(TOKEN)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .timeout(TIMEOUT);
        request.send().await?.error_for_status()?.json().await
    }
}

impl Caller for Bare {
    async fn call(&self, operation: Operation) -> Outcome {
        let Self { http, endpoint } = self;
        match operation {
            Operation::Get => {
                let url = format!("{endpoint}/api/tenants/{TENANT}/services/{SERVICE}");
                Self::send::<Service>(http.get(url)).await?;
            }
            Operation::Create => {
                let url = format!("{endpoint}/api/tenants/{TENANT}/sandboxes");
                let request = http.post(url).json(&create_request());
                Self::send::<SandboxResource>(request).await?;
            }
            Operation::List => {
                let url = format!("{endpoint}/api/tenants/{TENANT}/sandboxes?limit=100");
                Self::send::<SandboxCollection>(http.get(url)).await?;
            }
        }
        Ok(())
    }
}

/// The generated client, with the least that carries a request.
/// With the generated client alone.
pub struct Generated(Client);

struct Carrier {
    http: reqwest::Client,
    authorization: HeaderValue,
}

impl Transport for Carrier {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let mut request = request.to_reqwest();
            let authorization = self.authorization.clone();
            request.headers_mut().insert(AUTHORIZATION, authorization);
            *request.timeout_mut() = Some(TIMEOUT);
            let response = self.http.execute(request).await;
            let mut response = response.map_err(TransportError::new)?;
            let mut converted = Response::default();
            *converted.status_mut() = response.status();
            *converted.headers_mut() = std::mem::take(response.headers_mut());
            *converted.body_mut() = response.bytes().await.map_err(TransportError::new)?;
            Ok(converted)
        })
    }
}

impl Generated {
    /// # Errors
    /// When the client cannot be built.
    pub fn new(endpoint: &str) -> Outcome<Self> {
        let mut authorization = HeaderValue::try_from(format!("Bearer {TOKEN}"))?;
        authorization.set_sensitive(true);
        let carrier = Carrier {
            http: http_client()?,
            authorization,
        };
        let carrier = TransportHandle::new(carrier);
        Ok(Self(Client::new(endpoint.parse()?, carrier)))
    }
}

impl Caller for Generated {
    async fn call(&self, operation: Operation) -> Outcome {
        let Self(api) = self;
        match operation {
            Operation::Get => drop(api.services_get(TENANT, SERVICE).await?.into_inner()),
            Operation::Create => {
                let response = api.sandboxes_create(TENANT, &create_request()).await?;
                drop(response.into_inner());
            }
            Operation::List => {
                let list = api.sandboxes_list(TENANT, None, None, Some(100), None, None);
                drop(list.await?.into_inner());
            }
        }
        Ok(())
    }
}

/// No option is set but where to go.
/// With the SDK.
pub struct Sdk(pub Nimbus);

impl Sdk {
    /// # Errors
    /// When the client cannot be built.
    pub fn new(endpoint: &str) -> Outcome<Self> {
        let builder = Nimbus::builder().endpoint(endpoint).tenant(TENANT);
        Ok(Self(builder.credential(Credential::bearer(TOKEN)).build()?))
    }
}

impl Caller for Sdk {
    async fn call(&self, operation: Operation) -> Outcome {
        let Self(nimbus) = self;
        match operation {
            Operation::Get => drop(nimbus.services().get(SERVICE).await?),
            Operation::Create => {
                let create = nimbus.sandboxes().create(SandboxProfile::Worker, spec());
                create.label("job", "nightly").await?;
            }
            Operation::List => drop(nimbus.sandboxes().list().limit(100).await?),
        }
        Ok(())
    }
}

//! The generated client alone, with the least that carries a request.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use nimbus_api::{Client, Request, Response, Transport, TransportError, TransportHandle};
use reqwest::header::{AUTHORIZATION, HeaderValue};

use super::bare::http_client;
use super::{Caller, Outcome, SERVICE, TENANT, TOKEN, body};

/// The generated client.
#[derive(Debug)]
pub struct Generated(Client);

struct Trivial {
    http: reqwest::Client,
    authorization: HeaderValue,
}

impl Transport for Trivial {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let mut request = request.to_reqwest();
            request
                .headers_mut()
                .insert(AUTHORIZATION, self.authorization.clone());
            *request.timeout_mut() = Some(Duration::from_secs(30));
            let mut response = self
                .http
                .execute(request)
                .await
                .map_err(TransportError::new)?;
            let mut reply = Response::default();
            *reply.status_mut() = response.status();
            *reply.headers_mut() = std::mem::take(response.headers_mut());
            *reply.body_mut() = response.bytes().await.map_err(TransportError::new)?;
            Ok(reply)
        })
    }
}

impl Generated {
    /// Against this server.
    ///
    /// # Errors
    /// As reqwest.
    pub fn new(endpoint: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let http = http_client()?;
        let mut authorization = HeaderValue::try_from(format!("Bearer {TOKEN}"))?;
        authorization.set_sensitive(true);
        let transport = Trivial {
            http,
            authorization,
        };
        let inner = TransportHandle::new(transport);
        Ok(Self(Client::new(endpoint.parse()?, inner)))
    }
}

impl Caller for Generated {
    async fn get(&self) -> Outcome {
        self.0.services_get(TENANT, SERVICE).await?.into_inner();
        Ok(())
    }

    async fn create(&self) -> Outcome {
        let reply = self.0.sandboxes_create(TENANT, &body()).await?;
        reply.into_inner();
        Ok(())
    }

    async fn list(&self) -> Outcome {
        let list = self
            .0
            .sandboxes_list(TENANT, None, None, Some(100), None, None);
        list.await?.into_inner();
        Ok(())
    }
}

//! Reading the reply that an operation promises.

use std::fmt;

use progenitor_client::{Error, ResponseValue};
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::Failure;

/// A reply of the promised status whose body does not have the promised shape. It keeps all that came.
#[derive(Debug)]
#[non_exhaustive]
pub struct Undecodable {
    /// The reply's status.
    pub status: StatusCode,
    /// The reply's headers.
    pub headers: HeaderMap,
    /// What the transport attached to the reply.
    pub extensions: http::Extensions,
    /// The body.
    pub body: Vec<u8>,
    /// Where the body departs from the promised shape.
    pub source: serde_json::Error,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reply does not have the shape that the contract describes")
    }
}

impl std::error::Error for Undecodable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Decodes the body. One that cannot be decoded comes out as a [`Failure`] with an [`Undecodable`] inside.
pub(crate) async fn decode<T: DeserializeOwned>(
    mut response: Response,
) -> Result<ResponseValue<T>, Error<()>> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let extensions = std::mem::take(response.extensions_mut());
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    match serde_json::from_slice(&body) {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(source) => {
            let failure = Failure::new(Undecodable {
                status,
                headers,
                extensions,
                body: body.into(),
                source,
            });
            Err(Error::UnexpectedResponse(failure.into_response()))
        }
    }
}

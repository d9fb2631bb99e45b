//! Reading the reply that an operation promises.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::Error;

/// A whole reply, as a transport hands it over.
pub type Reply = http::Response<Bytes>;

/// The value of a successful call, with the status and the headers of the reply.
#[derive(Clone, Debug)]
pub struct ResponseValue<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> ResponseValue<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value, the status and the headers.
    pub fn into_parts(self) -> (T, StatusCode, HeaderMap) {
        (self.value, self.status, self.headers)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

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
    pub body: Bytes,
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

/// Decodes the body.
pub(crate) fn decode<T: DeserializeOwned>(reply: Reply) -> Result<ResponseValue<T>, Error> {
    let (head, body) = reply.into_parts();
    match serde_json::from_slice(&body) {
        Ok(value) => Ok(ResponseValue {
            value,
            status: head.status,
            headers: head.headers,
        }),
        Err(source) => Err(Error::Undecodable(Box::new(Undecodable {
            status: head.status,
            headers: head.headers,
            extensions: head.extensions,
            body,
            source,
        }))),
    }
}

/// The reply to an operation that promises no body.
pub(crate) fn empty(reply: Reply) -> ResponseValue<()> {
    let (head, _) = reply.into_parts();
    ResponseValue {
        value: (),
        status: head.status,
        headers: head.headers,
    }
}

//! Reading the responses of operations.

use std::fmt;
use std::ops::Deref;
use std::str::Utf8Error;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::{DeserializeOwned, Error as _};

use crate::{Error, ErrorKind, Operation};

/// A complete response, as a transport returns it.
pub type Response = http::Response<Bytes>;

/// The value of a successful call, with the status and the headers of the response.
#[derive(Clone, Debug)]
pub struct ResponseValue<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> ResponseValue<T> {
    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the value, the status and the headers.
    pub fn into_parts(self) -> (T, StatusCode, HeaderMap) {
        (self.value, self.status, self.headers)
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
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

/// The body of a response with the promised status does not have the promised shape. The error keeps the whole
/// response.
#[derive(Debug)]
#[non_exhaustive]
pub struct DecodeError {
    /// The response's status.
    pub status: StatusCode,
    /// The response's headers.
    pub headers: HeaderMap,
    /// What the transport attached to the response.
    pub extensions: http::Extensions,
    /// The body.
    pub body: Bytes,
    /// Where the body differs from the promised shape.
    pub source: serde_json::Error,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response does not have the shape that the contract describes")
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Decodes the body. UTF-8 is validated once for the whole body instead of for each string.
pub(crate) fn decode<T: DeserializeOwned>(
    operation: &'static Operation,
    response: Response,
) -> Result<ResponseValue<T>, Error> {
    let (head, body) = response.into_parts();
    let text = str::from_utf8(&body).map_err(|error| not_utf8(error, &body));
    match text.and_then(serde_json::from_str) {
        Ok(value) => Ok(ResponseValue {
            value,
            status: head.status,
            headers: head.headers,
        }),
        Err(source) => {
            let response = DecodeError {
                status: head.status,
                headers: head.headers,
                extensions: head.extensions,
                body,
                source,
            };
            let kind = ErrorKind::Decode(Box::new(response));
            Err(Error { operation, kind })
        }
    }
}

/// Returns an error with the position, like those of serde_json.
fn not_utf8(error: Utf8Error, body: &[u8]) -> serde_json::Error {
    let before = &body[..error.valid_up_to()];
    let line_start = before.iter().rposition(|byte| *byte == b'\n');
    let line_start = line_start.map_or(0, |newline| newline + 1);
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let column = 1 + before.len() - line_start;
    serde_json::Error::custom(format_args!(
        "a byte that is not UTF-8 at line {line} column {column}"
    ))
}

/// Returns the response of an operation that promises no body.
pub(crate) fn empty(response: Response) -> ResponseValue<()> {
    let (head, _) = response.into_parts();
    ResponseValue {
        value: (),
        status: head.status,
        headers: head.headers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_body_that_is_not_utf8_names_the_place() {
        let body = Bytes::from_static(b"{\n  \"ok\": true,\n  \"\xc3\x28\": 1}");
        let response = Response::new(body);
        let error = decode::<crate::types::Health>(&crate::operations::HEALTH_GET, response);
        let ErrorKind::Decode(error) = error.unwrap_err().kind else {
            panic!("it is decoded");
        };
        assert_eq!((error.source.line(), error.source.column()), (3, 4));
        let text = error.source.to_string();
        assert_eq!(text, "a byte that is not UTF-8 at line 3 column 4");
    }
}

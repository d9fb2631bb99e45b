//! Errors on the way from the transport to the caller, including those of decoding a response.

use nimbus_api::{DecodeError, ErrorKind as ApiErrorKind, Response};
use reqwest::header::HeaderValue;
use tracing::Span;

use crate::error::{DISPLAY_LIMIT, ErrorResponse};
use crate::http::redact::Redactor;
use crate::http::tracing::record_error;
use crate::text::{bounded, printable};
use crate::{Error, ErrorKind, Sent};

/// Attached to a response until it is decoded, because an error of decoding must not show the credential either, if the
/// server has repeated it.
#[derive(Clone)]
pub(crate) struct ResponseContext {
    attempts: u32,
    span: Span,
    credential: HeaderValue,
}

impl ResponseContext {
    pub(crate) fn attach(
        response: &mut Response,
        attempts: u32,
        span: Span,
        credential: HeaderValue,
    ) {
        response.extensions_mut().insert(Self {
            attempts,
            span,
            credential,
        });
    }
}

impl From<nimbus_api::Error> for Error {
    fn from(error: nimbus_api::Error) -> Self {
        match &error.kind {
            ApiErrorKind::Transport(cause)
                if let Some(own) = cause.get_ref().downcast_ref::<Self>() =>
            {
                own.clone()
            }
            ApiErrorKind::Decode(cause) => from_decoding(cause).of(error.operation),
            ApiErrorKind::InvalidRequest(reason) => {
                Self::invalid_input("request", reason.as_str()).of(error.operation)
            }
            // Only another transport returns these. The SDK's refuses such a response and fails with errors of its own.
            _ => Self::transport(ErrorKind::Connection, Sent::Maybe, error.to_string(), None)
                .of(error.operation),
        }
    }
}

/// Converts the error of a response with the promised status and media type but another shape.
fn from_decoding(error: &DecodeError) -> Error {
    // The text of serde may quote the server at any length.
    let cause = bounded(&printable(&error.source.to_string()), DISPLAY_LIMIT);
    let mut response = ErrorResponse::new(error.status, error.headers.clone(), &error.body);
    let Some(context) = error.extensions.get::<ResponseContext>() else {
        // The response of another transport.
        return Error::unexpected_response(format!("{error}: {cause}"), response).after(1);
    };
    let mut message = format!("{error}: {cause}");
    if let Some(redactor) = Redactor::of(&context.credential) {
        redactor.redact(&mut message);
        redactor.redact_response(&mut response);
    }
    let error = Error::unexpected_response(message, response).after(context.attempts);
    record_error(&context.span, &error);
    error
}

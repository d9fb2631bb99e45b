//! The JSON body of a request.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A body that fits `T`, with tags of unions that are strings.
///
/// Serde takes the position of a variant for its tag, too, so that `"kind": 0` would pass for the first one.
/// The contract knows only strings.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let request = Request::from_parts(parts, Body::from(bytes.clone()));
        let Json(fitting) = Json::<T>::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        match serde_json::from_slice(&bytes) {
            Ok(value) if has_a_tag_that_is_no_string(&value) => Err((
                StatusCode::UNPROCESSABLE_ENTITY,
                "kind: invalid type, expected a string",
            )
                .into_response()),
            _ => Ok(Self(fitting)),
        }
    }
}

/// Looks into what is no label: labels are free, so a key `kind` means nothing there.
fn has_a_tag_that_is_no_string(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| match name.as_str() {
            "kind" => !value.is_string(),
            "labels" => false,
            _ => has_a_tag_that_is_no_string(value),
        }),
        Value::Array(items) => items.iter().any(has_a_tag_that_is_no_string),
        _ => false,
    }
}

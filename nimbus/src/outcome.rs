//! What a call came to, from the generated client to the caller.

use nimbus_api::{Operation, ResponseValue};

use crate::{Error, ErrorKind, Result, Sent};

/// The caller's view of what the generated client returned.
pub(crate) fn into_result<T>(
    operation: &'static Operation,
    result: Result<ResponseValue<T>, nimbus_api::Error>,
) -> Result<ResponseValue<T>> {
    result.map_err(|error| from_api(error, operation))
}

/// What the transport refuses comes as a failure of its own making. What is left for the generated code to refuse is a
/// reply that cannot be decoded, and a name that cannot be a segment of a path.
fn from_api(error: nimbus_api::Error, operation: &'static Operation) -> Error {
    match error {
        nimbus_api::Error::Transport(failure) => match failure.get_ref().downcast_ref::<Error>() {
            Some(error) => return error.clone(),
            None => Error::transport(
                ErrorKind::Connection,
                Sent::Maybe,
                failure.to_string(),
                None,
            ),
        },
        nimbus_api::Error::Undecodable(reply) => Error::undecodable(&reply),
        nimbus_api::Error::InvalidRequest(message) => Error::invalid_input("request", message),
        // The transport has judged it already.
        other => Error::transport(ErrorKind::Connection, Sent::Maybe, other.to_string(), None),
    }
    .of(operation)
}

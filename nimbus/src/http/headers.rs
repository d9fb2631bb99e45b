//! The headers that others than the client may set.

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_TYPE, EXPECT, HOST, HeaderName, HeaderValue, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
    USER_AGENT,
};

use crate::{Error, Result};

/// The headers that only the client may set. Some of them would be sent twice and break authentication. The others
/// change how a request is transmitted, which is up to the HTTP client.
const OWN_HEADERS: [HeaderName; 14] = [
    ACCEPT,
    ACCEPT_ENCODING,
    AUTHORIZATION,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    HOST,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    USER_AGENT,
];

/// Checks that a header may be set by someone other than the client.
///
/// # Errors
/// The error names the argument that sets it.
pub(crate) fn check_settable(argument: &'static str, name: &HeaderName) -> Result<()> {
    let instead = match name {
        name if name == USER_AGENT => "set the name of the program with the option user_agent",
        name if name == AUTHORIZATION || name == "x-nimbus-api-key" => {
            "pass the credential with the option credential"
        }
        name if OWN_HEADERS.contains(name) => "leave it out",
        _ => return Ok(()),
    };
    let message = format!("the client sets the header {name} itself; {instead}");
    Err(Error::invalid_input(argument, message))
}

/// Parses a header of the options or of a call. Its value is never printed.
///
/// # Errors
/// It is not a header, or one that only the client may set.
pub(crate) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    // The message does not repeat what is refused: the name may contain terminal escapes, and the value may be a
    // secret.
    let refuse = |reason: String| Err(Error::invalid_input("headers", reason));
    let Ok(parsed) = HeaderName::try_from(name) else {
        return refuse(
            "the name of a header contains characters that are not allowed there".to_owned(),
        );
    };
    check_settable("headers", &parsed)?;
    let Ok(mut value) = HeaderValue::try_from(value) else {
        return refuse(format!(
            "the value of the header {parsed} contains a line break or another character that is not allowed there"
        ));
    };
    // The value may be a secret, so it is never printed.
    value.set_sensitive(true);
    Ok((parsed, value))
}

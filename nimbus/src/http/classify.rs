//! Classifies the errors of the HTTP client: whether the request was sent, and whether sending it again is useful.

use std::error::Error as StdError;
use std::io;

use crate::http::client::EarlyResponse;
use crate::http::proxy::Proxy;
use crate::text::printable;
use crate::{Error, ErrorKind, Sent};

/// hyper's message about bytes on a connection without a request. hyper has no method to detect this.
const OUT_OF_TURN: &str = "received unexpected message from connection";

/// hyper-util's message about a tunnel that the proxy refuses with 407.
const PROXY_REFUSES: &str = "tunnel error: proxy authorization required";

/// hyper-util's message about a tunnel that fails because the proxy cannot be reached.
const PROXY_NOT_REACHED: &str = "tunnel error: failed to create underlying connection";

/// The messages of rustls and OpenSSL about a peer that does not speak TLS.
const NO_TLS: [&str; 2] = ["InvalidContentType", "wrong version number"];

/// The message of OpenSSL about a certificate that is not trusted.
const NOT_TRUSTED: &str = "certificate verify failed";

/// Classifies an error before any part of a response was received.
pub(crate) fn unanswered(error: reqwest::Error, proxy: Option<&Proxy>) -> Error {
    let cause = root_cause(&error);
    if error.is_builder() {
        let message = format!("the request cannot be built: {cause}");
        return Error::transport(ErrorKind::Connect, Sent::No, message, Some(error)).lasting();
    }
    if has_spoken_first(&error) {
        let message =
            "the server sent data before the request was sent; is this the control plane?";
        return Error::transport(
            ErrorKind::UnexpectedResponse,
            Sent::No,
            message,
            Some(error),
        );
    }
    if error.is_connect() {
        return unconnected(error, &cause, proxy);
    }
    if is_unsent(&error) {
        let message = format!("the connection closed before the request was sent: {cause}");
        return Error::transport(ErrorKind::Connect, Sent::No, message, Some(error));
    }
    if error.is_timeout() {
        let message = format!("no response in time: {cause}");
        return Error::transport(ErrorKind::Timeout, Sent::Maybe, message, Some(error));
    }
    let message = format!("the connection broke before the response: {cause}");
    Error::transport(ErrorKind::Connection, Sent::Maybe, message, Some(error))
}

/// Classifies an error without a connection, so nothing was sent.
fn unconnected(error: reqwest::Error, cause: &str, proxy: Option<&Proxy>) -> Error {
    let (host, way) = match proxy {
        None => (host(&error), String::new()),
        Some(proxy) if is_of_the_proxy(&error) => (format!("the proxy {proxy}"), String::new()),
        Some(proxy) => (host(&error), format!(" through the proxy {proxy}")),
    };
    let (message, is_lasting) = if cause == PROXY_REFUSES {
        (format!("{} (407)", refused_by_proxy(proxy)), true)
    } else if NO_TLS.iter().any(|words| cause.contains(words)) {
        let message = format!("{host} does not speak TLS{way}; should its URL begin with http?");
        (format!("{message} ({cause})"), true)
    } else if is_refused_by_tls(&error) || cause.contains(NOT_TRUSTED) {
        (format!("cannot trust {host}{way}: {cause}"), true)
    } else {
        (format!("cannot connect to {host}{way}: {cause}"), false)
    };
    let error = Error::transport(ErrorKind::Connect, Sent::No, message, Some(error));
    match is_lasting {
        true => error.lasting(),
        false => error,
    }
}

/// The message for the status 407 of a proxy. The proxy of the caller's own client is not known.
pub(crate) fn refused_by_proxy(proxy: Option<&Proxy>) -> String {
    let proxy = proxy.map_or_else(|| "in use".to_owned(), Proxy::to_string);
    format!("the proxy {proxy} requires a user and a password, or does not accept the given ones")
}

/// Whether the server sent something before the request. It is lost, unless the connection was listened to.
pub(crate) fn has_spoken_first(error: &(dyn StdError + 'static)) -> bool {
    let is_out_of_turn = |error: &hyper::Error| error.to_string() == OUT_OF_TURN;
    let mut causes = chain(error).filter_map(|cause| cause.downcast_ref());
    find::<EarlyResponse>(error).is_some() || causes.any(is_out_of_turn)
}

/// Classifies an error after the response had begun, so the request was sent.
pub(crate) fn broken_off(error: reqwest::Error) -> Error {
    let kind = if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    let message = format!("the response broke off: {}", root_cause(&error));
    Error::transport(kind, Sent::Yes, message, Some(error))
}

fn host(error: &reqwest::Error) -> String {
    let host = error.url().and_then(|url| {
        let port = url.port_or_known_default()?;
        Some(format!("{}:{port}", url.host_str()?))
    });
    host.unwrap_or_else(|| "the endpoint".to_owned())
}

/// Whether the proxy is what could not be connected to. For plain http, there is no other connection.
fn is_of_the_proxy(error: &reqwest::Error) -> bool {
    let is_plain = error.url().is_some_and(|url| url.scheme() == "http");
    is_plain || chain(error).any(|cause| cause.to_string() == PROXY_NOT_REACHED)
}

/// Whether hyper returned the request because the connection was closed before its first byte was sent.
fn is_unsent(error: &(dyn StdError + 'static)) -> bool {
    let mut causes = chain(error).filter_map(|cause| cause.downcast_ref());
    causes.any(hyper::Error::is_canceled)
}

/// Whether rustls does not trust a certificate, so that trying again is useless. It uses this kind for such errors.
fn is_refused_by_tls(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(|cause| {
        let mut cause = cause.downcast_ref::<io::Error>();
        while let Some(error) = cause {
            if error.kind() == io::ErrorKind::InvalidData {
                return true;
            }
            // The source of an I/O error is the source of the error inside it, so the inner error itself would be
            // skipped.
            cause = error.get_ref().and_then(|inner| inner.downcast_ref());
        }
        false
    })
}

/// Finds a cause of this type, if there is one.
pub(crate) fn find<'a, T: StdError + 'static>(
    error: &'a (dyn StdError + 'static),
) -> Option<&'a T> {
    chain(error).find_map(|cause| cause.downcast_ref())
}

fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

/// Returns the last cause of the chain, because the text of reqwest names only the phase.
fn root_cause(error: &(dyn StdError + 'static)) -> String {
    // Without a source, there is only the text of the phase, which would repeat the URL.
    chain(error).last().map_or_else(
        || "no further detail".to_owned(),
        |cause| printable(&cause.to_string()),
    )
}

#[cfg(test)]
mod tests {
    use hyper::client::conn::http1::handshake;
    use hyper_util::rt::TokioIo;

    use super::*;

    #[derive(Debug)]
    struct Outer(Box<dyn StdError>);

    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("error sending request")
        }
    }

    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&*self.0)
        }
    }

    #[tokio::test]
    async fn a_request_that_hyper_hands_back_was_not_sent() {
        let (ours, theirs) = tokio::io::duplex(64);
        let (mut sender, connection) = handshake(TokioIo::new(ours)).await.unwrap();
        // The connection is closed before it has taken anything.
        drop((connection, theirs));
        let request = http::Request::new(String::new());
        let error = sender.send_request(request).await.unwrap_err();
        assert!(is_unsent(&Outer(error.into())));
    }

    #[tokio::test]
    async fn a_request_that_may_be_on_its_way_counts_as_sent() {
        let (ours, theirs) = tokio::io::duplex(64);
        let (mut sender, connection) = handshake(TokioIo::new(ours)).await.unwrap();
        let request = http::Request::new(String::new());
        let sent = sender.send_request(request);
        let cut = async {
            tokio::task::yield_now().await;
            drop(theirs);
        };
        let (outcome, _, ()) = tokio::join!(sent, connection, cut);
        assert!(!is_unsent(&Outer(outcome.unwrap_err().into())));
    }

    #[test]
    fn the_end_of_the_chain_is_what_went_wrong() {
        let cause = io::Error::other("connection refused");
        assert_eq!(root_cause(&Outer(cause.into())), "connection refused");
        let nothing = io::Error::from(io::ErrorKind::Other);
        assert_eq!(root_cause(&nothing), "no further detail");
    }

    // With `rustls-no-provider` alone, there is no provider here to build a client with.
    #[cfg(any(
        feature = "rustls",
        feature = "native-tls",
        not(feature = "rustls-no-provider")
    ))]
    #[tokio::test]
    async fn for_plain_http_what_is_not_reached_is_the_proxy() {
        let proxy = Proxy::parse(&crate::Secret::from("http://127.0.0.1:1"), &"a test").unwrap();
        let http = reqwest::Client::builder().proxy(proxy.for_reqwest());
        let request = http.build().unwrap().get("http://nimbus.invalid");
        let error = unanswered(request.send().await.unwrap_err(), Some(&proxy));
        let message = error.to_string();
        let expected = "cannot connect to the proxy http://127.0.0.1:1: ";
        assert!(message.starts_with(expected), "{message}");
    }
}

//! Where the browser thinks it is.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::Authority;

use crate::world::App;

/// The emulator as the client addressed it.
pub(super) struct Origin {
    /// As `http://127.0.0.1:8080`.
    pub(super) url: String,
    /// Whether only somebody on this machine can have asked, and by no name but the machine's own. A name that
    /// somebody else made point here would let their page read what is meant for its owner.
    pub(super) is_trusted: bool,
}

impl Origin {
    pub(super) fn of(app: &App, request: &Request) -> Self {
        // HTTP/2 has the authority in the target, HTTP/1 in a header.
        let named = request.uri().authority().cloned().or_else(|| {
            let host = request.headers().get(HOST)?.to_str().ok()?;
            host.parse::<Authority>().ok()
        });
        match named {
            Some(authority) if !authority.as_str().contains('@') => {
                let is_local = ["127.0.0.1", "localhost", "[::1]"].contains(&authority.host());
                Self {
                    url: format!("http://{authority}"),
                    is_trusted: is_local && app.options.listen.ip().is_loopback(),
                }
            }
            _ => Self {
                url: format!("http://127.0.0.1:{}", app.port),
                is_trusted: false,
            },
        }
    }
}

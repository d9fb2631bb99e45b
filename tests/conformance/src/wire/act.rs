//! What a server does with one connection.

use serde_json::Value;

/// What a server does with a connection and the request on it.
#[derive(Clone, Debug)]
pub enum Act {
    /// Reads the request, writes these bytes, and closes.
    Write(Vec<u8>),
    /// Writes these bytes before it reads anything, and closes.
    SpeakFirst(Vec<u8>),
    /// Reads the request, and resets the connection.
    Reset,
    /// Reads the request, writes these bytes, and keeps silent.
    Hang(Vec<u8>),
    /// Reads the request, writes these bytes, and goes on with a byte a second.
    Trickle(Vec<u8>),
    /// Reads the request, writes these bytes, and goes on writing until nobody reads.
    Flood(Vec<u8>),
    /// Resets the connection as soon as the client has said its first word, which no request is in.
    ResetHandshake,
    /// Answers TLS with a certificate that nobody has reason to trust.
    SelfSigned,
    /// Answers TLS with something else.
    Garbage,
    /// Reads the request over HTTP/2, and sends GOAWAY with this code.
    GoAway(u32),
}

impl Act {
    /// A whole reply with a body.
    pub fn reply(status: &str, media: &str, body: &str) -> Self {
        let length = body.len();
        Self::Write(head(
            status,
            &[
                ("content-type", media),
                ("content-length", &length.to_string()),
            ],
            body,
        ))
    }

    /// A whole reply with JSON.
    pub fn json(status: &str, body: &Value) -> Self {
        Self::reply(status, "application/json", &body.to_string())
    }

    /// A whole reply with nothing in it.
    pub fn empty(status: &str) -> Self {
        Self::Write(head(status, &[("content-length", "0")], ""))
    }
}

/// The start of a reply.
pub(super) fn head(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.push_str(body);
    head.into_bytes()
}

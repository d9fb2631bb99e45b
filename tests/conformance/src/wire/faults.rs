//! The faults, by name.

use serde_json::json;

use super::Act;
use super::act::head;
use crate::resources;

/// The largest reply that a client of the table reads, in bytes.
pub const MAX_RESPONSE_BYTES: usize = 2 * UNREAD;

/// More than a connection to the server takes, in bytes, so long as the client reads nothing.
const UNREAD: usize = 1024 * 1024;

/// Something that goes wrong, again and again.
#[derive(Clone, Debug)]
pub struct Fault {
    /// As the table has it.
    pub name: &'static str,
    /// Where it goes wrong.
    pub place: Place,
}

/// Where it goes wrong.
#[derive(Clone, Debug)]
pub enum Place {
    /// At the server, in plain HTTP.
    Http(Act),
    /// At the server, in plain HTTP, for longer than an attempt may take.
    Late(Act),
    /// At the server, behind TLS.
    Https(Act),
    /// At the server, in HTTP/2 without TLS.
    Http2(Act),
    /// Nobody listens.
    Nowhere,
    /// The name cannot be resolved.
    Dns,
}

fn at(name: &'static str, act: Act) -> Fault {
    let place = Place::Http(act);
    Fault { name, place }
}

/// All of them, in the order of a call's way.
pub fn all() -> Vec<Fault> {
    let place = |name, place| Fault { name, place };
    let mut all = vec![
        place("the host's name cannot be resolved", Place::Dns),
        place("connection refused", Place::Nowhere),
        place(
            "connection reset before the request was sent (in the TLS handshake)",
            Place::Https(Act::ResetHandshake),
        ),
        place("TLS certificate not trusted", Place::Https(Act::SelfSigned)),
        place("no TLS at the other end", Place::Https(Act::Garbage)),
        at(
            "413 before the request was sent",
            Act::SpeakFirst(head("413 Payload Too Large", &[], "")),
        ),
        at(
            "something other than HTTP before the request was sent",
            Act::SpeakFirst(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
        ),
        at("connection reset after the request was sent", Act::Reset),
        place("HTTP/2 GOAWAY, graceful", Place::Http2(Act::GoAway(0))),
        place(
            "HTTP/2 GOAWAY, ENHANCE_YOUR_CALM",
            Place::Http2(Act::GoAway(0xb)),
        ),
        place("no response", Place::Late(Act::Hang(Vec::new()))),
        place(
            "slow headers (a byte a second)",
            Place::Late(Act::Trickle(b"HTTP/1.1 200 OK\r\nx-slow: ".to_vec())),
        ),
        place(
            "slow body (a byte a second)",
            Place::Late(Act::Trickle(json_head(
                &MAX_RESPONSE_BYTES.to_string(),
                // Before all of this is written, the head has been read.
                &" ".repeat(UNREAD),
            ))),
        ),
        at("truncated body", Act::Write(json_head("100", "{\"name\":"))),
        at(
            "truncated body of a 503",
            Act::Write(head(
                "503 Service Unavailable",
                &[("content-length", "100")],
                "{",
            )),
        ),
        at(
            "body over the limit, announced",
            Act::Hang(json_head("17179869184", "")),
        ),
        at(
            "body over the limit, unannounced",
            Act::Flood(head(
                "200 OK",
                &[
                    ("content-type", "application/json"),
                    ("transfer-encoding", "chunked"),
                ],
                "",
            )),
        ),
    ];
    all.extend(replies());
    all
}

fn json_head(length: &str, body: &str) -> Vec<u8> {
    head(
        "200 OK",
        &[
            ("content-type", "application/json"),
            ("content-length", length),
        ],
        body,
    )
}

/// Those that are whole replies.
fn replies() -> Vec<Fault> {
    let redirect = |status, to| {
        Act::Write(head(
            status,
            &[("location", to), ("content-length", "0")],
            "",
        ))
    };
    let text = |status, text| Act::reply(status, "text/plain; charset=utf-8", text);
    let error = |status, code| Act::json(status, &resources::error(code, "said the server"));
    let encoded = |status| {
        let headers = [
            ("content-type", "application/json"),
            ("content-encoding", "gzip"),
            ("content-length", "4"),
        ];
        Act::Write(head(status, &headers, "\u{1f}\u{8b}\u{8}"))
    };
    vec![
        at(
            "200 that is not JSON",
            Act::reply("200 OK", "text/html", "<h1>Welcome</h1>"),
        ),
        at(
            "200 that says it is JSON and is not",
            Act::reply("200 OK", "application/json", "<h1>Welcome</h1>"),
        ),
        at("200, empty", Act::empty("200 OK")),
        at(
            "200 of another shape",
            Act::json("200 OK", &json!({ "name": 7 })),
        ),
        at(
            "202 where 200 belongs",
            Act::json("202 Accepted", &resources::ready()),
        ),
        at(
            "204 where a body belongs",
            Act::Write(head("204 No Content", &[], "")),
        ),
        at(
            "redirect on the same host",
            redirect("307 Temporary Redirect", "/elsewhere"),
        ),
        at(
            "redirect to another host",
            redirect("308 Permanent Redirect", "http://127.0.0.2:9/"),
        ),
        at(
            "502 with a proxy's page",
            Act::reply("502 Bad Gateway", "text/html", "<h1>Bad gateway</h1>"),
        ),
        at("400, plain text", text("400 Bad Request", "bad limit")),
        at(
            "413, plain text",
            text("413 Payload Too Large", "length limit exceeded"),
        ),
        at(
            "415, plain text",
            text("415 Unsupported Media Type", "expected application/json"),
        ),
        at(
            "422, plain text",
            text("422 Unprocessable Entity", "unknown field `color`"),
        ),
        at("401, empty", Act::empty("401 Unauthorized")),
        at("404, empty", Act::empty("404 Not Found")),
        at("500, empty", Act::empty("500 Internal Server Error")),
        at(
            "429 with an envelope",
            error("429 Too Many Requests", "rate.resource_exhausted"),
        ),
        at(
            "503 with an envelope",
            error("503 Service Unavailable", "service.unavailable"),
        ),
        at(
            "500 with an envelope that says retryable",
            Act::json(
                "500 Internal Server Error",
                &json!({ "error": {
            "code": "service.storage_io", "message": "disk", "requestId": "req-1", "retryable": true } }),
            ),
        ),
        at(
            "409 with an envelope that lacks fields",
            Act::json(
                "409 Conflict",
                &json!({ "error": { "code": "op.conflict" } }),
            ),
        ),
        at(
            "418 with an unknown code",
            error("418 I'm a teapot", "tea.pot"),
        ),
        at("599", Act::empty("599 Unheard Of")),
        at("200, encoded", encoded("200 OK")),
        at("503, encoded", encoded("503 Service Unavailable")),
    ]
}

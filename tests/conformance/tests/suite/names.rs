//! Whatever a name is, the server gets the very same string: as one segment of the path, as a value of the query,
//! and in the body. Read from the raw request line.

use nimbus::types::{SessionChannel, SessionTarget};
use nimbus::{Nimbus, NimbusBuilder};
use nimbus_conformance::raw::RawServer;
use nimbus_conformance::resources::{definition, page, ready, sandbox, session};
use nimbus_conformance::script::{TENANT, TOKEN};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::specs::browser;

const NAMES: [&str; 26] = [
    "web",
    "a b",
    " web ",
    "a%2Fb",
    "%2F",
    "%2e%2e",
    "%",
    "100%",
    "a/b",
    "/",
    "a\\b",
    "..\\..",
    "a+b",
    "a?b",
    "a#b",
    "a&b=c",
    "a;b",
    "a:b@c",
    "...",
    "..a",
    "~!*'()",
    "\"<>`{}|^[]",
    "über",
    "日本語",
    "👩‍💻",
    "e\u{301}",
];

/// Ids of all characters that the contract's pattern takes, and of every length up to the greatest.
fn tenants() -> [String; 5] {
    let all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    [all, "a", "-", "7__", &all.repeat(2)].map(ToOwned::to_owned)
}

fn options(server: &RawServer) -> NimbusBuilder {
    Nimbus::builder().endpoint(server.url()).token(TOKEN)
}

/// The path's segments, decoded; what is between the slashes and no other way.
#[track_caller]
fn segments(line: &str) -> Vec<String> {
    let (_, target) = line.split_once(' ').unwrap();
    let path = target.split('?').next().unwrap();
    assert!(
        target.is_ascii() && !target.contains(['#', '\\', ' ']),
        "{target}"
    );
    path.split('/')
        .skip(1)
        .map(|segment| {
            percent_decode_str(segment)
                .decode_utf8()
                .unwrap()
                .into_owned()
        })
        .collect()
}

/// The pairs of the query, decoded as forms are.
#[track_caller]
fn pairs(line: &str) -> Vec<(String, String)> {
    let (_, query) = line.split_once('?').unwrap_or_default();
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text)
            .decode_utf8()
            .unwrap()
            .into_owned()
    };
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

#[tokio::test]
async fn a_service_name_reaches_the_server_as_one_segment() {
    for name in NAMES {
        let server = RawServer::start(200, ready()).await.unwrap();
        let nimbus = options(&server).tenant(TENANT).build().unwrap();
        nimbus.services().start(name).await.unwrap();
        let line = server.only().line;
        assert_eq!(
            segments(&line),
            ["api", "tenants", "demo", "services", name, "start"],
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_tenant_reaches_the_server_as_one_segment() {
    for tenant in tenants() {
        let server = RawServer::start(200, page(&[])).await.unwrap();
        let nimbus = options(&server).tenant(&tenant).build().unwrap();
        nimbus.sandboxes().list().await.unwrap();
        let line = server.only().line;
        assert_eq!(
            segments(&line),
            ["api", "tenants", &tenant, "sandboxes"],
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_sandbox_id_and_a_session_id_reach_the_server_as_one_segment() {
    for id in NAMES {
        let server = RawServer::start(200, sandbox()).await.unwrap();
        let nimbus = options(&server).tenant(TENANT).build().unwrap();
        nimbus.sandboxes().get(id).await.unwrap();
        let line = server.only().line;
        assert_eq!(
            segments(&line),
            ["api", "tenants", "demo", "sandboxes", id],
            "{line}"
        );

        let server = RawServer::start(200, session("closed")).await.unwrap();
        let nimbus = options(&server).build().unwrap();
        nimbus.sessions().close(id).await.unwrap();
        let line = server.only().line;
        assert_eq!(segments(&line), ["api", "sessions", id, "close"], "{line}");
    }
}

#[tokio::test]
async fn values_of_a_query_reach_the_server_as_they_are() {
    for value in NAMES {
        let server = RawServer::start(200, page(&[])).await.unwrap();
        let nimbus = options(&server).tenant(TENANT).build().unwrap();
        let list = nimbus.sandboxes().list().page_token(value);
        list.label(value, value).status(value).await.unwrap();
        let line = server.only().line;
        let mut seen = pairs(&line);
        seen.sort();
        let names = ["labelKey", "labelValue", "pageToken", "status"];
        let expected = names.map(|name| (name.to_owned(), value.to_owned()));
        assert_eq!(seen, expected, "{line}");
    }
}

#[tokio::test]
async fn the_tenant_of_listed_sessions_reaches_the_server_as_it_is() {
    for tenant in tenants() {
        let server = RawServer::start(200, page(&[])).await.unwrap();
        let nimbus = options(&server).tenant(&tenant).build().unwrap();
        nimbus.sessions().list().await.unwrap();
        let line = server.only().line;
        assert_eq!(pairs(&line), [("tenantId".to_owned(), tenant)], "{line}");
    }
}

#[tokio::test]
async fn names_labels_and_targets_reach_the_server_in_the_body_as_they_are() {
    for name in NAMES {
        let server = RawServer::start(201, definition("web", 1)).await.unwrap();
        let nimbus = options(&server).tenant(TENANT).build().unwrap();
        let create = nimbus.services().create(name, browser());
        create.label(name, name).await.unwrap();
        let body: Value = serde_json::from_str(&server.only().body).unwrap();
        assert_eq!(body["metadata"]["name"], name);
        assert_eq!(body["metadata"]["labels"][name], name);

        let server = RawServer::start(201, session("open")).await.unwrap();
        let nimbus = options(&server).tenant(TENANT).build().unwrap();
        let target = SessionTarget::service(name);
        nimbus
            .sessions()
            .open(target, [SessionChannel::Cdp])
            .await
            .unwrap();
        let body: Value = serde_json::from_str(&server.only().body).unwrap();
        assert_eq!(body["tenantId"], TENANT);
        assert_eq!(body["target"]["service"]["name"], name);
    }
}

#[tokio::test]
async fn a_path_prefix_of_the_endpoint_is_kept() {
    let server = RawServer::start(200, ready()).await.unwrap();
    let options = options(&server).endpoint(format!("{}/nimbus/v1/", server.url()));
    let nimbus = options.tenant(TENANT).build().unwrap();
    nimbus.services().get("a b").await.unwrap();
    let line = server.only().line;
    assert_eq!(line, "GET /nimbus/v1/api/tenants/demo/services/a%20b");
}

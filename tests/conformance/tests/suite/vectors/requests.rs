//! Calls, and the requests they make; or the argument for which they are refused.

use std::collections::BTreeMap;

use nimbus::{Nimbus, RetryPolicy};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::Value;

use super::arguments::Arguments;
use super::calls;
use super::cases::{Case, equal, run};
use super::failure::{Failure, argument, error_of, kind};
use super::secret::Secret;
use super::server::{Act, Seen, Server};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    #[serde(default)]
    client: Client,
    operation: String,
    #[serde(default)]
    arguments: Arguments,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Client {
    tenant_id: Option<String>,
    endpoint_path: Option<String>,
    credential: Option<Secret>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Expect {
    Request(Request),
    Refused { argument: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    method: String,
    target: String,
    /// Null: the header must not be there.
    #[serde(default)]
    headers: BTreeMap<String, Option<String>>,
    body: Option<Value>,
}

#[tokio::test(start_paused = true)]
async fn every_call_makes_the_request_that_its_vector_names_or_none() {
    run("requests", check).await;
}

async fn check(server: &Server, case: &Case<Input, Expect>) -> Result<(), String> {
    // What comes of the request is not the matter here.
    let teapot = r#"{ "response": { "status": 418 } }"#;
    server.play([serde_json::from_str::<Act>(teapot).unwrap()]);
    let Input {
        client,
        operation,
        arguments,
    } = &case.input;
    let outcome = match self::client(server, client) {
        Ok(nimbus) => calls::make(&nimbus, operation, arguments).await,
        Err(error) => Err(Failure::Sdk(error)),
    };
    let error = error_of(outcome)?;
    let seen = server.seen();
    match &case.expect {
        Expect::Refused { argument: expected } => {
            equal("kind", kind(error.kind()).as_str(), "invalid_input")?;
            equal("argument", argument(&error), Some(expected.as_str()))?;
            equal("the number of requests", seen.len(), 0)
        }
        Expect::Request(expected) => {
            if error.status().map(|status| status.as_u16()) != Some(418) {
                return Err(format!("the call fails: {error}"));
            }
            match seen.as_slice() {
                [seen] => compare(seen, expected),
                _ => Err(format!("{} requests, not one", seen.len())),
            }
        }
    }
}

fn client(server: &Server, client: &Client) -> nimbus::Result<Nimbus> {
    let mut options = server.options().retry(RetryPolicy::disabled());
    if let Some(path) = &client.endpoint_path {
        options = options.endpoint(format!("{}{path}", server.url()));
    }
    if let Some(tenant) = &client.tenant_id {
        options = options.tenant(tenant);
    }
    if let Some(secret) = &client.credential {
        options = options.credential(secret.credential());
    }
    options.headers(client.headers.clone()).build()
}

fn compare(seen: &Seen, expected: &Request) -> Result<(), String> {
    equal("method", &seen.method, &expected.method)?;
    let raw = &seen.target;
    let legal = |c: char| c.is_ascii_graphic() && !r#""<>\^`{|}#"#.contains(c);
    if !raw.starts_with('/') || !raw.chars().all(legal) {
        return Err(format!("{raw} is no target of a request"));
    }
    equal("target", target(raw), target(&expected.target))
        .map_err(|difference| format!("{difference}; it is {raw}"))?;
    match (&expected.body, seen.body.is_empty()) {
        (None, true) => equal("content-type", seen.header("content-type"), vec![])?,
        (None, false) => return Err(format!("a body, {}, and there is to be none", seen.body)),
        (Some(body), _) => {
            let json: Value = serde_json::from_str(&seen.body)
                .map_err(|_| format!("the body is {:?}, not JSON", seen.body))?;
            equal("body", &json, body)?;
            equal(
                "content-type",
                seen.header("content-type"),
                vec!["application/json"],
            )?;
        }
    }
    for (name, value) in &expected.headers {
        let values: Vec<&str> = value.as_deref().into_iter().collect();
        equal(name, seen.header(name), values)?;
    }
    Ok(())
}

/// The segments of the path in their order, decoded one by one; and the pairs of the query, decoded, in any order.
fn target(raw: &str) -> (Vec<String>, Vec<(String, String)>) {
    let decode = |text: &str| {
        let decoded = percent_decode_str(text).decode_utf8();
        decoded.map_or_else(|_| format!("not text: {text}"), Into::into)
    };
    let form = |text: &str| decode(&text.replace('+', " "));
    let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
    let segments = path.split('/').map(decode).collect();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (form(name), form(value)))
        .collect();
    pairs.sort();
    (segments, pairs)
}

#[test]
fn a_target_is_compared_segment_by_segment_and_pair_by_pair() {
    assert_eq!(target("/a%2fb?x=1&y=a+b"), target("/a%2Fb?y=a%20b&x=1"));
    for other in [
        "/a/b?x=1&y=a+b",
        "/a%252Fb?x=1&y=a+b",
        "/a%2Fb?x=1&y=a%2Bb",
        "/a%2Fb?x=1",
    ] {
        assert_ne!(target("/a%2Fb?x=1&y=a+b"), target(other), "{other}");
    }
}

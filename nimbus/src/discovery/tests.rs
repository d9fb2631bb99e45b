//! Tests of internals. What a caller sees is tested by tests/vectors/discovery.

use std::path::Path;
use std::sync::{Arc, Mutex};

use reqwest::header::HeaderValue;
use serde_json::value::RawValue;

use super::*;
use crate::auth::{Credential, CredentialKind, Secret, Token};

mod events;
mod properties;

/// The time limit for each file.
const LIMIT: Duration = Duration::from_secs(10);

const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

fn home() -> FakeEnvironment {
    Environment::fake().var("HOME", "/home/u")
}

async fn found(explicit: &Explicit, memory: &FakeEnvironment) -> Discovered {
    discover(explicit, &memory.clone().into(), LIMIT)
        .await
        .unwrap()
}

async fn header(found: &Discovered) -> String {
    let (name, value) = found.authenticator.header().await.unwrap();
    assert!(value.is_sensitive());
    // From now on it is cached.
    assert_eq!(
        found.authenticator.ready(),
        Some((name.clone(), value.clone()))
    );
    format!("{name}: {}", value.to_str().unwrap())
}

#[tokio::test]
async fn fixed_credential_has_nothing_newer() {
    let memory = home()
        .var("NIMBUS_ENDPOINT", "http://a")
        .var("NIMBUS_TOKEN", "canary");
    let found = found(&Explicit::default(), &memory).await;
    assert_eq!(header(&found).await, "authorization: Bearer canary");
    let rejected = HeaderValue::from_static("Bearer canary");
    assert!(
        found
            .authenticator
            .refresh(&rejected)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn source_given_as_option_is_asked_by_the_call_and_not_by_discovery() {
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let source = Credential::source(move |_request| {
        *count.lock().unwrap() += 1;
        async { Ok(Token::new("canary")) }
    });
    let explicit = Explicit {
        endpoint: Some(" http://a ".to_owned()),
        credential: Some(source),
        ..Explicit::default()
    };
    let found = found(&explicit, &home()).await;
    assert_eq!(found.endpoint, "http://a");
    assert_eq!(found.origins.credential_kind, CredentialKind::Source);
    assert_eq!(*asked.lock().unwrap(), 0);
    assert_eq!(header(&found).await, "authorization: Bearer canary");
    assert_eq!(*asked.lock().unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn discovered_token_file_is_opened_once_until_it_is_due_for_a_refresh() {
    let memory = home()
        .var("NIMBUS_ENDPOINT", "http://a")
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/run/token")
        .file("/run/token", "canary-1");
    let found = found(&Explicit::default(), &memory).await;
    memory.write("/run/token", "canary-2");
    assert_eq!(header(&found).await, "authorization: Bearer canary-1");
    assert_eq!(memory.opens("/run/token"), 1);
    tokio::time::advance(Duration::from_secs(60)).await;
    // No call waits for the file while the last token is good.
    assert_eq!(header(&found).await, "authorization: Bearer canary-1");
    tokio::task::yield_now().await;
    assert_eq!(header(&found).await, "authorization: Bearer canary-2");
    assert_eq!(memory.opens("/run/token"), 2);
}

#[tokio::test]
async fn fixed_file_is_found_by_the_next_search() {
    let memory = home().file(FILE, "{");
    let environment = Environment::from(memory.clone());
    let error = discover(&Explicit::default(), &environment, LIMIT)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), DiscoveryErrorKind::BrokenSource);
    assert_eq!(error.path(), Some(Path::new(FILE)));
    memory.write(FILE, r#"{"endpoint":"http://a","token":"canary"}"#);
    assert!(
        discover(&Explicit::default(), &environment, LIMIT)
            .await
            .is_ok()
    );
}

#[test]
fn broken_json_is_told_with_line_and_column() {
    let reason = |content: &str| json::parse::<&RawValue>(content).err();
    let told = |text: &str| Some(format!("cannot be read: {text}"));
    let content = "{\n  \"token\": \"a\",\n  \"secret\": canary\n}";
    assert_eq!(reason(content), told("not valid JSON at line 3, column 13"));
    assert_eq!(
        reason("{\"token\""),
        told("the JSON ends too early at line 1, column 8")
    );
}

#[tokio::test]
async fn kinds_of_error_are_told_apart() {
    let environment: Environment = home().into();
    let kind = async |endpoint: Option<&str>, token: Option<&str>| {
        let explicit = Explicit {
            endpoint: endpoint.map(ToOwned::to_owned),
            token: token.map(Secret::from),
            ..Explicit::default()
        };
        discover(&explicit, &environment, LIMIT)
            .await
            .unwrap_err()
            .kind()
    };
    assert_eq!(
        kind(None, None).await,
        DiscoveryErrorKind::MissingEndpointAndCredential
    );
    assert_eq!(
        kind(None, Some("canary")).await,
        DiscoveryErrorKind::MissingEndpoint
    );
    assert_eq!(
        kind(Some("http://a"), None).await,
        DiscoveryErrorKind::MissingCredential
    );
    assert_eq!(
        kind(Some("http://a"), Some("\u{1}")).await,
        DiscoveryErrorKind::BrokenSource
    );
}

#[tokio::test]
async fn a_number_in_place_of_a_secret_is_passed_over_whatever_its_form() {
    for number in ["7", "-7", "7.5", "1e999", "-0"] {
        let file = format!(r#"{{ "endpoint": "http://a", "token": {number} }}"#);
        let memory = home().file(FILE, file);
        let error = discover(&Explicit::default(), &memory.into(), LIMIT).await;
        let error = error.err().unwrap().to_string();
        let reason = "has a number as field token, where a string belongs";
        assert!(error.contains(reason), "{error}");
    }
}

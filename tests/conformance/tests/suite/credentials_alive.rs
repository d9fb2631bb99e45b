//! Token files that are replaced while a client is in use: seen through the client, over HTTP.

use std::time::{Duration, SystemTime};

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{CredentialKind, ErrorKind, Nimbus, RetryPolicy, Sent};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script, TENANT};
use nimbus_conformance::still::still;

use crate::specs::sent;

pub(crate) const VARIABLE: &str = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
const FILE: &str = "/run/token";

/// A JWT with the claims `{"exp":1767225700}`.
const JWT: &str = "e30.eyJleHAiOjE3NjcyMjU3MDB9.c2ln";
const EXPIRY: Duration = Duration::from_secs(1_767_225_700);

pub(crate) async fn pass(seconds: u64) {
    tokio::time::advance(Duration::from_secs(seconds)).await;
}

/// A client that attempts every call once, and finds its credential in this environment.
pub(crate) fn client(script: &Script, memory: &FakeEnvironment) -> Nimbus {
    Nimbus::builder()
        .environment(Environment::from(memory.clone()))
        .endpoint(script.url())
        .tenant(TENANT)
        .retry(RetryPolicy::disabled())
        .build()
        .unwrap()
}

fn token_file(token: &str) -> FakeEnvironment {
    let memory = Environment::fake().var("HOME", "/home/u");
    memory.var(VARIABLE, FILE).file(FILE, token)
}

async fn pages(count: usize) -> Script {
    Script::of((0..count).map(|_| Reply::json(200, page(&[])))).await
}

#[tokio::test(start_paused = true)]
async fn token_file_is_read_again_once_its_token_is_a_minute_old() {
    let _still = still();
    let script = pages(5).await;
    let memory = token_file(" one\n");
    let nimbus = client(&script, &memory);
    nimbus.services().list().await.unwrap();
    memory.write(FILE, "two\r\n");
    pass(59).await;
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 1);
    pass(1).await;
    // It is read while this call goes on with the last token.
    nimbus.services().list().await.unwrap();
    nimbus.services().list().await.unwrap();
    nimbus.clone().services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 2);
    let tokens = sent(&script, "authorization");
    let expected = ["one", "one", "one", "two", "two"].map(|token| format!("Bearer {token}"));
    assert_eq!(tokens, expected);
    let kind = nimbus.origins().await.unwrap().credential_kind;
    assert_eq!(kind, CredentialKind::WorkloadIdentity);
}

#[tokio::test(start_paused = true)]
async fn token_file_is_read_early_when_its_jwt_is_about_to_expire() {
    let _still = still();
    let script = pages(4).await;
    let now = SystemTime::UNIX_EPOCH + EXPIRY - Duration::from_secs(40);
    let memory = token_file(JWT).now(now);
    let nimbus = client(&script, &memory);
    nimbus.services().list().await.unwrap();
    memory.write(FILE, "two");
    pass(29).await;
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 1);
    pass(1).await;
    nimbus.services().list().await.unwrap();
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 2);
    let expected = [JWT, JWT, JWT, "two"].map(|token| format!("Bearer {token}"));
    assert_eq!(sent(&script, "authorization"), expected);
}

#[tokio::test(start_paused = true)]
async fn last_good_token_is_used_until_it_expires_while_the_file_cannot_be_read() {
    let _still = still();
    let script = pages(4).await;
    let now = SystemTime::UNIX_EPOCH + EXPIRY - Duration::from_secs(40);
    let memory = token_file(JWT).now(now);
    let nimbus = client(&script, &memory);
    nimbus.services().list().await.unwrap();
    memory.remove(FILE);
    pass(35).await;
    nimbus.services().list().await.unwrap();
    memory.write(FILE, " \n");
    pass(4).await;
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 3);

    pass(1).await;
    let error = nimbus.services().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert_eq!((error.sent(), error.attempts()), (Sent::No, 0));
    let text = "services_list: token source /run/token: holds no token";
    assert_eq!(error.to_string(), text);
    assert_eq!(script.requests().len(), 3);

    memory.write(FILE, "two");
    nimbus.services().list().await.unwrap();
    let expected = [JWT, JWT, JWT, "two"].map(|token| format!("Bearer {token}"));
    assert_eq!(sent(&script, "authorization"), expected);
}

#[tokio::test(start_paused = true)]
async fn token_without_a_known_expiry_outlives_its_file() {
    let _still = still();
    let script = pages(5).await;
    let memory = token_file("opaque");
    let nimbus = client(&script, &memory);
    for _ in 0..3 {
        nimbus.services().list().await.unwrap();
        memory.remove(FILE);
        pass(3600).await;
    }
    assert_eq!(memory.opens(FILE), 3);
    // For a while after a failure it is not read again.
    for _ in 0..2 {
        nimbus.services().list().await.unwrap();
        pass(0).await;
    }
    assert_eq!(memory.opens(FILE), 4);
    assert_eq!(sent(&script, "authorization"), ["Bearer opaque"; 5]);
}

#[tokio::test(start_paused = true)]
async fn token_file_is_read_at_once_when_its_token_is_rejected() {
    let _still = still();
    let replies = [
        Reply::empty(401),
        Reply::json(200, page(&[])),
        Reply::json(200, page(&[])),
    ];
    let script = Script::of(replies).await;
    let memory = token_file("one");
    let nimbus = client(&script, &memory);
    nimbus.origins().await.unwrap();
    memory.write(FILE, "two");
    nimbus.services().list().await.unwrap();
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 2);
    let expected = ["one", "two", "two"].map(|token| format!("Bearer {token}"));
    assert_eq!(sent(&script, "authorization"), expected);
}

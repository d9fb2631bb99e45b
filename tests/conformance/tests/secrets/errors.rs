//! Errors of every kind, of clients that hold a secret.

use std::io;
use std::time::Duration;

use nimbus::auth::{Token, TokenError};
use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{
    Credential, Error, ErrorKind, Nimbus, NimbusBuilder, RetryPolicy, ServiceWaitCondition,
};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{error, service, starting};
use nimbus_conformance::script::{Reply, Script};
use serde_json::{Value, json};

use super::values::{FILE, every_credential};
use super::{CANARY, Shown};
use nimbus_conformance::still::still;

#[track_caller]
fn is(shown: &mut Shown, error: &Error, kind: ErrorKind) {
    assert_eq!(error.kind(), kind, "{error}");
    shown.error(&format!("{kind:?}"), error);
    let debug = (error.detail(), error.remediation(), error.last_status());
    shown.debug("parts of an error", &debug);
}

/// An endpoint and a home; nothing else.
fn home() -> FakeEnvironment {
    let memory = Environment::fake().var("NIMBUS_ENDPOINT", "http://127.0.0.1:9");
    memory.var("HOME", "/home/u")
}

pub(super) async fn of_discovery(shown: &mut Shown) {
    let file = |content: Value| home().file(FILE, content.to_string());
    let broken = format!("{CANARY}\u{1}");
    let variable = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
    let environments = [
        home()
            .var("NIMBUS_ENDPOINT", "")
            .file(FILE, json!({ "token": CANARY }).to_string()),
        home(),
        home().var("NIMBUS_TOKEN", &broken),
        home().var("NIMBUS_API_KEY", &broken),
        home().var(variable, format!("{{\"token\":\"{CANARY}\"}}")),
        home().var(variable, format!("eyJ{CANARY}.{CANARY}.{CANARY}")),
        home().var(
            "NIMBUS_APPLICATION_CREDENTIALS",
            format!("{{\"token\":\"{CANARY}\"}}"),
        ),
        home()
            .var(variable, "/run/token")
            .file("/run/token", &*broken),
        home().file(FILE, CANARY),
        home().file(FILE, format!("{{\"token\":\"{CANARY}\"")),
        home().file(
            FILE,
            format!("{{\"token\":\"{CANARY}\",\"token\":[\"{CANARY}\"]}}"),
        ),
        home().var("NIMBUS_TOKEN", format!("\"{CANARY}\"")),
        home().var("NIMBUS_ENDPOINT", format!("'http://{CANARY}'")),
        file(json!({ "token": format!("'{CANARY}'") })),
        file(json!([CANARY])),
        file(json!(CANARY)),
        file(json!({ "token": [CANARY] })),
        file(json!({ "token": broken })),
        file(json!({ "credential": CANARY })),
        file(json!({ "credential": { "kind": CANARY, "token": CANARY } })),
        file(json!({ "credential": { "token": CANARY } })),
        file(json!({ "credential": { "kind": "api_key", "token": CANARY } })),
    ];
    for environment in environments {
        let nimbus = Nimbus::builder().environment(environment).build().unwrap();
        let error = nimbus.origins().await.unwrap_err();
        is(shown, &error, ErrorKind::Discovery);
        shown.debug("client after a failed discovery", &nimbus);
    }
    let endpoint = home().var("NIMBUS_ENDPOINT", format!("http://user:{CANARY}@a"));
    let nimbus = Nimbus::builder()
        .environment(endpoint)
        .token(CANARY)
        .build();
    let error = nimbus.unwrap().origins().await.unwrap_err();
    is(shown, &error, ErrorKind::InvalidInput);
}

pub(super) async fn of_sources(shown: &mut Shown) {
    let failing = Credential::source(|_request| async {
        let token = Token::new(CANARY);
        drop(token);
        Err(TokenError::from("the vault is sealed"))
    });
    let unsendable =
        Credential::source(|_request| async { Ok(Token::new(format!("{CANARY} {CANARY}"))) });
    for credential in [failing, unsendable] {
        let builder = Nimbus::builder().environment(home()).credential(credential);
        let error = builder.build().unwrap().tenants().list().await.unwrap_err();
        is(shown, &error, ErrorKind::Credential);
    }
}

pub(super) fn of_options(shown: &mut Shown) {
    let builder = || Nimbus::builder().environment(home());
    let wrong: [NimbusBuilder; 6] = [
        builder().endpoint(format!("http://user:{CANARY}@127.0.0.1:9")),
        builder().endpoint(format!("http://127.0.0.1:9?token={CANARY}")),
        builder().endpoint(format!("http://127.0.0.1:9#{CANARY}")),
        builder().header("authorization", format!("Bearer {CANARY}")),
        builder().header("x-secret", format!("{CANARY}\n")),
        builder().header(format!("x-secret: {CANARY}"), "value"),
    ];
    for builder in wrong {
        let error = builder.token(CANARY).build().unwrap_err();
        is(shown, &error, ErrorKind::InvalidInput);
    }
}

/// Replies of every kind, some of which give the credential back.
pub(super) async fn of_replies(shown: &mut Shown) {
    let _still = still();
    let echo = format!("who is Bearer {CANARY}?");
    for credential in every_credential() {
        let replies = [
            (
                ErrorKind::Status,
                Reply::json(401, error("auth.unauthorized", &echo)),
            ),
            (ErrorKind::Status, Reply::text(403, "text/plain", &echo)),
            (
                ErrorKind::Status,
                Reply::text(503, "text/html", "<h1>Gone</h1>"),
            ),
            (
                ErrorKind::UnexpectedResponse,
                Reply::text(200, "text/html", &echo),
            ),
            (
                ErrorKind::UnexpectedResponse,
                Reply::json(202, json!({ "you": echo })),
            ),
            (
                ErrorKind::UnexpectedResponse,
                Reply::empty(302).header("location", &echo),
            ),
            (
                ErrorKind::UnexpectedResponse,
                Reply::json(200, json!({ "tenants": echo })).header("x-you", &echo),
            ),
        ];
        for (kind, reply) in replies {
            let script = Script::of([reply.clone(), reply]).await;
            let nimbus = script.options().credential(credential.clone());
            let nimbus = nimbus.header("x-secret", CANARY).build().unwrap();
            let error = nimbus.tenants().list().await.unwrap_err();
            is(shown, &error, kind);
            shown.debug("body of an error", &error.body());
            shown.debug("headers of an error", &error.headers());
        }
    }
}

pub(super) async fn of_connections(shown: &mut Shown) {
    let _still = still();
    // Bound and not listening: nobody else gets the port.
    let closed = tokio::net::TcpSocket::new_v4().unwrap();
    closed.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = closed.local_addr().unwrap();
    let cut = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let cut_address = cut.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = cut.accept().await {
            let mut request = [0; 1024];
            let read: io::Result<usize> =
                tokio::io::AsyncReadExt::read(&mut stream, &mut request).await;
            drop(read);
        }
    });
    for (address, kind) in [
        (address, ErrorKind::Connect),
        (cut_address, ErrorKind::Connection),
    ] {
        for credential in every_credential() {
            let builder = Nimbus::builder()
                .endpoint(format!("http://{address}"))
                .environment(home())
                .credential(credential)
                .retry(RetryPolicy::disabled());
            let nimbus = builder.header("x-secret", CANARY).build().unwrap();
            let error = nimbus.tenants().list().await.unwrap_err();
            is(shown, &error, kind);
        }
    }
}

pub(super) async fn of_time(shown: &mut Shown) {
    let second = Duration::from_secs(1);
    let hung = PausedServer::start([Act::Hang]).await.unwrap();
    let nimbus = |server: &PausedServer| {
        let options = server
            .options()
            .tenant("demo")
            .retry(RetryPolicy::disabled());
        let options = options.credential(Credential::bearer(CANARY));
        options.header("x-secret", CANARY).build().unwrap()
    };
    let client = nimbus(&hung);
    for _ in 0..2 {
        let list = client.services().list();
        is(
            shown,
            &list.timeout(second).await.unwrap_err(),
            ErrorKind::Timeout,
        );
        let list = client.services().list();
        is(
            shown,
            &list.attempt_timeout(second).await.unwrap_err(),
            ErrorKind::Timeout,
        );
    }
    let slow = PausedServer::start([Act::Answer(200, starting())])
        .await
        .unwrap();
    let start = nimbus(&slow);
    let start = start.services().start("web").until_ready();
    is(shown, &start.await.unwrap_err(), ErrorKind::WaitTimeout);
    let failed = service("failed", "failed", "unhealthy");
    let failed = PausedServer::start([Act::Answer(200, failed)])
        .await
        .unwrap();
    let client = nimbus(&failed);
    let wait = client.services().wait("web", ServiceWaitCondition::Ready);
    is(shown, &wait.await.unwrap_err(), ErrorKind::WaitFailed);
}

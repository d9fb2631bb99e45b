//! What a 401 leads to: one question to the credential's source, one repeat of the call.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use nimbus::auth::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
use nimbus::discovery::Environment;
use nimbus::{Credential, Error, ErrorKind, Nimbus, RetryPolicy, Sent};
use nimbus_conformance::resources::{error, page, ready};
use nimbus_conformance::script::{Reply, Script, TENANT};
use serde_json::json;

use crate::specs::sent;

/// A user's own source. It gives its answers one after another, and writes down what it was asked.
#[derive(Clone, Default)]
struct Vault(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Result<&'static str, &'static str>>,
    rejected: Vec<Option<String>>,
}

impl Vault {
    fn of(answers: impl IntoIterator<Item = Result<&'static str, &'static str>>) -> Self {
        let vault = Self::default();
        vault.0.lock().unwrap().answers.extend(answers);
        vault
    }

    fn client(&self, script: &Script) -> Nimbus {
        script_client(script, Credential::source(self.clone()))
    }

    /// What each question said about the token before.
    fn asked(&self) -> Vec<Option<String>> {
        self.0.lock().unwrap().rejected.clone()
    }
}

impl TokenSource for Vault {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            let mut state = self.0.lock().unwrap();
            let rejected = request.rejected.map(|token| token.expose().to_owned());
            state.rejected.push(rejected);
            let answer = state.answers.pop_front().unwrap_or(Err("is empty"));
            answer.map(Token::new).map_err(|reason| {
                let cause = std::io::Error::other(reason);
                TokenError::from(Sealed { cause })
            })
        })
    }

    fn name(&self) -> Cow<'_, str> {
        "vault".into()
    }
}

/// An error with another one below it.
#[derive(Debug)]
struct Sealed {
    cause: std::io::Error,
}

impl std::fmt::Display for Sealed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("no login")
    }
}

impl std::error::Error for Sealed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

fn script_client(script: &Script, credential: Credential) -> Nimbus {
    Nimbus::builder()
        .environment(Environment::fake())
        .endpoint(script.url())
        .tenant(TENANT)
        .credential(credential)
        .retry(RetryPolicy::disabled())
        .build()
        .unwrap()
}

fn refused() -> Reply {
    Reply::json(401, error("auth.unauthorized", "the token has expired"))
}

type Outcome<'a> = Pin<Box<dyn Future<Output = nimbus::Result<()>> + 'a>>;

#[tokio::test]
async fn rejected_token_is_replaced_once_and_the_call_repeated_once_whatever_the_operation() {
    type Operation = (&'static str, Reply, for<'a> fn(&'a Nimbus) -> Outcome<'a>);
    let operations: [Operation; 4] = [
        ("safe", Reply::json(200, page(&[])), |nimbus| {
            Box::pin(async { nimbus.services().list().await.map(drop) })
        }),
        ("unsafe", Reply::json(200, ready()), |nimbus| {
            Box::pin(async { nimbus.services().start("web").await.map(drop) })
        }),
        (
            "unsafe, with a body",
            Reply::json(201, json!({ "id": "demo" })),
            |nimbus| Box::pin(async { nimbus.tenants().create("demo").await.map(drop) }),
        ),
        ("guarded", Reply::empty(204), |nimbus| {
            Box::pin(async { nimbus.services().delete("web", 7).await.map(drop) })
        }),
    ];
    for (name, reply, call) in operations {
        let script = Script::of([refused(), reply]).await;
        let vault = Vault::of([Ok("one"), Ok("two")]);
        let nimbus = vault.client(&script);
        call(&nimbus).await.unwrap();
        assert_eq!(vault.asked(), [None, Some("one".to_owned())], "{name}");
        let tokens = sent(&script, "authorization");
        assert_eq!(tokens, ["Bearer one", "Bearer two"], "{name}");
        // The very same request, with its body.
        let requests = script.requests();
        assert_eq!(requests[0].line, requests[1].line, "{name}");
        let media = |at: usize| requests[at].headers("content-type");
        assert_eq!(media(0), media(1), "{name}");
    }
}

#[tokio::test]
async fn second_401_is_reported() {
    let script = Script::of([refused(), refused()]).await;
    let vault = Vault::of([Ok("one"), Ok("two"), Ok("three")]);
    let error = vault.client(&script).services().list().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!((error.sent(), error.attempts()), (Sent::Yes, 2));
    assert_eq!(error.code(), Some("auth.unauthorized"));
    assert_eq!(vault.asked().len(), 2);
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn fixed_credential_is_not_tried_twice() {
    for credential in [
        Credential::bearer("one"),
        Credential::api_key("one"),
        Credential::workload_identity("one"),
    ] {
        let script = Script::of([refused()]).await;
        let nimbus = script_client(&script, credential);
        let error = nimbus.services().list().await.unwrap_err();
        assert!(error.is_unauthorized());
        assert_eq!(error.attempts(), 1);
        assert_eq!(script.requests().len(), 1);
        assert!(error.source().is_none());
    }
}

#[tokio::test]
async fn source_with_nothing_newer_means_no_repeat() {
    let script = Script::of([refused()]).await;
    let vault = Vault::of([Ok("one"), Ok("one")]);
    let error = vault.client(&script).services().list().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.attempts(), 1);
    assert_eq!(vault.asked().len(), 2);
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn refresh_that_fails_reports_the_401_with_the_cause_below_it() {
    let script = Script::of([refused()]).await;
    let vault = Vault::of([Ok("one"), Err("is sealed")]);
    let error = vault.client(&script).services().list().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.attempts(), 1);
    assert_eq!(script.requests().len(), 1);
    let cause = error.source().unwrap();
    assert_eq!(cause.to_string(), "token source vault: no login");
    let failure = cause.downcast_ref::<Error>().unwrap();
    assert_eq!(failure.kind(), ErrorKind::Credential);
    assert_eq!(cause.source().unwrap().to_string(), "is sealed");
}

#[tokio::test]
async fn source_that_fails_before_the_first_call_is_an_error_of_the_credential() {
    let script = Script::of([Reply::json(200, page(&[]))]).await;
    let vault = Vault::of([Err("is sealed"), Ok("one")]);
    let nimbus = vault.client(&script);
    let error = nimbus.services().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert_eq!(error.sent(), Sent::No);
    script.saw_nothing();
    // Nothing of it is remembered.
    nimbus.services().list().await.unwrap();
    let origins = nimbus.origins().await.unwrap();
    assert_eq!(origins.credential.to_string(), "option credential");
    assert_eq!(origins.credential_kind.to_string(), "source");
}

#[tokio::test]
async fn source_is_not_asked_by_building_or_connecting() {
    let vault = Vault::default();
    let builder = Nimbus::builder()
        .environment(Environment::fake())
        .endpoint("http://127.0.0.1:9")
        .credential(Credential::source(vault.clone()));
    builder.connect().await.unwrap();
    assert!(vault.asked().is_empty());
}

struct Nameless;

impl TokenSource for Nameless {
    fn token(&self, _request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async { Err(TokenError::from("sealed")) })
    }
}

#[tokio::test]
async fn a_source_without_a_name_is_called_by_its_type() {
    let script = Script::of([]).await;
    let nimbus = script_client(&script, Credential::source(Nameless));
    let error = nimbus.tenants().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let text = error.to_string();
    assert!(
        text.contains("Nameless") && text.contains("sealed"),
        "{text}"
    );
}

//! A clone of a client for one purpose: what it sets holds for all that its calls do, and the rest is shared.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use futures_util::future::join_all;
use nimbus::auth::{Token, TokenError, TokenRequest};
use nimbus::types::{BuiltInProviderId, SessionChannel, SessionTarget};
use nimbus::{Credential, Error, ErrorKind, Nimbus, RetryBudget, RetryPolicy, Sent};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{SANDBOX, definition, error, page, ready, session, starting};
use nimbus_conformance::script::{Reply, Script, TOKEN};

use crate::wire_retry::fast;

fn later() -> Reply {
    Reply::json(503, error("service.unavailable", "later"))
}

#[tokio::test]
async fn all_that_a_call_does_has_the_tenant_and_the_headers_of_the_clone() {
    let mut next = page(&[definition("web", 1)]);
    next["metadata"]["nextPageToken"] = "2".into();
    let script = Script::of([
        // A start and its wait,
        Reply::json(200, starting()),
        Reply::json(200, ready()),
        // a stream of pages,
        Reply::json(200, next),
        Reply::json(200, page(&[])),
        // a change,
        Reply::json(200, page(&[definition("web", 1)])),
        Reply::json(200, definition("web", 2)),
        // a session and its close, and what is watched.
        Reply::json(201, session("open")),
        Reply::json(200, session("closed")),
        Reply::json(200, ready()),
    ])
    .await;
    let of_all = script.options().tenant("demo").header("x-of", "all");
    let nimbus = of_all.build().unwrap();
    let clone = nimbus.with_header("x-job", "first").with_tenant("acme");
    let clone = clone.with_header("x-job", "nightly");
    assert_eq!(
        (nimbus.tenant(), clone.tenant()),
        (Some("demo"), Some("acme"))
    );

    let services = clone.services();
    services.start("web").until_ready().await.unwrap();
    let listed: Vec<_> = services.list().items().try_collect().await.unwrap();
    assert_eq!(listed.len(), 1);
    let updated = services.update_with("web", |draft| {
        draft.labels.insert("tier".to_owned(), "edge".to_owned());
        draft.set_backend(BuiltInProviderId::Browser);
    });
    updated.await.unwrap();
    let target = SessionTarget::sandbox(SANDBOX);
    let open = clone.sessions().open(target, [SessionChannel::Stdio]);
    open.scope(async |_| Ok::<_, Error>(())).await.unwrap();
    let mut watch = services.watch("web").stream();
    watch.next().await.unwrap().unwrap();

    let requests = script.requests();
    assert_eq!(requests.len(), 9);
    for request in requests {
        assert_eq!(request.headers("x-job"), ["nightly"], "{}", request.line);
        assert_eq!(request.headers("x-of"), ["all"], "{}", request.line);
        let is_addressed_by_id = request.line.contains("/api/sessions");
        assert!(
            is_addressed_by_id || request.line.contains("/api/tenants/acme/"),
            "{}",
            request.line
        );
    }
}

#[tokio::test]
async fn a_call_comes_before_its_clone_and_a_clone_before_its_client() {
    let script = Script::of([later(), later(), Reply::json(200, ready()), later()]).await;
    let nimbus = script.nimbus();
    let eager = nimbus.with_retry(fast()).with_header("x-job", "clone");
    eager.services().get("web").await.unwrap();
    let once = eager.services().get("web").retry(RetryPolicy::disabled());
    once.header("x-job", "call").await.unwrap_err();
    let requests = script.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[2].headers("x-job"), ["clone"]);
    assert_eq!(requests[3].headers("x-job"), ["call"]);
}

#[tokio::test(start_paused = true)]
async fn a_clone_has_its_own_time_limits() {
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let (second, nimbus) = (Duration::from_secs(1), server.nimbus());
    let error = nimbus.with_timeout(second).health().await.unwrap_err();
    assert!(error.to_string().contains("not done within 1 s"), "{error}");
    let attempts = nimbus.with_attempt_timeout(2 * second).with_retry(fast());
    let error = attempts.health().await.unwrap_err();
    assert!(error.to_string().contains("within 2 s"), "{error}");
    assert_eq!(error.attempts(), 3);
}

#[tokio::test]
async fn clones_share_the_credential_and_the_retry_budget() {
    let script = Script::of([later(), Reply::json(200, ready()), later()]).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let source = {
        let asked = Arc::clone(&asked);
        move |_: TokenRequest| {
            asked.fetch_add(1, Ordering::Relaxed);
            async { Ok::<_, TokenError>(Token::new(TOKEN)) }
        }
    };
    let options = script.options().tenant("demo").retry(fast());
    let options = options.credential(Credential::source(source));
    let nimbus = options
        .retry_budget(RetryBudget::new(1, 0.0).unwrap())
        .build()
        .unwrap();
    // The clone discovers, before its client has.
    let clone = nimbus.with_header("x-job", "nightly");
    clone.services().get("web").await.unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_eq!(error.attempts(), 1, "{error}");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn waits_of_clones_share_their_polls_where_their_options_are_equal() {
    for (clones, polls) in [
        (
            |nimbus: &Nimbus| [nimbus.clone(), nimbus.with_tenant("demo")],
            2,
        ),
        (
            |nimbus| [(); 2].map(|()| nimbus.with_header("x-job", "nightly")),
            2,
        ),
        (
            |nimbus| [nimbus.clone(), nimbus.with_header("x-job", "nightly")],
            4,
        ),
        (|nimbus| [nimbus.clone(), nimbus.with_tenant("acme")], 4),
        (
            |nimbus| [nimbus.clone(), nimbus.with_on_request(|_, _| ())],
            4,
        ),
        (
            |nimbus| [(); 2].map(|()| nimbus.with_on_response(|_, _, _| ())),
            4,
        ),
    ] as [(fn(&Nimbus) -> [Nimbus; 2], usize); 6]
    {
        let mut acts = vec![Act::Answer(200, starting()); polls / 2];
        acts.push(Act::Answer(200, ready()));
        let server = PausedServer::start(acts).await.unwrap();
        let clones = clones(&server.nimbus());
        let waits = clones.map(|clone| async move {
            let until = nimbus::ServiceWaitCondition::Ready;
            clone.services().wait("web", until).await
        });
        for outcome in join_all(waits).await {
            outcome.unwrap();
        }
        assert_eq!(server.lines().len(), polls, "{:?}", server.lines());
    }
}

#[tokio::test]
async fn what_a_clone_cannot_have_is_an_error_of_its_calls_before_any_request() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    for (clone, argument) in [
        (nimbus.with_tenant("not one"), "tenant"),
        (nimbus.with_tenant("_system"), "tenant"),
        (nimbus.with_header("authorization", "Bearer x"), "headers"),
        (nimbus.with_header("x-a", "line\nbreak"), "headers"),
        (nimbus.with_timeout(Duration::ZERO), "timeout"),
        (
            nimbus.with_attempt_timeout(Duration::ZERO),
            "attempt_timeout",
        ),
        // A clone of such a clone is no better.
        (
            nimbus.with_timeout(Duration::ZERO).with_tenant("acme"),
            "timeout",
        ),
        (
            nimbus.with_timeout(Duration::ZERO).with_retry(fast()),
            "timeout",
        ),
    ] {
        let services = clone.services();
        let got = services.get("web").await.unwrap_err();
        let waited = services.start("web").until_ready().await.unwrap_err();
        let listed = services.list().items().next().await.unwrap().unwrap_err();
        let watched = services.watch("web").stream().next().await;
        let updated = services.update_with("web", |_| ()).await.unwrap_err();
        for error in [got, waited, listed, watched.unwrap().unwrap_err(), updated] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert_eq!(error.argument(), Some(argument), "{error}");
            assert_eq!(error.sent(), Sent::No);
        }
    }
    script.saw_nothing();
}

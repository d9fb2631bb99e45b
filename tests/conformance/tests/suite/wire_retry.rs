//! What is sent again, and what is not: the contract decides.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use nimbus::auth::Token;
use nimbus::discovery::Environment;
use nimbus::{Credential, Nimbus, NimbusBuilder, RetryBudget, RetryPolicy, Sent};
use nimbus_api::{RetrySafety, operations};
use nimbus_conformance::resources;
use nimbus_conformance::script::{Reply, Script, TENANT, TOKEN};
use nimbus_conformance::wire::{Act, FaultServer, every};
use serde_json::json;

pub(crate) fn fast() -> RetryPolicy {
    let millisecond = Duration::from_millis(1);
    let policy = RetryPolicy::builder()
        .initial_backoff(millisecond)
        .max_backoff(millisecond);
    policy.build().unwrap()
}

fn options(server: &FaultServer) -> NimbusBuilder {
    Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(server.url())
        .tenant(TENANT)
        .token(TOKEN)
        .retry(fast())
}

/// How many requests a call makes of a server that does this.
async fn requests(call: &every::Operation, acts: &[Act]) -> usize {
    let server = FaultServer::start(acts.to_vec()).await.unwrap();
    let nimbus = options(&server).build().unwrap();
    (call.call)(&nimbus).await.unwrap_err();
    server.requests().len()
}

fn safety(call: &every::Operation) -> RetrySafety {
    operations::by_id(call.id).unwrap().retry
}

fn status(line: &str) -> Act {
    Act::json(line, &resources::error("some.code", "said the server"))
}

fn retryable(line: &str) -> Act {
    Act::json(
        line,
        &json!({ "error": { "code": "x", "message": "x", "retryable": true } }),
    )
}

#[test]
fn every_operation_of_the_contract_is_called_here() {
    let called: BTreeSet<_> = every::all().iter().map(|call| call.id).collect();
    let listed: BTreeSet<_> = operations::ALL
        .iter()
        .map(|operation| operation.id)
        .collect();
    assert_eq!(called, listed);
}

#[test]
fn the_table_of_operations_says_what_the_document_says() {
    let document = include_str!("../../../../openapi/nimbus.yaml");
    let document: serde_json::Value = serde_saphyr::from_str(document).unwrap();
    let mut written = BTreeSet::new();
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            if let (Some(id), Some(retry)) = (
                operation["operationId"].as_str(),
                operation["x-retry"].as_str(),
            ) {
                written.insert((id.to_owned(), retry.to_owned()));
            }
        }
    }
    let listed = operations::ALL.iter().map(|operation| {
        let retry = format!("{:?}", operation.retry).to_lowercase();
        (operation.id.to_owned(), retry)
    });
    assert_eq!(written, listed.collect());
}

#[tokio::test]
async fn nothing_that_may_have_been_carried_out_is_sent_again_unless_it_only_reads() {
    for act in [
        Act::Reset,
        status("408 Request Timeout"),
        status("502 Bad Gateway"),
        status("503 Service Unavailable"),
        status("504 Gateway Timeout"),
        retryable("500 Internal Server Error"),
        retryable("503 Service Unavailable"),
        retryable("409 Conflict"),
        Act::Write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"
                .to_vec(),
        ),
    ] {
        for call in every::all() {
            // Of a 200, those that promise another status think what they must.
            if matches!(&act, Act::Write(bytes) if bytes.starts_with(b"HTTP/1.1 200"))
                && operations::by_id(call.id).unwrap().success != 200
            {
                continue;
            }
            let expected = if safety(&call) == RetrySafety::Safe {
                3
            } else {
                1
            };
            assert_eq!(
                requests(&call, std::slice::from_ref(&act)).await,
                expected,
                "{} {act:?}",
                call.id
            );
        }
    }
}

#[tokio::test]
async fn what_the_server_has_turned_down_unread_is_sent_again_whatever_it_is() {
    for call in every::all() {
        assert_eq!(
            requests(&call, &[status("429 Too Many Requests")]).await,
            3,
            "{}",
            call.id
        );
    }
}

#[tokio::test]
async fn what_is_refused_for_good_is_sent_once() {
    for act in [
        status("400 Bad Request"),
        status("404 Not Found"),
        status("500 Oops"),
        status("501 No"),
        Act::empty("599 What"),
    ] {
        for call in every::all() {
            assert_eq!(
                requests(&call, std::slice::from_ref(&act)).await,
                1,
                "{} {act:?}",
                call.id
            );
        }
    }
}

#[tokio::test]
async fn after_a_429_an_unsafe_call_stops_at_the_first_doubt() {
    for call in every::all() {
        let acts = [
            status("429 Slow Down"),
            Act::Reset,
            status("500 never seen"),
        ];
        let expected = if safety(&call) == RetrySafety::Safe {
            3
        } else {
            2
        };
        assert_eq!(requests(&call, &acts).await, expected, "{}", call.id);
    }
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once_and_the_call_sent_once_more() {
    for call in every::all() {
        // A third token there would be, but a call asks once.
        let server = FaultServer::start([Act::empty("401 Unauthorized")])
            .await
            .unwrap();
        let given = AtomicU32::new(0);
        let source = Credential::source(move |_| {
            let token = format!("token-{}", given.fetch_add(1, Ordering::Relaxed));
            async move { Ok(Token::new(token)) }
        });
        let nimbus = options(&server)
            .credential(source)
            .retry(RetryPolicy::disabled())
            .build()
            .unwrap();
        let error = (call.call)(&nimbus).await.unwrap_err();
        assert!(error.is_unauthorized(), "{error}");
        assert_eq!((error.attempts(), error.sent()), (2, Sent::Yes));
        let seen = server.requests();
        assert_eq!(seen.len(), 2, "{}", call.id);
        assert!(
            seen[0].contains("token-0") && seen[1].contains("token-1"),
            "{seen:?}"
        );
        assert_eq!(
            requests(&call, &[Act::empty("401 Unauthorized")]).await,
            1,
            "a fixed token"
        );
    }
}

#[tokio::test]
async fn a_401_that_calls_itself_retryable_does_not_undo_off() {
    let server = FaultServer::start([retryable("401 Unauthorized")])
        .await
        .unwrap();
    let nimbus = options(&server)
        .retry(RetryPolicy::disabled())
        .build()
        .unwrap();
    nimbus.services().get("web").await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn off_is_off_for_every_operation() {
    for call in every::all() {
        let server = FaultServer::start([status("429 Too Many Requests")])
            .await
            .unwrap();
        let nimbus = options(&server)
            .retry(RetryPolicy::disabled())
            .build()
            .unwrap();
        let error = (call.call)(&nimbus).await.unwrap_err();
        assert_eq!(
            (error.attempts(), server.requests().len()),
            (1, 1),
            "{}",
            call.id
        );
    }
}

#[tokio::test]
async fn a_call_that_comes_through_at_last_is_a_success() {
    let ok = Act::json("200 OK", &resources::ready());
    let server = FaultServer::start([status("503 Down"), Act::Reset, ok])
        .await
        .unwrap();
    let nimbus = options(&server).build().unwrap();
    let service = nimbus.services().get("web").await.unwrap();
    assert_eq!((service.name.as_str(), server.requests().len()), ("web", 3));
}

#[tokio::test]
async fn a_safe_call_goes_on_when_the_connection_fails_after_a_doubtful_attempt() {
    // The first may have been sent; that the second was not does not make the call less safe.
    let acts = [
        Act::Reset,
        Act::ResetHandshake,
        Act::json("200 OK", &resources::ready()),
    ];
    let server = FaultServer::start(acts).await.unwrap();
    options(&server)
        .build()
        .unwrap()
        .services()
        .get("web")
        .await
        .unwrap();
}

#[tokio::test]
async fn attempts_count_in_an_error_of_decoding() {
    let wrong = Act::json("200 OK", &json!({ "name": 7 }));
    let server = FaultServer::start([status("503 Down"), wrong])
        .await
        .unwrap();
    let error = options(&server)
        .build()
        .unwrap()
        .services()
        .get("web")
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 2, "{error}");
}

#[tokio::test]
async fn the_policy_of_a_call_beats_the_clients() {
    let server = FaultServer::start([status("503 Down")]).await.unwrap();
    let five = RetryPolicy::builder()
        .max_attempts(5)
        .initial_backoff(Duration::from_millis(1))
        .max_backoff(Duration::from_millis(1))
        .build()
        .unwrap();
    let nimbus = options(&server)
        .retry(RetryPolicy::disabled())
        .build()
        .unwrap();
    let error = nimbus.services().get("web").retry(five).await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (5, 5));
}

#[tokio::test]
async fn all_clones_of_a_client_share_one_budget() {
    let server = FaultServer::start([status("503 Down")]).await.unwrap();
    let budget = RetryBudget::new(3, 0.0).unwrap();
    let nimbus = options(&server).retry_budget(budget).build().unwrap();
    for _ in 0..4 {
        let clone = nimbus.clone();
        // A setting of its own gives a call a transport of its own, and not a budget of its own.
        let error = clone
            .services()
            .get("web")
            .header("x-a", "b")
            .await
            .unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 503);
    }
    let error = nimbus.services().get("web").await.unwrap_err();
    assert!(error.to_string().contains("budget"), "{error}");
    assert_eq!(server.requests().len(), 5 + 3);
}

#[tokio::test]
async fn a_call_sends_its_own_headers_on_every_attempt_in_place_of_the_clients() {
    let ok = Reply::json(200, resources::ready());
    let script = Script::of([Reply::empty(503), ok]).await;
    let nimbus = script
        .options()
        .tenant(TENANT)
        .retry(fast())
        .header("traceparent", "client")
        .header("x-b", "1");
    let nimbus = nimbus.build().unwrap();
    nimbus
        .services()
        .get("web")
        .header("Traceparent", "call")
        .await
        .unwrap();
    for request in script.requests() {
        assert_eq!(request.headers("traceparent"), ["call"]);
        assert_eq!(request.headers("x-b"), ["1"]);
        assert_eq!(request.headers("accept"), ["application/json"]);
    }
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn health_takes_the_settings_of_every_call() {
    let script = Script::of([Reply::json(200, json!({ "ok": true })).header("x-edge", "3")]).await;
    let health = script
        .nimbus()
        .health()
        .header("x-a", "b")
        .with_response()
        .await
        .unwrap();
    assert!(health.value.ok);
    assert_eq!(
        (health.status.as_u16(), &health.headers["x-edge"]),
        (200, &"3".parse().unwrap())
    );
    assert_eq!(script.requests()[0].headers("x-a"), ["b"]);
}

//! Lists as streams.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use futures_util::Stream;
use nimbus::types::{SandboxProfile, SessionChannel, SessionTarget};
use nimbus::{Error, ErrorKind};
use nimbus_conformance::contract::Checked;
use nimbus_conformance::resources::{definition, error, page, ready};
use nimbus_conformance::script::{Reply, Script, call};
use nimbus_emulator::{Emulator, Fault};
use serde_json::{Value, json};
use tokio::task::yield_now;
use tokio::time::timeout;

use crate::verbs::{batch_job, elsewhere};

/// Only what hangs takes so long.
const LONG: Duration = Duration::from_secs(120);

fn some_page(names: &[&str], next: Option<&str>) -> Reply {
    let items: Vec<Value> = names.iter().map(|name| definition(name, 1)).collect();
    let mut page = page(&items);
    if let Some(next) = next {
        page["metadata"]["nextPageToken"] = json!(next);
        page["metadata"]["remainingCount"] = json!(1);
    }
    Reply::json(200, page)
}

fn list(query: &str) -> nimbus_conformance::script::Call {
    call(format!("GET /api/tenants/demo/services{query}"))
}

/// Everything that a stream of definitions gives.
async fn drain(script: &Script) -> (Vec<String>, Option<Error>) {
    let nimbus = script.nimbus();
    let mut items = nimbus.services().list().items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(definition) => names.push(definition.metadata.name),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error is the last item");
                return (names, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none());
    (names, None)
}

#[tokio::test]
async fn items_come_in_order_from_all_pages() {
    let script = Script::of([
        some_page(&["a", "b"], Some("b")),
        some_page(&[], Some("c/ü&")),
        some_page(&["d"], None),
    ])
    .await;
    let (names, error) = drain(&script).await;
    assert!(error.is_none());
    assert_eq!(names, ["a", "b", "d"]);
    script.saw(&[
        list(""),
        list("?pageToken=b"),
        list("?pageToken=c%2F%C3%BC%26"),
    ]);
}

#[tokio::test]
async fn an_error_comes_after_all_that_was_listed_before_it() {
    let failure = Reply::json(403, error("auth.forbidden", "no"));
    let script = Script::of([some_page(&["a", "b", "c"], Some("c")), failure]).await;
    let (names, error) = drain(&script).await;
    assert_eq!(names, ["a", "b", "c"]);
    assert!(error.unwrap().is_forbidden());
}

#[tokio::test]
async fn a_repeated_page_token_is_an_error_and_no_endless_loop() {
    let script = Script::of([
        some_page(&["a"], Some("x")),
        some_page(&["b"], Some("y")),
        some_page(&["c"], Some("x")),
    ])
    .await;
    let (names, error) = drain(&script).await;
    assert_eq!(names, ["a", "b", "c"]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert!(error.to_string().contains("page token"), "{error}");
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test]
async fn the_token_that_a_list_begins_with_counts_as_used() {
    let script = Script::of([some_page(&["b"], Some("a"))]).await;
    let nimbus = script.nimbus();
    let mut pages = nimbus.services().list().page_token("a").limit(7).pages();
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert!(pages.next().await.is_none());
    script.saw(&[list("?limit=7&pageToken=a")]);
}

#[tokio::test]
async fn an_empty_page_token_is_the_end() {
    let script = Script::of([some_page(&["a"], Some(""))]).await;
    let (names, error) = drain(&script).await;
    assert_eq!((names.len(), error.is_none()), (1, true));
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_polled_for() {
    let health = Reply::json(200, json!({ "ok": true }));
    let replies = [
        some_page(&["a"], Some("a")),
        health,
        some_page(&["b"], None),
    ];
    let script = Script::of(replies).await;
    let nimbus = script.nimbus();
    let mut pages = nimbus.services().list().pages();
    assert!(script.requests().is_empty());
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.metadata.next_page_token.as_deref(), Some("a"));
    // A request that nobody polled for would come before this one, and get its reply.
    nimbus.health().await.unwrap();
    assert_eq!(script.requests().len(), 2);
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none());
}

/// How many pages the emulator has been asked for, once there are this many of them; and once a call more has been made,
/// which any page more would come before.
async fn asked(emulator: &Checked, pages: usize) -> usize {
    let asked = || {
        let seen = emulator.requests().into_iter();
        seen.filter(|seen| seen.operation == Some("services_list"))
            .count()
    };
    let come = timeout(LONG, async {
        while asked() < pages {
            yield_now().await;
        }
    });
    come.await.expect("a page that should be asked for is not");
    let other = emulator.client("demo").unwrap();
    other.health().await.unwrap();
    asked()
}

#[tokio::test]
async fn no_more_than_one_page_is_asked_for_ahead() {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] {
        nimbus.services().create(name, elsewhere()).await.unwrap();
    }
    emulator.clear_requests();
    let mut items = nimbus.services().list().limit(4).items();
    // Two of four are taken, and with the third the next page is asked for.
    for pages in [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3] {
        items.next().await.unwrap().unwrap();
        assert_eq!(asked(&emulator, pages).await, pages);
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_is_dropped_asks_no_more() {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    for name in ["a", "b", "c", "d"] {
        nimbus.services().create(name, elsewhere()).await.unwrap();
    }
    emulator.clear_requests();
    // Only the first page ever comes.
    let hang = Fault::always().on("services_list").after(1);
    emulator.fault(hang.latency(LONG));
    let mut items = nimbus.services().list().limit(2).items();
    items.next().await.unwrap().unwrap();
    // The second item is there, and the request for the next page is on its way.
    items.next().await.unwrap().unwrap();
    drop(items);
    assert!(asked(&emulator, 1).await <= 2);
}

#[tokio::test]
async fn a_mistake_is_the_first_item() {
    let script = Script::of([]).await;
    let nimbus = script.options().build().unwrap();
    let mut items = nimbus.sandboxes().list().items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.argument(), Some("tenant"));
    assert!(items.next().await.is_none());
    script.saw_nothing();
}

#[tokio::test]
async fn sandboxes_and_sessions_stream_with_their_filters() {
    let emulator = Checked::with(Emulator::builder()).await;
    let nimbus = emulator.client("demo").unwrap();
    let mut sandboxes = Vec::new();
    for number in 0..5 {
        let create = nimbus
            .sandboxes()
            .create(SandboxProfile::Worker, batch_job());
        let parity = if number % 2 == 0 { "even" } else { "odd" };
        sandboxes.push(create.label("parity", parity).await.unwrap().metadata.id);
    }
    let target = || SessionTarget::sandbox(&sandboxes[0]);
    for number in 0..5 {
        let open = nimbus.sessions().open(target(), [SessionChannel::Stdio]);
        let session = open.await.unwrap();
        if number < 2 {
            nimbus.sessions().close(&session.metadata.id).await.unwrap();
        }
    }
    // Streams borrow nothing, and work as any `Stream` does.
    let mut even = {
        let label = String::from("even");
        nimbus
            .sandboxes()
            .list()
            .label("parity", &label)
            .limit(1)
            .items()
    };
    let mut found = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut even).poll_next(context)).await {
        found.push(item.unwrap().metadata.id);
    }
    let mut expected = vec![&sandboxes[0], &sandboxes[2], &sandboxes[4]];
    expected.sort();
    assert_eq!(found.iter().collect::<Vec<_>>(), expected);

    let open = nimbus::types::SessionLifecycleState::Open;
    let mut sessions = nimbus.sessions().list().state(open).limit(2).items();
    let mut seen = 0;
    while let Some(session) = sessions.next().await {
        assert!(session.unwrap().is_open());
        seen += 1;
    }
    assert_eq!(seen, 3);
    let ready = poll_fn(|context| {
        let stream = Pin::new(&mut sessions);
        Poll::Ready(matches!(stream.poll_next(context), Poll::Ready(None)))
    });
    assert!(ready.await, "a stream that has ended stays so");
}

/// For those who have `StreamExt`.
#[tokio::test]
async fn pages_and_changes_are_streams() {
    let script = Script::of([some_page(&["a"], None)]).await;
    let nimbus = script.nimbus();
    let mut pages = nimbus.services().list().pages();
    let next = poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    assert_eq!(next.unwrap().unwrap().items.len(), 1);
    assert!(
        poll_fn(|context| Pin::new(&mut pages).poll_next(context))
            .await
            .is_none()
    );

    let script = Script::of([Reply::json(200, ready())]).await;
    let nimbus = script.nimbus();
    let mut changes = nimbus.services().watch("web").stream();
    let next = poll_fn(|context| Pin::new(&mut changes).poll_next(context)).await;
    assert_eq!(next.unwrap().unwrap().resource.name, "web");
}

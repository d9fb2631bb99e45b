//! Hooks before and after each attempt: what they see, what they may set, and what their panics do.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nimbus::{ErrorKind, Nimbus, Sent, ServiceWaitCondition};
use nimbus_api::reqwest::header::{HeaderName, HeaderValue};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{error, ready, starting};
use nimbus_conformance::script::{Reply, Script, TENANT};
use tokio::time::Instant;

use crate::wire_retry::fast;

/// What hooks have noted, in order.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// A clone that notes the outcome of each attempt.
    fn of(&self, nimbus: &Nimbus) -> Nimbus {
        let notes = self.clone();
        nimbus.with_on_response(move |operation, outcome, elapsed| {
            let outcome = match outcome {
                Ok(head) => format!("{} {:?}", head.status, head.headers.get("x-zone")),
                Err(error) => error.to_string(),
            };
            notes.note(format!("{} {outcome} {elapsed:?}", operation.id));
        })
    }
}

#[tokio::test]
async fn a_hook_sets_headers_of_each_attempt_and_sees_no_credential() {
    let script = Script::of([
        Reply::json(503, error("service.unavailable", "later")),
        Reply::json(200, ready()),
        Reply::json(200, ready()),
    ])
    .await;
    let notes = Notes::default();
    let (number, seen) = (AtomicU32::new(1), notes.clone());
    let options = script.options().tenant(TENANT).retry(fast());
    let options = options.header("x-job", "nightly");
    let options = options.on_request(move |operation, headers| {
        let names: Vec<_> = headers.keys().map(HeaderName::as_str).collect();
        seen.note(format!("{} {names:?}", operation.id));
        headers.insert("x-number", number.fetch_add(1, Ordering::Relaxed).into());
        headers.insert("x-job", HeaderValue::from_static("hourly"));
    });
    let nimbus = options.build().unwrap();
    nimbus.services().get("web").await.unwrap();
    let clone = nimbus.with_on_request(|_, headers| {
        let number = headers.remove("x-number").unwrap();
        headers.append("x-last", number);
    });
    clone
        .services()
        .get("web")
        .header("x-call", "1")
        .await
        .unwrap();

    let requests = script.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].headers("x-number"), ["1"]);
    assert_eq!(requests[1].headers("x-number"), ["2"]);
    // The hook of the clone comes after that of its client.
    assert_eq!(requests[2].headers("x-number"), [""; 0]);
    assert_eq!(requests[2].headers("x-last"), ["3"]);
    for request in requests {
        assert_eq!(request.headers("x-job"), ["hourly"]);
        assert_eq!(request.headers("authorization").len(), 1);
        assert_eq!(request.headers("accept").len(), 1);
    }
    let first = r#"services_get ["x-job"]"#;
    assert_eq!(
        notes.all(),
        [first, first, r#"services_get ["x-job", "x-call"]"#]
    );
}

#[tokio::test(start_paused = true)]
async fn a_hook_is_told_how_each_attempt_ended_and_how_long_it_took() {
    let acts = [
        Act::Answer(503, error("service.unavailable", "later")),
        Act::Answer(200, ready()),
        Act::Hang,
    ];
    let server = PausedServer::start(acts).await.unwrap();
    let notes = Notes::default();
    let nimbus = notes.of(&server.nimbus().with_retry(fast()));
    nimbus.services().get("web").await.unwrap();
    let hanging = nimbus.with_attempt_timeout(Duration::from_secs(2));
    let hanging = hanging.with_timeout(Duration::from_secs(3));
    hanging.services().get("web").await.unwrap_err();
    let notes = notes.all();
    assert_eq!(notes.len(), 4, "{notes:#?}");
    for (note, begins, ends) in [
        (
            &notes[0],
            "services_get: 503 Service Unavailable",
            "1 attempt) 0ns",
        ),
        (&notes[1], "200 OK None", "0ns"),
        (
            &notes[2],
            "services_get: no response within 2 s",
            "1 attempt) 2s",
        ),
        // The call's own time limit ends the attempt.
        (&notes[3], "services_get: not done within 3 s", "ms"),
    ] {
        let outcome = note.strip_prefix("services_get ").unwrap();
        assert!(
            outcome.starts_with(begins) && outcome.ends_with(ends),
            "{notes:#?}"
        );
    }
}

#[tokio::test]
async fn a_hook_sees_the_headers_of_the_response_and_so_does_the_caller() {
    let script = Script::of([Reply::json(200, ready()).header("x-zone", "a")]).await;
    let notes = Notes::default();
    let nimbus = notes.of(&script.nimbus());
    let response = nimbus.services().get("web").with_response().await.unwrap();
    assert_eq!(response.headers["x-zone"], "a");
    let noted = notes.all();
    assert!(
        noted[0].starts_with(r#"services_get 200 OK Some("a")"#),
        "{noted:?}"
    );
}

#[tokio::test]
async fn a_hook_of_the_builder_is_told_how_an_attempt_ended() {
    let script = Script::of([Reply::json(200, ready())]).await;
    let notes = Notes::default();
    let seen = notes.clone();
    let options = script.options().tenant(TENANT);
    let options = options.on_response(move |operation, outcome, _| {
        let is_ok = outcome.is_ok_and(|head| head.status == 200);
        seen.note(format!("{} {is_ok}", operation.id));
    });
    let nimbus = options.build().unwrap();
    nimbus.services().get("web").await.unwrap();
    assert_eq!(notes.all(), ["services_get true"]);
}

#[tokio::test]
async fn a_hook_that_sets_what_the_client_sets_itself_is_an_error_before_any_request() {
    let script = Script::of([]).await;
    let notes = Notes::default();
    for name in [
        "accept",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-nimbus-api-key",
    ] {
        let nimbus = notes.of(&script.nimbus()).with_retry(fast());
        let name = HeaderName::from_static(name);
        let set = name.clone();
        let nimbus = nimbus.with_on_request(move |_, headers| {
            headers.insert(&set, HeaderValue::from_static("7"));
        });
        let error = nimbus.services().get("web").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert_eq!(error.argument(), Some("on_request"), "{error}");
        assert_eq!((error.sent(), error.attempts()), (Sent::No, 0), "{error}");
        let text = format!("services_get: the client sets the header {name} itself");
        assert!(error.to_string().starts_with(&text), "{error}");
    }
    script.saw_nothing();
    assert_eq!(notes.all(), [""; 0]);
}

#[tokio::test]
async fn a_panic_in_a_hook_is_one_of_the_call_and_leaves_the_client_as_it_was() {
    let script = Script::of([(); 2].map(|()| Reply::json(200, ready()))).await;
    let nimbus = script.nimbus();
    let before = nimbus.with_on_request(|_, _| panic!("before"));
    let after = nimbus.with_on_response(|_, _, _| panic!("after"));
    for (clone, text) in [(before, "before"), (after, "after")] {
        let call = tokio::spawn(async move { clone.services().get("web").await });
        let panic = call.await.unwrap_err().into_panic();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&text));
    }
    nimbus.services().get("web").await.unwrap();
    assert_eq!(script.requests().len(), 2);
}

/// Two waits that share their polls, whose hook panics at the first so many of them: how many of them have panicked.
async fn panics(polls_that_panic: u32) -> (usize, usize) {
    let acts = [Act::Answer(200, starting()), Act::Answer(200, ready())];
    let server = PausedServer::start(acts).await.unwrap();
    let polls = AtomicU32::new(0);
    let nimbus = server.nimbus().with_on_response(move |_, _, _| {
        let poll = polls.fetch_add(1, Ordering::Relaxed);
        assert!(poll >= polls_that_panic, "poll {poll}");
    });
    let waits = [(); 2].map(|()| {
        let nimbus = nimbus.clone();
        tokio::spawn(async move {
            let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
            wait.await.unwrap();
        })
    });
    let mut panics = 0;
    for wait in waits {
        panics += usize::from(wait.await.is_err_and(|error| error.is_panic()));
    }
    (panics, server.lines().len())
}

#[tokio::test(start_paused = true)]
async fn a_panic_at_a_shared_poll_is_one_of_one_wait_and_the_others_poll_on() {
    let start = Instant::now();
    assert_eq!(panics(0).await, (0, 2));
    // A new poller has begun: it sees that the service is ready.
    assert_eq!(panics(1).await, (1, 2));
    assert_eq!(panics(2).await, (2, 2));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "nobody waits for the deadline"
    );
}

#[tokio::test]
async fn a_program_is_named_before_the_client() {
    let script = Script::of([Reply::json(200, ready())]).await;
    let options = script.options().tenant(TENANT).user_agent("nb/1.0");
    let nimbus = options.build().unwrap();
    nimbus.services().get("web").await.unwrap();
    let request = &script.requests()[0];
    let [name] = request.headers("user-agent")[..] else {
        panic!("one name");
    };
    assert!(name.starts_with("nb/1.0 nimbus-rust/"), "{name}");
}

#[tokio::test]
async fn a_name_that_no_header_may_hold_or_that_has_no_effect_is_refused() {
    let own = nimbus_api::reqwest::Client::new();
    for options in [
        Nimbus::builder().user_agent(""),
        Nimbus::builder().user_agent("nb\r\nx: y"),
        Nimbus::builder().user_agent("nb/1.0").http_client(own),
    ] {
        let error = options.build().unwrap_err();
        assert_eq!(error.argument(), Some("user_agent"), "{error}");
    }
    let error = Nimbus::builder().header("user-agent", "nb").build();
    let error = error.unwrap_err();
    assert_eq!(error.argument(), Some("headers"));
    assert!(
        error.to_string().contains("the option user_agent"),
        "{error}"
    );
}

//! A call's time limit covers all of the call: discovery, tokens, attempts, and the pauses between them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use nimbus::auth::Token;
use nimbus::discovery::Environment;
use nimbus::{Credential, Error, ErrorKind, Nimbus, RetryPolicy, Sent};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources;
use nimbus_conformance::script::TOKEN;
use nimbus_conformance::still::still;
use nimbus_conformance::wire::{self, FaultServer, Verb};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::wire_bounds;

const TOLERANCE: Duration = Duration::from_millis(50);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// An envelope that asks to be left alone.
fn later(milliseconds: u64) -> Value {
    let detail = json!({ "retryAfterMs": milliseconds });
    json!({ "error": { "code": "rate.limited", "message": "later", "retryable": true, "detail": detail } })
}

fn ok() -> Act {
    Act::Answer(200, resources::ready())
}

/// What came of a call, and how long it took on the paused clock.
async fn timed<T>(
    call: impl IntoFuture<Output = nimbus::Result<T>>,
) -> (nimbus::Result<T>, Duration) {
    let start = Instant::now();
    (call.await, start.elapsed())
}

#[track_caller]
fn is_overdue(error: &Error, took: Duration, limit: Duration) {
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(
        error
            .to_string()
            .contains(&format!("{} s", limit.as_secs())),
        "{error}"
    );
    assert!(
        took >= limit && took <= limit + TOLERANCE,
        "{took:?} of {limit:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_attempt_ends_at_its_time_limit_and_the_next_begins() {
    let server = PausedServer::start([Act::Hang, Act::Hang, ok()])
        .await
        .unwrap();
    let (outcome, took) = timed(
        server
            .nimbus()
            .services()
            .get("web")
            .attempt_timeout(seconds(2)),
    )
    .await;
    outcome.unwrap();
    // Two attempts, and two pauses of up to 200 and 400 ms.
    assert!(
        took >= seconds(4) && took <= seconds(4) + Duration::from_millis(600) + TOLERANCE,
        "{took:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn one_attempt_takes_30_s_unless_told_otherwise() {
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let (outcome, took) = timed(server.nimbus().services().start("web")).await;
    let error = outcome.unwrap_err();
    is_overdue(&error, took, seconds(30));
    assert_eq!((error.sent(), error.attempts()), (Sent::Maybe, 1));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_an_attempt_that_hangs() {
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let (outcome, took) = timed(server.nimbus().services().get("web").timeout(seconds(5))).await;
    is_overdue(&outcome.unwrap_err(), took, seconds(5));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_covers_all_attempts_and_tells_of_the_one_before() {
    let server = PausedServer::start([Act::Answer(503, later(1000)), Act::Hang])
        .await
        .unwrap();
    let (outcome, took) = timed(server.nimbus().services().get("web").timeout(seconds(5))).await;
    let error = outcome.unwrap_err();
    is_overdue(&error, took, seconds(5));
    assert_eq!(error.attempts(), 2);
    assert!(error.to_string().contains("503"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_clients_deadline_holds_for_its_calls() {
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let nimbus = server
        .options()
        .tenant("demo")
        .timeout(seconds(3))
        .build()
        .unwrap();
    let (outcome, took) = timed(nimbus.tenants().list()).await;
    is_overdue(&outcome.unwrap_err(), took, seconds(3));
}

#[tokio::test(start_paused = true)]
async fn a_wish_to_be_left_alone_is_waited_for() {
    let server = PausedServer::start([Act::Answer(429, later(3000)), ok()])
        .await
        .unwrap();
    server.nimbus().services().start("web").await.unwrap();
    let gap = server.times()[1] - server.times()[0];
    assert!(
        gap >= seconds(3) && gap <= seconds(3) + TOLERANCE,
        "{gap:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_wish_for_an_hour_is_waited_for_20_s() {
    let server = PausedServer::start([Act::Answer(429, later(3_600_000)), ok()])
        .await
        .unwrap();
    server.nimbus().services().start("web").await.unwrap();
    let gap = server.times()[1] - server.times()[0];
    assert!(
        gap >= seconds(20) && gap <= seconds(20) + TOLERANCE,
        "{gap:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_does_not_fit_fails_at_once_and_says_so() {
    let server = PausedServer::start([Act::Answer(429, later(3000)), ok()])
        .await
        .unwrap();
    let (outcome, took) = timed(server.nimbus().services().get("web").timeout(seconds(2))).await;
    let error = outcome.unwrap_err();
    assert!(took <= TOLERANCE, "{took:?}");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
    assert!(error.to_string().contains("beyond the deadline"), "{error}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn pauses_are_random_within_limits_that_double() {
    let mut first = Vec::new();
    for _ in 0..20 {
        let server = PausedServer::start([Act::Answer(503, json!({}))])
            .await
            .unwrap();
        let once = RetryPolicy::builder().max_attempts(4).build().unwrap();
        server
            .nimbus()
            .services()
            .get("web")
            .retry(once)
            .await
            .unwrap_err();
        let times = server.times();
        for (pair, limit) in times.windows(2).zip([200, 400, 800]) {
            let pause = pair[1] - pair[0];
            // Up to what a timer's millisecond adds.
            assert!(
                pause <= Duration::from_millis(limit + 2),
                "{pause:?} of {limit} ms"
            );
        }
        first.push(times[1] - times[0]);
    }
    first.dedup();
    assert!(first.len() > 10, "the pauses are all alike: {first:?}");
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_after_a_401_is_part_of_the_calls_time() {
    let server = PausedServer::start([Act::Answer(401, json!({})), ok()])
        .await
        .unwrap();
    let asked = AtomicU32::new(0);
    let source = Credential::source(move |_| {
        let first = asked.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            if !first {
                sleep(seconds(60)).await;
            }
            Ok(Token::new("token"))
        }
    });
    let nimbus = server
        .options()
        .tenant("demo")
        .credential(source)
        .build()
        .unwrap();
    let (outcome, took) = timed(nimbus.services().start("web").timeout(seconds(2))).await;
    let error = outcome.unwrap_err();
    is_overdue(&error, took, seconds(2));
    assert_eq!((error.attempts(), error.sent()), (1, Sent::Yes));
}

#[tokio::test(start_paused = true)]
async fn the_first_token_is_part_of_the_calls_time() {
    let server = PausedServer::start([ok()]).await.unwrap();
    let source = Credential::source(|_| async {
        sleep(seconds(60)).await;
        Ok(Token::new("token"))
    });
    let nimbus = server
        .options()
        .tenant("demo")
        .credential(source)
        .build()
        .unwrap();
    let (outcome, took) = timed(nimbus.services().get("web").timeout(seconds(2))).await;
    let error = outcome.unwrap_err();
    is_overdue(&error, took, seconds(2));
    assert_eq!((error.attempts(), error.sent()), (0, Sent::No));
    assert_eq!(server.lines(), Vec::<String>::new());
}

/// A credential file whose content comes when somebody writes it.
#[cfg(unix)]
fn pipe_in(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let pipe = folder.path().join("credentials.json");
    let mut command = std::process::Command::new("mkfifo");
    assert!(command.arg(&pipe).status().unwrap().success());
    pipe
}

/// The file is a pipe that nobody writes to. Files are read on a thread, which the paused clock would wait for: so the
/// limit is short, and real.
#[cfg(unix)]
#[tokio::test]
async fn discovery_is_part_of_the_calls_time() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = pipe_in(&folder);
    let environment = Environment::fake()
        .system_files()
        .var("NIMBUS_APPLICATION_CREDENTIALS", pipe.to_str().unwrap());
    let nimbus = Nimbus::builder()
        .environment(environment)
        .tenant("demo")
        .build()
        .unwrap();
    let limit = Duration::from_millis(50);
    let error = nimbus
        .services()
        .get("web")
        .timeout(limit)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.sent(), error.attempts()),
        (ErrorKind::Timeout, Sent::No, 0)
    );
    assert!(error.to_string().contains("50 ms"), "{error}");
    // The thread reads to the end, which comes now; and the next call discovers anew.
    drop(std::fs::OpenOptions::new().write(true).open(&pipe).unwrap());
    std::fs::remove_file(&pipe).unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
}

/// The pipe is written to when 3 s are over, so that 2 s are left for a server that does not answer.
#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn what_discovery_leaves_of_the_time_is_the_attempts() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = pipe_in(&folder);
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let environment = Environment::fake()
        .system_files()
        .var("NIMBUS_APPLICATION_CREDENTIALS", pipe.to_str().unwrap());
    let nimbus = server.options().environment(environment);
    // A blank token counts as none.
    let nimbus = nimbus.token("").tenant("demo").build().unwrap();
    let call = timed(nimbus.services().get("web").timeout(seconds(5)));
    let still = still();
    let write = async {
        tokio::task::yield_now().await;
        tokio::time::advance(seconds(3)).await;
        std::fs::write(&pipe, r#"{ "token": "a-token" }"#).unwrap();
        nimbus.origins().await.unwrap();
        drop(still);
    };
    let ((outcome, took), ()) = tokio::join!(call, write);
    is_overdue(&outcome.unwrap_err(), took, seconds(5));
    assert_eq!(server.lines().len(), 1);
}

/// The built-in client knows whether a request has begun to be sent: here all of them have, with a body and without.
#[tokio::test(start_paused = true)]
async fn a_request_that_is_on_its_way_may_have_been_sent_when_its_time_is_over() {
    for verb in Verb::ALL {
        let held = still();
        let server = FaultServer::start([wire::Act::Hang(Vec::new())])
            .await
            .unwrap();
        let nimbus = wire_bounds::options(&server).token(TOKEN).build().unwrap();
        let call = tokio::spawn(async move { verb.call(&nimbus).await });
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        drop(held);
        let error = call.await.unwrap().unwrap_err();
        let seen = (error.kind(), error.sent());
        assert_eq!(seen, (ErrorKind::Timeout, Sent::Maybe), "{error}");
    }
}

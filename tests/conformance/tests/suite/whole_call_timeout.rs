//! `timeout` is for the whole awaited expression, wherever it stands in it. The clock is paused.

use std::time::Duration;

use nimbus::types::{SandboxProfile, SessionChannel, SessionTarget};
use nimbus::{Error, ErrorKind, Sent, ServiceWaitCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{SANDBOX, definition, page, sandbox, session, starting};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::verbs::batch_job;

const SECOND: Duration = Duration::from_secs(1);

async fn server(acts: impl IntoIterator<Item = Act>) -> PausedServer {
    PausedServer::start(acts).await.unwrap()
}

fn ok(body: Value) -> Act {
    Act::Answer(200, body)
}

fn created() -> Act {
    let mut sandbox = sandbox();
    sandbox["status"]["lifecycleState"] = json!("starting");
    sandbox["status"]["readiness"] = json!("not_ready");
    Act::Answer(201, sandbox)
}

fn still_starting() -> Act {
    let Act::Answer(_, body) = created() else {
        unreachable!()
    };
    ok(body)
}

/// The call fails after this time, to the timers' millisecond.
async fn fails_after<T>(
    limit: Duration,
    call: impl IntoFuture<Output = Result<T, Error>>,
) -> Error {
    let start = Instant::now();
    let error = call.await.err().unwrap();
    let took = start.elapsed();
    let slack = Duration::from_millis(10);
    assert!(took >= limit && took <= limit + slack, "{took:?}: {error}");
    assert!(error.is_timeout(), "{error}");
    error
}

#[tokio::test(start_paused = true)]
async fn it_covers_a_call_and_the_wait_after_it_on_either_side_of_wait_until() {
    for before in [true, false] {
        let server = server([created(), still_starting()]).await;
        let nimbus = server.nimbus();
        let create = nimbus
            .sandboxes()
            .create(SandboxProfile::Worker, batch_job());
        let wait = match before {
            true => create.timeout(SECOND).until_ready(),
            false => create.until_ready().timeout(SECOND),
        };
        let error = fails_after(SECOND, wait).await;
        assert_eq!(error.kind(), ErrorKind::WaitTimeout);
        assert!(error.to_string().contains("within 1 s"), "{error}");
        assert_eq!(error.last_status(), Some("not_ready"));
    }
}

#[tokio::test(start_paused = true)]
async fn it_covers_the_call_before_the_wait() {
    let server = server([Act::Hang]).await;
    let nimbus = server.nimbus();
    let start = nimbus.services().start("web").until_ready();
    let error = fails_after(SECOND, start.timeout(SECOND)).await;
    assert_eq!(
        (error.kind(), error.sent()),
        (ErrorKind::Timeout, Sent::Maybe)
    );
    assert_eq!(error.operation(), Some("services_start"));
}

#[tokio::test(start_paused = true)]
async fn the_earlier_of_the_two_limits_ends_a_wait() {
    for (whole, own) in [(SECOND, 2 * SECOND), (2 * SECOND, SECOND)] {
        let server = server([ok(starting())]).await;
        let nimbus = server.nimbus();
        let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
        let wait = wait.timeout(whole).wait_timeout(own);
        let error = fails_after(SECOND, wait).await;
        assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_client_limits_each_request_of_a_wait_and_not_the_wait() {
    let server = server([Act::Hang, ok(starting())]).await;
    let nimbus = server.nimbus().with_timeout(SECOND);
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = fails_after(5 * SECOND, wait.wait_timeout(5 * SECOND)).await;
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    // The poll that hung was given up, and others followed.
    assert_eq!(error.last_status(), Some("not_ready"));
}

#[tokio::test(start_paused = true)]
async fn a_wait_with_a_time_limit_shares_its_polls_all_the_same() {
    let server = server([ok(starting())]).await;
    let nimbus = server.nimbus();
    let wait = || nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let (one, two) = (wait().timeout(SECOND), wait().wait_timeout(SECOND));
    let (one, two) = tokio::join!(one.into_future(), two.into_future());
    assert!(one.is_err() && two.is_err());
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn it_covers_all_requests_of_a_modify_and_of_a_remove() {
    let list = || ok(page(&[definition("web", 1)]));
    let touch = |draft: &mut nimbus::services::DefinitionDraft| {
        draft.labels.insert("touched".to_owned(), "yes".to_owned());
    };
    for acts in [vec![Act::Hang], vec![list(), Act::Hang]] {
        let server = server(acts.clone()).await;
        let nimbus = server.nimbus();
        let modify = nimbus.services().update_with("web", touch).timeout(SECOND);
        fails_after(SECOND, modify).await;
        let server = self::server(acts).await;
        let nimbus = server.nimbus();
        let remove = nimbus.services().delete_with("web", |_| ()).timeout(SECOND);
        fails_after(SECOND, remove).await;
    }
}

/// The pauses between the tries, too.
#[tokio::test(start_paused = true)]
async fn it_covers_the_pauses_of_a_modify() {
    let mut busy = json!({ "error": { "code": "op.precondition_failed", "message": "stale" } });
    busy["error"]["detail"] = json!({ "retryAfterMs": 15_000 });
    let acts = [
        ok(page(&[definition("web", 1)])),
        Act::Answer(412, busy),
        Act::Hang,
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let touch = |draft: &mut nimbus::services::DefinitionDraft| {
        draft.labels.insert("touched".to_owned(), "yes".to_owned());
    };
    let modify = nimbus.services().update_with("web", touch).timeout(SECOND);
    fails_after(SECOND, modify).await;
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn it_covers_the_search_for_a_definition_through_all_pages() {
    let mut first = page(&[definition("a", 1)]);
    first["metadata"]["nextPageToken"] = json!("a");
    let server = server([ok(first), Act::Hang]).await;
    let nimbus = server.nimbus();
    let definition = nimbus.services().get_definition("web").timeout(SECOND);
    fails_after(SECOND, definition).await;
}

#[tokio::test(start_paused = true)]
async fn it_covers_the_work_of_a_scope_and_the_session_is_closed() {
    let server = server([Act::Answer(201, session("open")), ok(session("closed"))]).await;
    let nimbus = server.nimbus();
    let target = SessionTarget::sandbox(SANDBOX);
    let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    let work = |_| std::future::pending::<Result<(), Error>>();
    let error = fails_after(SECOND, open.timeout(SECOND).scope(work)).await;
    assert_eq!(error.operation(), Some("sessions_open"));
    let lines = server.lines();
    assert!(lines[1].contains("/close?tenantId=demo"), "{lines:?}");
}

#[tokio::test(start_paused = true)]
async fn zero_is_refused_before_any_request() {
    let server = server([Act::Hang]).await;
    let nimbus = server.nimbus();
    let services = nimbus.services();
    for error in [
        services
            .update_with("web", |_| ())
            .timeout(Duration::ZERO)
            .await
            .unwrap_err(),
        services
            .delete_with("web", |_| ())
            .timeout(Duration::ZERO)
            .await
            .unwrap_err(),
        services
            .get_definition("web")
            .timeout(Duration::ZERO)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.argument(), Some("timeout"));
    }
    assert!(server.lines().is_empty());
}

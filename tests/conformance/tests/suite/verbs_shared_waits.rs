//! Waits of one client for one service share their polls.

use std::future::IntoFuture as _;
use std::time::Duration;

use nimbus::types::Service;
use nimbus::wait::Wait;
use nimbus::{ErrorKind, Nimbus, RetryPolicy, SandboxWaitCondition, ServiceWaitCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{ready, sandbox, service, starting};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(250);

async fn server(acts: impl IntoIterator<Item = Act>) -> PausedServer {
    PausedServer::start(acts).await.unwrap()
}

fn spawn_wait(
    tasks: &mut JoinSet<(Duration, nimbus::Result<nimbus::types::Service>)>,
    nimbus: &Nimbus,
    until: ServiceWaitCondition,
    limit: Duration,
) {
    let nimbus = nimbus.clone();
    tasks.spawn(async move {
        let start = Instant::now();
        let wait = nimbus.services().wait("web", until).wait_timeout(limit);
        let outcome = wait.await;
        (start.elapsed(), outcome)
    });
}

#[tokio::test(start_paused = true)]
async fn a_thousand_waits_cause_one_poll_an_interval() {
    let unwell = service("ready", "ready", "unknown");
    let acts = [
        starting(),
        starting(),
        starting(),
        unwell.clone(),
        unwell,
        ready(),
    ];
    let server = server(acts.map(|body| Act::Answer(200, body))).await;
    let nimbus = server.nimbus();
    let mut tasks = JoinSet::new();
    for number in 0..1000 {
        let until = match number % 2 {
            0 => ServiceWaitCondition::Ready,
            _ => ServiceWaitCondition::Healthy,
        };
        spawn_wait(&mut tasks, &nimbus, until, 30 * SECOND);
    }
    let mut at_ready = 0;
    while let Some(outcome) = tasks.join_next().await {
        let (elapsed, outcome) = outcome.unwrap();
        outcome.unwrap();
        at_ready += usize::from(elapsed < 4 * INTERVAL);
    }
    // Each by its own condition: half of them with the fourth look, half with the sixth.
    assert_eq!(at_ready, 500);
    let times = server.times();
    assert_eq!(times.len(), 6, "{times:?}");
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= INTERVAL, "{times:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_keeps_its_own_deadline() {
    let server = server([Act::Answer(200, starting())]).await;
    let nimbus = server.nimbus();
    let mut tasks = JoinSet::new();
    for seconds in 1..=10 {
        spawn_wait(
            &mut tasks,
            &nimbus,
            ServiceWaitCondition::Ready,
            seconds * SECOND,
        );
    }
    let mut seconds = 0;
    while let Some(outcome) = tasks.join_next().await {
        let (elapsed, outcome) = outcome.unwrap();
        seconds += 1;
        assert!(elapsed >= seconds * SECOND && elapsed < seconds * SECOND + INTERVAL / 10);
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitTimeout);
        assert_eq!(error.last_status(), Some("not_ready"));
    }
    assert_eq!(server.lines().len(), 40);
}

#[tokio::test(start_paused = true)]
async fn when_the_last_one_leaves_nothing_is_asked_any_more() {
    let server = server([Act::Answer(200, starting())]).await;
    let nimbus = server.nimbus();
    let mut tasks = JoinSet::new();
    for _ in 0..10 {
        spawn_wait(
            &mut tasks,
            &nimbus,
            ServiceWaitCondition::Ready,
            60 * SECOND,
        );
    }
    // Between two polls.
    sleep(2 * SECOND + INTERVAL / 2).await;
    tasks.shutdown().await;
    let asked = server.lines().len();
    assert_eq!(asked, 9);
    sleep(60 * SECOND).await;
    assert_eq!(server.lines().len(), asked);
    // And the next wait begins anew, at once.
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait.timeout(INTERVAL / 2).await.unwrap_err();
    assert_eq!(error.polls(), Some(1));
}

#[tokio::test(start_paused = true)]
async fn the_others_go_on_when_the_first_one_leaves() {
    let server = server([Act::Answer(200, starting())]).await;
    let nimbus = server.nimbus();
    let mut tasks = JoinSet::new();
    spawn_wait(
        &mut tasks,
        &nimbus,
        ServiceWaitCondition::Ready,
        SECOND + INTERVAL / 2,
    );
    spawn_wait(&mut tasks, &nimbus, ServiceWaitCondition::Ready, 3 * SECOND);
    let (_, first) = tasks.join_next().await.unwrap().unwrap();
    assert_eq!(first.unwrap_err().polls(), Some(5));
    let (_, second) = tasks.join_next().await.unwrap().unwrap();
    assert_eq!(second.unwrap_err().polls(), Some(12));
    assert_eq!(server.lines().len(), 12);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_others_cannot_serve_in_time_looks_by_itself() {
    let server = server([Act::Answer(200, starting())]).await;
    let nimbus = server.nimbus();
    let services = nimbus.services();
    let minute = 60 * SECOND;
    let wait = || {
        services
            .wait("web", ServiceWaitCondition::Ready)
            .interval(minute)
    };
    let patient = wait().wait_timeout(10 * minute);
    let hasty = async {
        sleep(SECOND).await;
        wait().wait_timeout(SECOND).await
    };
    tokio::select! {
        _ = patient => panic!("it is not ready"),
        outcome = hasty => assert_eq!(outcome.unwrap_err().polls(), Some(1)),
    }
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_with_settings_of_its_own_polls_by_itself() {
    let settings: [fn(Wait<'_, Service>) -> Wait<'_, Service>; 3] = [
        |wait| wait.header("x-trace", "1"),
        |wait| wait.attempt_timeout(SECOND),
        |wait| wait.retry(RetryPolicy::disabled()),
    ];
    for set in settings {
        let server = server([Act::Answer(200, starting())]).await;
        let nimbus = server.nimbus();
        let wait = || {
            nimbus
                .services()
                .wait("web", ServiceWaitCondition::Ready)
                .wait_timeout(SECOND)
        };
        let (one, two) = tokio::join!(wait().into_future(), set(wait()).into_future());
        assert!(one.is_err() && two.is_err());
        assert_eq!(server.lines().len(), 8);
    }
}

#[tokio::test(start_paused = true)]
async fn waits_for_one_sandbox_share_their_polls() {
    let mut stopped = sandbox();
    stopped["status"]["lifecycleState"] = "stopped".into();
    let server = server([Act::Answer(200, sandbox()), Act::Answer(200, stopped)]).await;
    let nimbus = server.nimbus();
    let wait = || {
        let until = SandboxWaitCondition::Stopped;
        nimbus.sandboxes().wait("sandbox-1", until).into_future()
    };
    let (one, two) = tokio::join!(wait(), wait());
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_slow_poll_is_awaited_by_a_wait_that_joined_before_it() {
    let acts = [
        Act::Answer(200, starting()),
        Act::Hang,
        Act::Answer(200, ready()),
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let wait = || {
        let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
        wait.wait_timeout(100 * SECOND).into_future()
    };
    let late = async {
        sleep(INTERVAL / 2).await;
        wait().await
    };
    let (first, second) = tokio::join!(wait(), late);
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(server.lines().len(), 3);
}

/// It ends after the next look of the other, though before an interval of its own is over.
#[tokio::test(start_paused = true)]
async fn a_wait_that_begins_between_two_looks_takes_part_in_the_next() {
    let server = server([Act::Answer(200, starting())]).await;
    let nimbus = server.nimbus();
    let wait = |limit| {
        let nimbus = nimbus.clone();
        async move {
            let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
            wait.interval(SECOND).wait_timeout(limit).await.unwrap_err()
        }
    };
    let first = wait(SECOND * 3 / 2);
    let second = async {
        sleep(SECOND * 9 / 10).await;
        wait(SECOND / 2).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.kind(), ErrorKind::WaitTimeout);
    assert_eq!(second.kind(), ErrorKind::WaitTimeout);
    assert_eq!(second.last_status(), Some("not_ready"));
    assert_eq!(server.times().len(), 2, "{:?}", server.times());
}

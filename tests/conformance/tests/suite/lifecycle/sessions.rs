//! Sessions, from their opening to their end.

use std::time::Duration;

use nimbus::Nimbus;
use nimbus::types::{
    BuiltInProviderId, SandboxProfile, ServiceBackendKind, ServiceBuiltInBackend, SessionChannel,
    SessionLifecycleState, SessionResource, SessionTarget, SessionTargetSnapshot,
};
use nimbus_emulator::{Clock, Emulator, State};

use super::{batch_job, elsewhere, emulator, start};

async fn sandbox(nimbus: &Nimbus) -> String {
    let create = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job());
    create.await.unwrap().metadata.id
}

async fn open(nimbus: &Nimbus, sandbox: &str) -> SessionResource {
    let target = SessionTarget::sandbox(sandbox);
    nimbus
        .sessions()
        .open(target, [SessionChannel::Stdio])
        .await
        .unwrap()
}

#[tokio::test]
async fn a_session_lives_from_its_opening_to_its_close() {
    let (_emulator, nimbus) = start().await;
    let sandbox = sandbox(&nimbus).await;
    let sessions = nimbus.sessions();
    let target = SessionTarget::sandbox(&sandbox);
    let channels = [SessionChannel::Files, SessionChannel::Stdio];
    let opened = sessions
        .open(target.clone(), channels.clone())
        .await
        .unwrap();
    assert_eq!(opened.spec.target, target);
    assert_eq!(opened.spec.channels, channels);
    assert_eq!(opened.status.lifecycle_state, SessionLifecycleState::Open);
    let SessionTargetSnapshot::Sandbox(snapshot) = &opened.spec.target_snapshot else {
        panic!("{:?}", opened.spec.target_snapshot);
    };
    assert_eq!((&snapshot.id, snapshot.generation), (&sandbox, 1));
    let id = opened.metadata.id.as_str();
    assert_eq!(sessions.get(id).await.unwrap(), opened);

    let closed = sessions.close(id).reason(" done ").await.unwrap();
    assert_eq!(closed.status.lifecycle_state, SessionLifecycleState::Closed);
    assert_eq!(closed.status.close_reason.as_deref(), Some("done"));
    assert!(closed.status.closed_at.is_some());
    assert_eq!(closed.metadata.generation, 2);
    // The first close is the one that counts.
    assert_eq!(sessions.close(id).reason("again").await.unwrap(), closed);
    assert_eq!(sessions.get(id).await.unwrap(), closed);
}

#[tokio::test]
async fn a_close_without_a_reason_is_the_clients() {
    let (_emulator, nimbus) = start().await;
    let sandbox = sandbox(&nimbus).await;
    for reason in [None, Some(""), Some("  ")] {
        let session = open(&nimbus, &sandbox).await;
        let close = nimbus.sessions().close(&session.metadata.id);
        let closed = match reason {
            Some(reason) => close.reason(reason).await,
            None => close.await,
        };
        let reason = closed.unwrap().status.close_reason;
        assert_eq!(reason.as_deref(), Some("client_close"));
    }
}

#[tokio::test]
async fn a_session_expires_when_its_time_has_come_and_stays_expired() {
    let time = "2026-03-02T09:30:00Z".parse().unwrap();
    let (emulator, nimbus) = emulator(Emulator::builder().clock(Clock::fixed(time))).await;
    let sandbox = sandbox(&nimbus).await;
    let target = SessionTarget::sandbox(&sandbox);
    let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    let session = open.requested_ttl(Duration::from_secs(60)).await.unwrap();
    assert_eq!(session.spec.expires_at, time + Duration::from_secs(60));
    assert_eq!(session.status.expires_at, session.spec.expires_at);
    let id = session.metadata.id.as_str();

    emulator.clock().advance(Duration::from_secs(59));
    let read = nimbus.sessions().get(id).await.unwrap();
    assert_eq!(read.status.lifecycle_state, SessionLifecycleState::Open);
    emulator.clock().advance(Duration::from_secs(11));
    let expired = nimbus.sessions().get(id).await.unwrap();
    assert_eq!(
        expired.status.lifecycle_state,
        SessionLifecycleState::Expired
    );
    assert_eq!(expired.status.close_reason.as_deref(), Some("expired"));
    // When it was seen, and not when it was due.
    assert_eq!(
        expired.status.closed_at,
        Some(time + Duration::from_secs(70))
    );
    let closed = nimbus.sessions().close(id).reason("late").await.unwrap();
    assert_eq!(closed, expired);
}

#[tokio::test]
async fn a_session_lasts_fifteen_minutes_unless_asked_and_an_hour_at_most() {
    let time = "2026-03-02T09:30:00Z".parse().unwrap();
    let (_emulator, nimbus) = emulator(Emulator::builder().clock(Clock::fixed(time))).await;
    let sandbox = sandbox(&nimbus).await;
    let session = open(&nimbus, &sandbox).await;
    assert_eq!(session.spec.expires_at, time + Duration::from_secs(15 * 60));
    let target = SessionTarget::sandbox(&sandbox);
    let long = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    let session = long
        .requested_ttl(Duration::from_secs(86_400))
        .await
        .unwrap();
    assert_eq!(session.spec.expires_at, time + Duration::from_secs(60 * 60));
}

#[tokio::test]
async fn sessions_are_listed_by_state() {
    let (emulator, nimbus) = start().await;
    let sandbox = sandbox(&nimbus).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(open(&nimbus, &sandbox).await.metadata.id);
    }
    nimbus.sessions().close(&ids[1]).await.unwrap();
    let listed = |state: SessionLifecycleState| {
        let nimbus = nimbus.clone();
        async move {
            let page = nimbus.sessions().list().state(state).await.unwrap();
            page.items
                .into_iter()
                .map(|session| session.metadata.id)
                .collect::<Vec<_>>()
        }
    };
    let open = vec![ids[0].clone(), ids[2].clone()];
    assert_eq!(listed(SessionLifecycleState::Open).await, open);
    assert_eq!(
        listed(SessionLifecycleState::Closed).await,
        [ids[1].clone()]
    );
    emulator.clock().advance(Duration::from_secs(3600));
    assert_eq!(listed(SessionLifecycleState::Expired).await, open);
    assert!(listed("paused".into()).await.is_empty());
    let elsewhere = nimbus.sessions().list().tenant("other").await.unwrap();
    assert!(elsewhere.items.is_empty());
}

#[tokio::test]
async fn a_built_in_browser_has_channels_of_its_own() {
    let (_emulator, nimbus) = start().await;
    let browser = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
    nimbus.services().create("tab", browser).await.unwrap();
    let target = SessionTarget::service("tab");
    let channels = [SessionChannel::Cdp, SessionChannel::Page];
    let session = nimbus
        .sessions()
        .open(target.clone(), channels)
        .await
        .unwrap();
    let SessionTargetSnapshot::Service(snapshot) = &session.spec.target_snapshot else {
        panic!("{:?}", session.spec.target_snapshot);
    };
    assert_eq!(snapshot.backend, ServiceBackendKind::BuiltIn);
    assert_eq!(snapshot.provider, Some(BuiltInProviderId::Browser));
    let refused = nimbus
        .sessions()
        .open(target, [SessionChannel::Stdio])
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Some("op.invalid_input"));
}

#[tokio::test]
async fn what_cannot_carry_a_session_refuses_it() {
    let (emulator, nimbus) = start().await;
    let sandbox = sandbox(&nimbus).await;
    let sessions = nimbus.sessions();
    let unknown = sessions.open(SessionTarget::service("ghost"), [SessionChannel::Stdio]);
    let error = unknown.await.unwrap_err();
    assert!(
        error.is_not_found() && error.code() == Some("op.not_found"),
        "{error}"
    );
    nimbus
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    let external = sessions.open(SessionTarget::service("search"), [SessionChannel::Stdio]);
    assert_eq!(external.await.unwrap_err().code(), Some("op.invalid_input"));
    assert!(emulator.set_sandbox_state("demo", &sandbox, State::NotReady));
    let unready = sessions.open(SessionTarget::sandbox(&sandbox), [SessionChannel::Stdio]);
    let error = unready.await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    assert!(
        sessions
            .get("session-ghost")
            .await
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::test]
async fn a_stopped_sandbox_leaves_its_sessions_open() {
    let (_emulator, nimbus) = start().await;
    let sandbox = sandbox(&nimbus).await;
    let session = open(&nimbus, &sandbox).await;
    nimbus.sandboxes().stop(&sandbox).await.unwrap();
    let read = nimbus.sessions().get(&session.metadata.id).await.unwrap();
    assert_eq!(read.status.lifecycle_state, SessionLifecycleState::Open);
}

#[tokio::test]
async fn a_newer_server_is_told_the_tenant_of_a_session_when_the_call_names_it() {
    let options = Emulator::builder().session_tenant_required(true);
    let (emulator, nimbus) = emulator(options).await;
    let session = open(&nimbus, &sandbox(&nimbus).await).await;
    let id = session.metadata.id.as_str();
    let sessions = nimbus.sessions();
    // The client's own tenant is not sent: today's server would not want it.
    let error = sessions.get(id).await.unwrap_err();
    assert_eq!(error.code(), Some("op.invalid_input"));
    assert_eq!(sessions.get(id).tenant("demo").await.unwrap(), session);
    assert!(
        sessions
            .get(id)
            .tenant("other")
            .await
            .unwrap_err()
            .is_not_found()
    );
    assert!(
        sessions
            .close(id)
            .tenant("other")
            .await
            .unwrap_err()
            .is_not_found()
    );
    let closed = sessions.close(id).tenant("demo").await.unwrap();
    assert_eq!(closed.status.lifecycle_state, SessionLifecycleState::Closed);
    let queries: Vec<_> = emulator
        .requests()
        .iter()
        .filter(|seen| seen.operation == Some("sessions_get"))
        .map(|seen| seen.query().map(str::to_owned))
        .collect();
    let told = |tenant: &str| Some(format!("tenantId={tenant}"));
    assert_eq!(queries, [None, told("demo"), told("other")]);
}

//! Services, from their declaration to their end.

use std::collections::BTreeMap;

use nimbus::types::{
    LifecycleState, Readiness, ServiceBackendKind, ServiceBackendResponse, SessionChannel,
    SessionLifecycleState, SessionTarget,
};

use super::{BRISK, elsewhere, in_sandbox, start};

fn labels(tier: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("tier".to_owned(), tier.to_owned())])
}

#[tokio::test]
async fn a_service_lives_from_its_declaration_to_its_end() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();

    let created = services
        .create("web", in_sandbox())
        .label("tier", "edge")
        .await
        .unwrap();
    assert_eq!(created.metadata.generation, 1);
    assert_eq!(created.metadata.labels, labels("edge"));
    assert!(matches!(
        created.spec.backend,
        ServiceBackendResponse::Sandbox(_)
    ));

    let ready = services
        .start("web")
        .until_ready()
        .interval(BRISK)
        .await
        .unwrap();
    assert_eq!(ready.lifecycle_state, Some(LifecycleState::Ready));
    assert!(
        ready
            .endpoints
            .is_some_and(|endpoints| !endpoints.is_empty())
    );
    let restarted = services
        .restart("web")
        .until_healthy()
        .interval(BRISK)
        .await;
    assert_ne!(restarted.unwrap().sandbox_id, ready.sandbox_id);

    let page = services.list().await.unwrap();
    assert_eq!(page.items.len(), 1);
    // A definition never tells that the service runs.
    assert_eq!(
        page.items[0].status.lifecycle_state,
        LifecycleState::Stopped
    );

    let refused = services
        .update("web", 1, elsewhere(), labels("core"))
        .await
        .unwrap_err();
    assert!(refused.is_conflict(), "{refused}");
    assert_eq!(refused.code(), Some("op.conflict"));
    let refused = services.delete("web", 1).await.unwrap_err();
    assert!(refused.is_conflict(), "{refused}");

    let stop = services.stop("web").until_stopped();
    let stopped = stop.interval(BRISK).await.unwrap();
    assert_eq!(stopped.readiness, Some(Readiness::Stopped));
    assert_eq!(stopped.endpoints, Some(Vec::new()));

    let updated = services
        .update("web", 1, elsewhere(), labels("core"))
        .await
        .unwrap();
    assert_eq!(updated.metadata.generation, 2);
    assert_eq!(updated.metadata.labels, labels("core"));
    assert_eq!(updated.metadata.created_at, created.metadata.created_at);
    assert_eq!(updated.status.backend, ServiceBackendKind::External);

    let stale = services
        .update("web", 1, in_sandbox(), labels("edge"))
        .await
        .unwrap_err();
    assert!(stale.is_precondition_failed(), "{stale}");
    assert_eq!(stale.code(), Some("op.precondition_failed"));
    let stale = services.delete("web", 1).force(true).await.unwrap_err();
    assert!(stale.is_precondition_failed(), "{stale}");
    let unchanged = services.list().await.unwrap();
    assert_eq!(unchanged.items[0], updated);

    services.delete("web", 2).await.unwrap();
    assert!(services.get("web").await.unwrap_err().is_not_found());
    assert!(services.delete("web", 2).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_forced_delete_closes_sessions_and_stops_what_runs() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("web", in_sandbox()).await.unwrap();
    services.start("web").await.unwrap();
    let target = SessionTarget::service("web");
    let session = nimbus
        .sessions()
        .open(target, [SessionChannel::Stdio])
        .await
        .unwrap();
    services.stop("web").await.unwrap();
    let refused = services.delete("web", 1).await.unwrap_err();
    assert!(refused.is_conflict(), "{refused}");
    services.start("web").await.unwrap();
    services.delete("web", 1).force(true).await.unwrap();
    let session = nimbus.sessions().get(&session.metadata.id).await.unwrap();
    assert_eq!(
        session.status.lifecycle_state,
        SessionLifecycleState::Closed
    );
    assert_eq!(
        session.status.close_reason.as_deref(),
        Some("service_force_deleted")
    );
    assert!(services.get("web").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_start_keeps_the_sandbox_of_a_service_that_runs() {
    let (_emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    let first = nimbus.services().start("web").await.unwrap();
    let second = nimbus.services().start("web").await.unwrap();
    assert_eq!(first.sandbox_id, second.sandbox_id);
}

#[tokio::test]
async fn stopping_what_does_not_run_is_not_found_although_it_can_be_read() {
    let (_emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    let error = nimbus.services().stop("web").await.unwrap_err();
    assert_eq!(error.code(), Some("service.route_not_found"));
    assert!(error.is_not_found());
    let service = nimbus.services().get("web").await.unwrap();
    assert_eq!(service.lifecycle_state, Some(LifecycleState::Stopped));
}

#[tokio::test]
async fn a_service_that_runs_elsewhere_cannot_be_started() {
    let (_emulator, nimbus) = start().await;
    nimbus
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    let error = nimbus.services().start("search").await.unwrap_err();
    assert_eq!(error.code(), Some("op.invalid_input"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test]
async fn a_name_that_is_taken_is_a_conflict() {
    let (_emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    let error = nimbus
        .services()
        .create("web", elsewhere())
        .await
        .unwrap_err();
    assert!(error.is_conflict());
    assert_eq!(error.code(), Some("op.already_exists"));
}

#[tokio::test]
async fn names_reach_the_server_as_they_are() {
    let (_emulator, nimbus) = start().await;
    for name in [
        "a b", "%2F", "ü", "a+b", "a?b#c", "a\\b", "...", "a&b=c", "[::]",
    ] {
        let created = nimbus.services().create(name, elsewhere()).await.unwrap();
        assert_eq!(created.metadata.name, name);
        assert_eq!(nimbus.services().get(name).await.unwrap().name, name);
        nimbus.services().delete(name, 1).await.unwrap();
    }
}

#[tokio::test]
async fn pages_follow_one_another_until_there_is_no_token() {
    let (_emulator, nimbus) = start().await;
    for name in ["c", "a", "e", "b", "d"] {
        nimbus.services().create(name, elsewhere()).await.unwrap();
    }
    let mut names = Vec::new();
    let mut remaining = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let list = nimbus.services().list().limit(2);
        let page = match &token {
            Some(token) => list.page_token(token).await.unwrap(),
            None => list.await.unwrap(),
        };
        names.extend(page.items.into_iter().map(|item| item.metadata.name));
        remaining.push(page.metadata.remaining_count);
        token = page.metadata.next_page_token;
        if token.is_none() {
            break;
        }
    }
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
    assert_eq!(remaining, [3, 1, 0]);
}

//! What makes several calls: a span around them.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use nimbus::types::{
    BuiltInProviderId, SandboxProfile, SandboxSpec, SessionChannel, SessionTarget,
};
use nimbus::{Error, ServiceWaitCondition};
use nimbus_conformance::captured::Captured;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources;
use nimbus_conformance::script::{Reply, Script};
use nimbus_emulator::Emulator;
use opentelemetry::trace::SpanKind;

use super::{Exported, is_error, says, some};

#[tokio::test]
async fn what_makes_several_calls_is_a_span_around_them() {
    let emulator = Emulator::builder().any_backend().start().await.unwrap();
    let nimbus = emulator.client("demo").unwrap();
    let (services, sessions) = (nimbus.services(), nimbus.sessions());
    let node = || SandboxSpec::container("docker.io/library/node:22");

    let exported = Exported::listen();
    services.apply("web", node()).await.unwrap();
    let root = exported.root();
    assert_eq!(root.name, "services_apply");
    assert_eq!(
        exported.parts(&root),
        ["services_list_pages", "services_create"]
    );
    drop(exported);

    let exported = Exported::listen();
    services.start("web").until_ready().await.unwrap();
    let root = exported.root();
    assert_eq!(
        (root.name.as_ref(), &root.span_kind),
        ("services_wait", &SpanKind::Internal)
    );
    assert_eq!(exported.parts(&root), ["services_start", "services_get"]);
    drop(exported);

    let exported = Exported::listen();
    let target = SessionTarget::service("web");
    let open = sessions.open(target, [SessionChannel::Stdio]);
    open.scope(async |_| Ok::<_, Error>(())).await.unwrap();
    let root = exported.root();
    assert_eq!(root.name, "sessions_scope");
    assert_eq!(exported.parts(&root), ["sessions_open", "sessions_close"]);
    drop(exported);

    let exported = Exported::listen();
    let create = nimbus.sandboxes().create(SandboxProfile::Worker, node());
    let scope = create.scope(async |_| Ok::<_, Error>(()));
    scope.await.unwrap();
    let root = exported.root();
    assert_eq!(root.name, "sandboxes_scope");
    assert_eq!(
        exported.parts(&root),
        ["sandboxes_create", "sandboxes_wait"]
    );
    drop(exported);

    let exported = Exported::listen();
    let listed = services.list().limit(1).items();
    let listed: Vec<_> = listed.try_collect().await.unwrap();
    assert_eq!(listed.len(), 1);
    let root = exported.root();
    assert_eq!(root.name, "services_list_pages");
    assert_eq!(exported.parts(&root), ["services_list"]);
    drop(exported);

    services.stop("web").until_stopped().await.unwrap();
    let exported = Exported::listen();
    let update = services.update_with("web", |draft| {
        draft.set_backend(BuiltInProviderId::Browser);
    });
    update.await.unwrap();
    let root = exported.root();
    assert_eq!(root.name, "services_update_with");
    assert_eq!(
        exported.parts(&root),
        ["services_list_pages", "services_update"]
    );
    drop(exported);

    let exported = Exported::listen();
    services.delete_with("web", |_| ()).await.unwrap();
    let root = exported.root();
    assert_eq!(root.name, "services_delete_with");
    assert_eq!(
        exported.parts(&root),
        ["services_list_pages", "services_delete"]
    );
    drop(exported);

    // What fails says so.
    let exported = Exported::listen();
    services.start("web").until_ready().await.unwrap_err();
    let root = exported.root();
    assert!(is_error(&root));
    says(&root, [("error.type", some("404"))]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_ends_does_not_stay_open_for_others_who_share_its_polls() {
    let exported = Exported::listen();
    let server = PausedServer::start([Act::Answer(200, resources::starting())])
        .await
        .unwrap();
    let wait = |seconds| {
        let services = server.nimbus().services();
        async move {
            let wait = services.wait("web", ServiceWaitCondition::Ready);
            wait.wait_timeout(Duration::from_secs(seconds))
                .await
                .unwrap_err();
        }
    };
    let (first, second) = (wait(1), wait(3));
    let second = tokio::spawn(second);
    first.await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!second.is_finished());
    let ended = |name| {
        exported
            .spans()
            .iter()
            .filter(|span| span.name == name)
            .count()
    };
    assert_eq!(ended("services_wait"), 1);
    second.await.unwrap();
    assert_eq!(ended("services_wait"), 2);
    assert_eq!(ended("services_get"), server.lines().len());
}

#[tokio::test]
async fn a_session_that_cannot_be_closed_is_warned_of_and_one_that_is_gone_is_not() {
    for (status, code, warnings) in [
        (404, "service.route_not_found", 0),
        (403, "auth.forbidden", 1),
    ] {
        let captured = Captured::default();
        let listening = captured.listen();
        let script = Script::of([
            Reply::json(201, resources::session("open")),
            Reply::json(status, resources::error(code, "no")),
        ])
        .await;
        let target = SessionTarget::sandbox(resources::SANDBOX);
        let open = script
            .nimbus()
            .sessions()
            .open(target, [SessionChannel::Stdio]);
        open.scope(async |_| Ok::<_, Error>(())).await.unwrap();
        drop(listening);
        let text = captured.text();
        let lines = text.lines().filter(|line| line.contains("WARN"));
        let lines = lines.filter(|line| line.contains("was not closed"));
        assert_eq!(lines.count(), warnings, "{text}");
    }
}

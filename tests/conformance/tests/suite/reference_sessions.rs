//! The reference on sessions: the verbs, targets, channels, states and snapshots.

use std::time::Duration;

use nimbus::types::{
    BuiltInProviderId, SandboxBackendKind, SandboxProfile, ServiceBackendKind, SessionChannel,
    SessionCollection, SessionLifecycleState, SessionResource, SessionSandboxSnapshot,
    SessionServiceSnapshot, SessionTarget, SessionTargetSnapshot,
};
use nimbus_conformance::resources::{EXPIRY, SANDBOX, SESSION, page, session};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::json;

use crate::specs::is;

/// > open(input): Promise<NimbusSessionResource> — POST /api/sessions with target, channels, optional requestedTtlMs.
/// > (the example: target: { sandbox: { id } }, channels: ["stdio"])
#[tokio::test]
async fn open_posts_target_and_channels_and_optional_requested_ttl() {
    let script = Script::of([1, 2, 3].map(|_| Reply::json(201, session("open")))).await;
    let nimbus = script.nimbus();
    let sessions = nimbus.sessions();
    let sandbox = || SessionTarget::sandbox(SANDBOX);
    let opened: SessionResource = sessions
        .open(sandbox(), [SessionChannel::Stdio])
        .await
        .unwrap();
    assert_eq!(opened.metadata.id, SESSION);
    let open = sessions.open(sandbox(), [SessionChannel::Stdio]);
    open.requested_ttl(Duration::from_secs(60)).await.unwrap();
    let channels = [SessionChannel::Page, SessionChannel::Cdp];
    sessions
        .open(SessionTarget::service("tab"), channels)
        .await
        .unwrap();
    let post = || call("POST /api/sessions");
    script.saw(&[
        post().json(json!({
            "tenantId": "demo", "target": { "sandbox": { "id": SANDBOX } }, "channels": ["stdio"],
        })),
        post().json(json!({
            "tenantId": "demo", "target": { "sandbox": { "id": SANDBOX } }, "channels": ["stdio"],
            "requestedTtlMs": 60_000,
        })),
        post().json(json!({
            "tenantId": "demo", "target": { "service": { "name": "tab" } }, "channels": ["page", "cdp"],
        })),
    ]);
}

/// > get(selector): Promise<NimbusSessionResource> — GET /api/sessions/{id}.
#[tokio::test]
async fn get_gets_the_session() {
    let script = Script::of([Reply::json(200, session("open"))]).await;
    let got: SessionResource = script.nimbus().sessions().get(SESSION).await.unwrap();
    assert_eq!(serde_json::to_value(got).unwrap(), session("open"));
    script.saw(&[call(format!("GET /api/sessions/{SESSION}"))]);
}

/// > list(input?): Promise<NimbusSessionCollection> — GET /api/sessions?tenantId=… with optional limit, pageToken,
/// > state.
#[tokio::test]
async fn list_gets_sessions_of_a_tenant_with_optional_limit_page_token_and_state() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, page(&[session("open")])))).await;
    let nimbus = script.nimbus();
    let listed: SessionCollection = nimbus.sessions().list().await.unwrap();
    assert_eq!(listed.items[0].metadata.id, SESSION);
    let all = nimbus.sessions().list().limit(1).page_token("a");
    all.state(SessionLifecycleState::Open).await.unwrap();
    let lines: Vec<String> = script
        .requests()
        .into_iter()
        .map(|request| request.line)
        .collect();
    assert_eq!(lines[0], "GET /api/sessions?tenantId=demo");
    let (path, query) = lines[1].split_once('?').unwrap();
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.sort_unstable();
    assert_eq!(path, "GET /api/sessions");
    assert_eq!(
        parts,
        ["limit=1", "pageToken=a", "state=open", "tenantId=demo"]
    );
}

/// > close(input): Promise<NimbusSessionResource> — POST /api/sessions/{id}/close with optional reason.
#[tokio::test]
async fn close_posts_to_close_with_optional_reason() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, session("closed")))).await;
    let nimbus = script.nimbus();
    let closed: SessionResource = nimbus.sessions().close(SESSION).await.unwrap();
    assert_eq!(closed.status.lifecycle_state, SessionLifecycleState::Closed);
    nimbus
        .sessions()
        .close(SESSION)
        .reason("done")
        .await
        .unwrap();
    let post = || call(format!("POST /api/sessions/{SESSION}/close"));
    script.saw(&[
        post().json(json!({})),
        post().json(json!({ "reason": "done" })),
    ]);
}

/// > NimbusSessionTarget is { service: { name } } or { sandbox: { id } }.
#[test]
fn target_is_a_service_by_name_or_a_sandbox_by_id() {
    is(
        &SessionTarget::service("web"),
        json!({ "service": { "name": "web" } }),
    );
    is(
        &SessionTarget::sandbox("an-id"),
        json!({ "sandbox": { "id": "an-id" } }),
    );
}

/// > NimbusSessionChannel is "cdp" | "page" | "stdio" | "files".
#[test]
fn channel_is_cdp_page_stdio_or_files() {
    for (channel, word) in [
        (SessionChannel::Cdp, "cdp"),
        (SessionChannel::Page, "page"),
        (SessionChannel::Stdio, "stdio"),
        (SessionChannel::Files, "files"),
    ] {
        is(&channel, json!(word));
    }
}

/// > Session state (status.lifecycleState) is "open" | "closed" | "expired"
#[test]
fn session_state_is_open_closed_or_expired() {
    for (state, word) in [
        (SessionLifecycleState::Open, "open"),
        (SessionLifecycleState::Closed, "closed"),
        (SessionLifecycleState::Expired, "expired"),
    ] {
        is(&state, json!(word));
        let resource: SessionResource = serde_json::from_value(session(word)).unwrap();
        assert_eq!(resource.status.lifecycle_state, state);
        is(&resource, session(word));
    }
}

/// > spec.expiresAt carries the expiry.
#[test]
fn spec_expires_at_carries_the_expiry() {
    let resource: SessionResource = serde_json::from_value(session("open")).unwrap();
    assert_eq!(resource.spec.expires_at, EXPIRY.parse().unwrap());
    assert_eq!(resource.spec.expires_at.to_string(), EXPIRY);
}

/// > spec.targetSnapshot records what the session bound to at open time (service name/generation/backend …)
#[test]
fn target_snapshot_records_a_services_name_generation_and_backend() {
    let external = SessionServiceSnapshot::new("search", 3, ServiceBackendKind::External);
    is(
        &SessionTargetSnapshot::from(external),
        json!({ "service": { "name": "search", "generation": 3, "backend": "external" } }),
    );
    let browser = SessionServiceSnapshot::new("tab", 1, ServiceBackendKind::BuiltIn);
    is(
        &SessionTargetSnapshot::from(browser.provider(BuiltInProviderId::Browser)),
        json!({ "service": { "name": "tab", "generation": 1, "backend": "builtIn", "provider": "browser" } }),
    );
}

/// > spec.targetSnapshot records what the session bound to at open time (… or sandbox id/generation/profile).
#[test]
fn target_snapshot_records_a_sandboxs_id_generation_and_profile() {
    let (profile, backend) = (SandboxProfile::Desktop, SandboxBackendKind::Krun);
    let snapshot = SessionSandboxSnapshot::new("an-id", 1, profile).backend(backend);
    is(
        &SessionTargetSnapshot::from(snapshot),
        json!({ "sandbox": { "id": "an-id", "generation": 1, "profile": "desktop", "backend": "krun" } }),
    );
}

/// > spec.targetSnapshot … sandbox id/generation/profile (a server that tells no more than that)
#[test]
fn a_sandbox_snapshot_of_id_generation_and_profile_alone_decodes() {
    is::<SessionTargetSnapshot>(
        &serde_json::from_value(
            json!({ "sandbox": { "id": "a", "generation": 1, "profile": "worker" } }),
        )
        .unwrap(),
        json!({ "sandbox": { "id": "a", "generation": 1, "profile": "worker" } }),
    );
}

//! Tenants, and the health of the control plane.

use super::{elsewhere, in_sandbox, start};
use nimbus::types::LifecycleState;

#[tokio::test]
async fn a_control_plane_that_answers_is_healthy() {
    let (_emulator, nimbus) = start().await;
    assert!(nimbus.health().await.unwrap().ok);
}

#[tokio::test]
async fn a_tenant_lives_from_its_creation_to_its_end() {
    let (_emulator, nimbus) = start().await;
    let tenants = nimbus.tenants();
    assert_eq!(tenants.create("staging").await.unwrap().id, "staging");
    tenants.create("demo").await.unwrap();
    assert_eq!(tenants.list().await.unwrap().tenants, ["demo", "staging"]);
    let taken = tenants.create("demo").await.unwrap_err();
    assert!(
        taken.is_conflict() && taken.code() == Some("op.already_exists"),
        "{taken}"
    );
    let reserved = tenants.create("_system").await.unwrap_err();
    assert_eq!(reserved.code(), Some("op.invalid_input"));
    tenants.delete("staging").await.unwrap();
    let gone = tenants.delete("staging").await.unwrap_err();
    assert!(gone.is_not_found(), "{gone}");
    assert_eq!(gone.code(), Some("session.tenant_not_found"));
    assert_eq!(
        gone.detail().and_then(|detail| detail["tenantId"].as_str()),
        Some("staging")
    );
}

#[tokio::test]
async fn a_deleted_tenant_leaves_its_definitions_and_stops_its_services() {
    let (_emulator, nimbus) = start().await;
    nimbus.tenants().create("demo").await.unwrap();
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    nimbus.services().start("web").await.unwrap();
    nimbus.tenants().delete("demo").await.unwrap();
    let web = nimbus.services().get("web").await.unwrap();
    assert_eq!(web.lifecycle_state, Some(LifecycleState::Stopped));
}

#[tokio::test]
async fn tenants_do_not_see_each_others_services() {
    let (_emulator, nimbus) = start().await;
    nimbus.services().create("web", elsewhere()).await.unwrap();
    let other = nimbus.services().list().tenant("other").await.unwrap();
    assert!(other.items.is_empty());
    assert_eq!(other.metadata.tenant_id, "other");
    let error = nimbus
        .services()
        .get("web")
        .tenant("other")
        .await
        .unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

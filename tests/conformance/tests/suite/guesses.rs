//! First guesses of people who had never seen the SDK, as they wrote them. Most of this fails by not compiling. Those that
//! must not compile stand in `src/misuse.rs`, with the reasons.

use std::collections::HashSet;
use std::future::IntoFuture as _;
use std::io;
use std::time::Duration;

use nimbus::types::{
    BuiltInProviderId, SandboxBackendKind, SandboxOwnerSpec, SandboxProcessSpec, SandboxProfile,
    SandboxRootResponse, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec, SessionChannel,
    SessionTarget, UnknownVariant,
};
use nimbus::{Nimbus, ServiceWaitCondition};
use nimbus_emulator::Emulator;

const IMAGE: &str = "docker.io/library/node:22";

async fn start() -> (Emulator, Nimbus) {
    let emulator = Emulator::builder().start().await.unwrap();
    let nimbus = emulator.client("demo").unwrap();
    (emulator, nimbus)
}

fn spec() -> SandboxSpec {
    SandboxSpec::container(IMAGE).into()
}

#[test]
fn an_image_is_a_text_and_the_environment_is_made_of_pairs() {
    let owner = SandboxStandaloneOwner::new();
    let process = SandboxProcessSpec::default().env_var("A", "b");
    let given = SandboxSpec::new(owner, SandboxBackendKind::Container, IMAGE, process);
    let built = SandboxSpec::container(IMAGE).env_var("A", "b");
    assert_eq!(given, built.into());
}

#[test]
fn specs_can_be_elements_of_a_set() {
    let krun = SandboxSpec::krun(IMAGE).into();
    let sandboxes = HashSet::from([spec(), spec(), krun]);
    assert_eq!(sandboxes.len(), 2);
    let tab = || ServiceBackendSpec::from(BuiltInProviderId::Browser);
    let services = HashSet::from([tab(), tab(), ServiceBackendSpec::from(spec())]);
    assert_eq!(services.len(), 2);
}

#[test]
fn what_is_not_known_can_be_told_and_named() {
    let kind: SandboxBackendKind = "docker".parse().unwrap();
    assert!(matches!(kind, SandboxBackendKind::UnknownValue(_)));
    let kind = "krun".parse::<SandboxBackendKind>();
    assert_eq!(kind, Ok(SandboxBackendKind::Krun));
    let kept: fn(UnknownVariant) -> SandboxRootResponse = SandboxRootResponse::UnknownVariant;
    let root = serde_json::from_str(r#"{"kind": "disk"}"#).unwrap();
    assert!(
        matches!(&root, SandboxRootResponse::UnknownVariant(disk) if kept(disk.clone()) == root)
    );
}

#[tokio::test]
async fn arguments_are_what_is_at_hand() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    let tab = services.create("tab", BuiltInProviderId::Browser);
    tab.labels([("a", "b")]).await.unwrap();
    let mut of_a_service = spec();
    of_a_service.owner = SandboxOwnerSpec::Service(Default::default());
    services.create("web", of_a_service).await.unwrap();
    services
        .create("app", SandboxSpec::container(IMAGE))
        .await
        .unwrap();
    let name = String::from("tab");
    assert_eq!(services.get(name).await.unwrap().name, "tab");
    let job = nimbus.sandboxes().create(SandboxProfile::Worker, spec());
    let job = job.until_ready().await.unwrap();
    assert!(job.status.lifecycle_state == "ready");
    // An id is a text, whatever it is the id of.
    let target = SessionTarget::sandbox(job.metadata.id);
    let session = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    let id = session.await.unwrap().metadata.id;
    assert!(
        nimbus
            .sandboxes()
            .get(&id)
            .await
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::test]
async fn calls_are_futures_as_others_are() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    services
        .create("web", SandboxSpec::container(IMAGE))
        .await
        .unwrap();
    let wait = {
        let name = String::from("web");
        tokio::spawn(
            nimbus
                .services()
                .wait(&name, ServiceWaitCondition::Ready)
                .into_future(),
        )
    };
    services.start("web").await.unwrap();
    assert!(wait.await.unwrap().is_ok());
    let limit = Duration::from_secs(60);
    let list = tokio::time::timeout(limit, nimbus.services().list());
    assert_eq!(list.await.unwrap().unwrap().items.len(), 1);
    let (services, sandboxes) = tokio::join!(nimbus.services().list(), nimbus.sandboxes().list());
    assert!(services.is_ok() && sandboxes.is_ok());
}

#[tokio::test]
async fn a_backend_that_was_read_is_sent_again_unless_it_is_redacted() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    let create = services.create("tab", BuiltInProviderId::Browser);
    let again: ServiceBackendSpec = create.await.unwrap().spec.backend.try_into().unwrap();
    services.create("tab-2", again).await.unwrap();
    let web = SandboxSpec::container(IMAGE).command(["node"]);
    let web = services.create("web", web).await.unwrap();
    let error = ServiceBackendSpec::try_from(web.spec.backend).unwrap_err();
    let redacted = "launch inputs are redacted, and the backend cannot be sent again: `sandbox.process.argv`, \
                    `sandbox.process.command`, `sandbox.process.environment`";
    assert_eq!(error.to_string(), redacted);
}

#[tokio::test]
async fn an_error_becomes_one_of_the_standard_library() {
    async fn read(nimbus: &Nimbus) -> io::Result<()> {
        nimbus.services().get("ghost").await?;
        Ok(())
    }
    let (_emulator, nimbus) = start().await;
    let error = read(&nimbus).await.unwrap_err().downcast::<nimbus::Error>();
    assert!(error.unwrap().is_not_found());
}

#[tokio::test]
async fn a_service_is_declared_whatever_is_there_and_for_another_tenant_from_the_same_client() {
    let (_emulator, nimbus) = start().await;
    let apply = nimbus.services().apply("tab", BuiltInProviderId::Browser);
    assert!(apply.await.unwrap().is_changed());
    let other = nimbus.with_tenant("other");
    assert!(other.services().list().await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_program_names_itself_before_the_sdk() {
    let (emulator, _) = start().await;
    let nimbus = Nimbus::builder()
        .endpoint(emulator.endpoint())
        .token(emulator.token())
        .tenant("demo")
        .user_agent("x")
        .build();
    nimbus.unwrap().services().list().await.unwrap();
    let requests = emulator.requests();
    assert!(
        requests[0]
            .header("user-agent")
            .unwrap()
            .starts_with("x nimbus-rust/")
    );
}

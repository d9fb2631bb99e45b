//! Values that hold a secret.

use nimbus::auth::{Token, TokenFile, TokenRequest};
use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::types::{
    SandboxBackendKind, SandboxCreateRequest, SandboxOciImageReferenceSource, SandboxOciImageRoot,
    SandboxProcessSpec, SandboxProfile, SandboxResource, SandboxSpec, SandboxStandaloneOwner,
    Service, ServiceBackendResponse, ServiceBackendSpec, ServiceCreateRequest, ServiceDefinition,
    ServiceUpdateRequest, SessionResource,
};
use nimbus::{Credential, Nimbus, Secret};
use nimbus_conformance::resources::{definition, ready, sandbox, session};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{CANARY, Shown};

pub(super) const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

/// A credential of every kind.
pub(super) fn every_credential() -> [Credential; 5] {
    [
        Credential::bearer(CANARY),
        Credential::api_key(CANARY.to_owned()),
        Credential::workload_identity(CANARY),
        Credential::source(|_request| async { Ok(Token::new(CANARY)) }),
        Credential::source(TokenFile::new("/run/token").environment(surroundings())),
    ]
}

/// Every variable and both files hold the secret.
pub(super) fn surroundings() -> FakeEnvironment {
    let content = json!({
        "token": CANARY, "apiKey": CANARY, "credential": { "kind": "bearer", "token": CANARY },
    });
    let mut memory = Environment::fake()
        .var("HOME", "/home/u")
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/run/token")
        .file("/run/token", CANARY)
        .file(FILE, content.to_string());
    for name in [
        "NIMBUS_TOKEN",
        "NIMBUS_BEARER_TOKEN",
        "NIMBUS_API_KEY",
        "NIMBUS_WORKLOAD_IDENTITY_TOKEN",
    ] {
        memory = memory.var(name, CANARY);
    }
    memory
}

pub(super) fn credentials(shown: &mut Shown) {
    for credential in every_credential() {
        shown.debug("credential", &credential);
        shown.display("kind", &credential.kind());
    }
    shown.debug("secret", &Secret::from(CANARY));
    shown.debug("secret in others", &Some([Secret::from(CANARY)]));
    shown.debug("token", &Token::new(CANARY));
    let mut request = TokenRequest::default();
    request.rejected = Some(CANARY.into());
    shown.debug("request", &request);
    let file = TokenFile::new("/run/token").environment(surroundings());
    shown.debug("token file", &file);
    shown.debug("in memory", &surroundings());
    shown.debug("environment", &Environment::from(surroundings()));
}

pub(super) fn options(shown: &mut Shown) {
    for credential in every_credential() {
        let builder = Nimbus::builder()
            .endpoint(format!("http://user:{CANARY}@127.0.0.1:9"))
            .tenant("demo")
            .token(CANARY)
            .api_key(CANARY)
            .credential(credential)
            .header("x-secret", CANARY)
            .headers([("x-other", CANARY)])
            .environment(surroundings());
        shown.debug("builder", &builder);
    }
}

/// A process with the secret in all that it is launched with.
pub(super) fn process() -> SandboxProcessSpec {
    let secret = || vec![format!("PASSWORD={CANARY}")];
    SandboxProcessSpec::new()
        .argv(secret())
        .args(secret())
        .entrypoint(secret())
        .command(secret())
        .env(secret())
}

pub(super) fn sandbox_spec() -> SandboxSpec {
    let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    SandboxSpec::new(
        SandboxStandaloneOwner::new(),
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(image),
        process(),
    )
}

pub(super) fn launch_inputs(shown: &mut Shown) {
    shown.debug("process", &process());
    shown.debug("sandbox spec", &sandbox_spec());
    let request = SandboxCreateRequest::new(SandboxProfile::Worker, sandbox_spec());
    shown.debug("sandbox request", &request);
    let backend = json!({ "kind": "sandbox", "sandbox": sandbox_spec() });
    let backend: ServiceBackendSpec = serde_json::from_value(backend).unwrap();
    shown.debug("backend", &backend);
    let body =
        json!({ "metadata": { "name": "web", "generation": 1 }, "spec": { "backend": backend } });
    decoded::<ServiceCreateRequest>(shown, body.clone());
    decoded::<ServiceUpdateRequest>(shown, body);
    let mut call = Nimbus::builder();
    call = call.endpoint("http://127.0.0.1:9").tenant("demo");
    let nimbus = call.build().unwrap();
    let create = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, sandbox_spec());
    shown.debug("call", &create.header("x-secret", CANARY));
    let create = nimbus.services().create("web", backend.clone());
    shown.debug("call", &create.header("x-secret", CANARY));
    let list = nimbus.sessions().list().tenant("demo");
    shown.debug("call", &list.header("x-secret", CANARY));
    shown.debug(
        "call",
        &nimbus.services().start("web").header("x-secret", CANARY),
    );
}

/// What a newer server sends, where this version knows no such variant or field.
pub(super) fn unknown_variants(shown: &mut Shown) {
    let unknown =
        json!({ "kind": "tomorrow", "password": CANARY, "deep": { "password": [CANARY] } });
    decoded::<ServiceBackendResponse>(shown, unknown.clone());
    let mut value = definition("web", 1);
    value["spec"]["backend"] = unknown.clone();
    decoded::<ServiceDefinition>(shown, value);
    let mut value = sandbox();
    value["spec"]["sandbox"]["root"] = unknown.clone();
    decoded::<SandboxResource>(shown, value);
    let mut value = session("open");
    value["spec"]["target"] = json!({ "tomorrow": { "password": CANARY } });
    value["spec"]["targetSnapshot"] = json!({ "tomorrow": { "password": CANARY } });
    decoded::<SessionResource>(shown, value);
    let mut value = ready();
    value["extra"] = unknown;
    decoded::<Service>(shown, value);
}

/// Decodes a value, which must still be there when it is encoded again.
fn decoded<T: DeserializeOwned + serde::Serialize + std::fmt::Debug>(
    shown: &mut Shown,
    json: Value,
) {
    let value: T = serde_json::from_value(json).unwrap();
    let encoded = serde_json::to_string(&value).unwrap();
    assert!(encoded.contains(CANARY), "{encoded}");
    shown.debug(std::any::type_name::<T>(), &value);
}

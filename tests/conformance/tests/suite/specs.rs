//! Specs that tests send, and how types are compared with their JSON.

use std::fmt::Debug;

use nimbus::types::{
    BuiltInProviderId, SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot,
    SandboxProcessSpec, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec,
    ServiceBuiltInBackend,
};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The shortest backend.
pub(crate) fn browser() -> ServiceBackendSpec {
    ServiceBuiltInBackend::new(BuiltInProviderId::Browser).into()
}

/// The sandbox of the reference's example.
pub(crate) fn sandbox_spec() -> SandboxSpec {
    SandboxSpec::new(
        SandboxStandaloneOwner::new().display_name("batch-job"),
        SandboxBackendKind::Krun,
        SandboxOciImageRoot::new(SandboxOciImageReferenceSource::new(
            "docker.io/library/node:22",
        )),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}

/// Encodes to exactly this, and decodes from it.
#[track_caller]
pub(crate) fn is<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, encoded: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), encoded);
    assert_eq!(serde_json::from_value::<T>(encoded).unwrap(), *value);
}

/// The values of a header, of all requests.
pub(crate) fn sent(script: &Script, header: &str) -> Vec<String> {
    let requests = script.requests();
    let values = requests.iter().flat_map(|request| request.headers(header));
    values.map(ToOwned::to_owned).collect()
}

/// A server that answers one list, with nothing in it.
pub(crate) async fn list_answered() -> Script {
    Script::of([Reply::json(200, page(&[]))]).await
}

/// Checks that an error names all of this.
#[track_caller]
pub(crate) fn says(error: &nimbus::Error, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}

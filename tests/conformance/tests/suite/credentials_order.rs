//! The order of the sources: each against all that come after it.

use nimbus::discovery::{Environment, FakeEnvironment, Origins};
use nimbus::{Credential, Nimbus, NimbusBuilder};
use nimbus_api::reqwest;

const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

/// Everything that surrounds a client, while it is being built.
struct Scene {
    builder: NimbusBuilder,
    memory: FakeEnvironment,
    fields: Vec<&'static str>,
}

type Source = (&'static str, fn(Scene) -> Scene);

fn option(scene: Scene, add: impl FnOnce(NimbusBuilder) -> NimbusBuilder) -> Scene {
    Scene {
        builder: add(scene.builder),
        ..scene
    }
}

fn variable(scene: Scene, name: &str, value: &str) -> Scene {
    Scene {
        memory: scene.memory.var(name, value),
        ..scene
    }
}

fn field(mut scene: Scene, field: &'static str) -> Scene {
    scene.fields.push(field);
    scene
}

/// The sources of a credential, first the one that beats all others.
const CREDENTIAL: &[Source] = &[
    ("option credential", |scene| {
        option(scene, |builder| builder.credential(Credential::bearer("a")))
    }),
    ("option token", |scene| {
        option(scene, |builder| builder.token("b"))
    }),
    ("option api_key", |scene| {
        option(scene, |builder| builder.api_key("c"))
    }),
    ("NIMBUS_TOKEN", |scene| variable(scene, "NIMBUS_TOKEN", "d")),
    ("NIMBUS_BEARER_TOKEN", |scene| {
        variable(scene, "NIMBUS_BEARER_TOKEN", "e")
    }),
    ("NIMBUS_API_KEY", |scene| {
        variable(scene, "NIMBUS_API_KEY", "f")
    }),
    ("NIMBUS_WORKLOAD_IDENTITY_TOKEN", |scene| {
        variable(scene, "NIMBUS_WORKLOAD_IDENTITY_TOKEN", "g")
    }),
    (", field credential.token", |scene| {
        field(
            scene,
            r#""credential":{"kind":"workload_identity","token":"h","access_token":"i"}"#,
        )
    }),
    (", field token", |scene| field(scene, r#""token":"j""#)),
    (", field access_token", |scene| {
        field(scene, r#""access_token":"k""#)
    }),
    (", field apiKey", |scene| field(scene, r#""apiKey":"l""#)),
    (", field api_key", |scene| field(scene, r#""api_key":"m""#)),
    ("/run/token, named by", |scene| {
        let name = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
        let scene = variable(scene, name, "/run/token");
        Scene {
            memory: scene.memory.file("/run/token", "n"),
            ..scene
        }
    }),
];

/// The sources of an endpoint, first the one that beats all others.
const ENDPOINT: &[Source] = &[
    ("option endpoint", |scene| {
        option(scene, |builder| builder.endpoint("http://a"))
    }),
    ("NIMBUS_ENDPOINT", |scene| {
        variable(scene, "NIMBUS_ENDPOINT", "http://b")
    }),
    (", field endpoint", |scene| {
        field(scene, r#""endpoint":"http://c""#)
    }),
];

async fn origins(http: &reqwest::Client, sources: &[Source]) -> Origins {
    let mut scene = Scene {
        // Never used, but each client would make one of its own, which takes longer than all the rest.
        builder: Nimbus::builder().http_client(http.clone()),
        memory: Environment::fake().var("HOME", "/home/u"),
        fields: Vec::new(),
    };
    for (_, add) in sources {
        scene = add(scene);
    }
    let memory = match scene.fields.as_slice() {
        [] => scene.memory,
        fields => scene.memory.file(FILE, format!("{{{}}}", fields.join(","))),
    };
    let nimbus = scene.builder.environment(memory).connect().await.unwrap();
    nimbus.origins().await.unwrap().clone()
}

#[track_caller]
fn is(origin: &str, source: &str) {
    let expected = if source.starts_with(", ") {
        format!("{FILE}{source}")
    } else {
        source.to_owned()
    };
    assert!(origin.starts_with(&expected), "{origin}, not {expected}");
}

#[tokio::test]
async fn each_credential_source_beats_every_later_one_and_does_alone() {
    let http = reqwest::Client::new();
    for (first, (name, _)) in CREDENTIAL.iter().enumerate() {
        let alone = [&ENDPOINT[..1], &CREDENTIAL[first..=first]].concat();
        is(&origins(&http, &alone).await.credential.to_string(), name);
        for later in &CREDENTIAL[first + 1..] {
            // Set the other way round, so that it is not the order of setting that counts.
            let both = [*later, CREDENTIAL[first], ENDPOINT[0]];
            is(&origins(&http, &both).await.credential.to_string(), name);
        }
        let all = [&CREDENTIAL[first..], ENDPOINT].concat();
        is(&origins(&http, &all).await.credential.to_string(), name);
    }
}

#[tokio::test]
async fn each_endpoint_source_beats_every_later_one_and_does_alone() {
    let http = reqwest::Client::new();
    for (first, (name, _)) in ENDPOINT.iter().enumerate() {
        let alone = [&ENDPOINT[first..=first], &CREDENTIAL[..1]].concat();
        is(&origins(&http, &alone).await.endpoint.to_string(), name);
        let all = [&ENDPOINT[first..], CREDENTIAL].concat();
        is(&origins(&http, &all).await.endpoint.to_string(), name);
    }
}

/// Every pair of an endpoint's and a credential's source, whichever of them is given first.
#[tokio::test]
async fn endpoint_and_credential_are_found_each_on_its_own() {
    let http = reqwest::Client::new();
    for endpoint in ENDPOINT {
        for credential in CREDENTIAL {
            let origins = origins(&http, &[*credential, *endpoint]).await;
            is(&origins.endpoint.to_string(), endpoint.0);
            is(&origins.credential.to_string(), credential.0);
        }
    }
}

//! What a client that was told everything does not do: look for files.

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Credential, Nimbus, NimbusBuilder};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script, TENANT};

const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";
const TOKEN_FILE: &str = "/run/token";

/// Both files are there, and named.
fn surroundings() -> FakeEnvironment {
    Environment::fake()
        .var("HOME", "/home/u")
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", TOKEN_FILE)
        .file(FILE, r#"{"endpoint":"http://a","token":"canary"}"#)
        .file(TOKEN_FILE, "canary")
}

fn opens(memory: &FakeEnvironment) -> [usize; 2] {
    [FILE, TOKEN_FILE].map(|path| memory.opens(path))
}

#[tokio::test]
async fn client_that_was_told_everything_opens_no_file() {
    type Told = fn(NimbusBuilder) -> NimbusBuilder;
    let credentials: [Told; 3] = [
        |builder| builder.token("one"),
        |builder| builder.api_key("one"),
        |builder| builder.credential(Credential::bearer("one")),
    ];
    for told in credentials {
        let script = Script::of([1, 2].map(|_| Reply::json(200, page(&[])))).await;
        let memory = surroundings();
        let builder = Nimbus::builder()
            .environment(memory.clone())
            .endpoint(script.url())
            .tenant(TENANT);
        let nimbus = told(builder).build().unwrap();
        nimbus.services().list().await.unwrap();
        nimbus.clone().services().list().await.unwrap();
        assert_eq!(opens(&memory), [0, 0]);
    }
}

#[tokio::test]
async fn client_that_was_told_by_variables_opens_no_file() {
    let script = Script::of([Reply::json(200, page(&[]))]).await;
    let memory = surroundings()
        .var("NIMBUS_ENDPOINT", script.url())
        .var("NIMBUS_TOKEN", "one");
    let nimbus = Nimbus::builder().environment(memory.clone()).tenant(TENANT);
    nimbus.build().unwrap().services().list().await.unwrap();
    assert_eq!(opens(&memory), [0, 0]);
}

#[tokio::test]
async fn building_opens_no_file_and_the_first_call_opens_each_at_most_once() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, page(&[])))).await;
    let content = format!(r#"{{"endpoint":"{}"}}"#, script.url());
    let memory = surroundings().file(FILE, content);
    let nimbus = Nimbus::builder()
        .environment(memory.clone())
        .tenant(TENANT)
        .build()
        .unwrap();
    let twin = nimbus.clone();
    assert_eq!(opens(&memory), [0, 0]);
    nimbus.services().list().await.unwrap();
    twin.services().list().await.unwrap();
    assert_eq!(opens(&memory), [1, 1]);
}

//! The reference on the client: its members, its constructor and its options.

use nimbus::discovery::Environment;
use nimbus::{ErrorKind, Nimbus, Sandboxes, Services, Sessions};
use nimbus_api::reqwest;
use nimbus_conformance::resources::{page, ready};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::json;
use tokio::net::TcpListener;

use crate::specs::{list_answered, sent};

const LIST: &str = "GET /api/tenants/demo/services";

/// > const nimbus = new Nimbus({ tenantId: "demo" });
/// > const service = await nimbus.services.start({ name: "web", waitUntil: "ready" });
#[tokio::test]
async fn the_first_example_starts_web_and_waits_until_ready() {
    let script = Script::of([Reply::json(200, ready()), Reply::json(200, ready())]).await;
    let environment = Environment::fake()
        .var("NIMBUS_ENDPOINT", script.url())
        .var("NIMBUS_TOKEN", "canary");
    let builder = Nimbus::builder().environment(Environment::from(environment));
    let nimbus = builder.tenant("demo").build().unwrap();

    let start = nimbus.services().start("web");
    let service = start.until_ready().await.unwrap();

    assert_eq!(service.name, "web");
    script.saw(&[
        call("POST /api/tenants/demo/services/web/start"),
        call("GET /api/tenants/demo/services/web"),
    ]);
}

/// > services: NimbusServices — service lifecycle and definitions. sandboxes: NimbusSandboxes — sandbox creation
/// > and lifecycle. sessions: NimbusSessions — interactive sessions against services or sandboxes.
#[test]
fn members_are_services_sandboxes_and_sessions() {
    let nimbus = Nimbus::new();
    let _: Services = nimbus.services();
    let _: Sandboxes = nimbus.sandboxes();
    let _: Sessions = nimbus.sessions();
}

/// > tenantId: The default tenant from options, if set.
#[test]
fn tenant_is_the_default_from_the_options_if_set() {
    let with = Nimbus::builder().tenant("demo").build().unwrap();
    assert_eq!(with.tenant(), Some("demo"));
    assert_eq!(Nimbus::new().tenant(), None);
}

/// > static defaultClient(options?): Promise<Nimbus> — constructs a client and eagerly resolves endpoint and
/// > credential, so discovery failures surface immediately instead of on first call.
#[tokio::test]
async fn default_client_with_options_surfaces_discovery_failures_immediately() {
    let environment = Environment::fake();
    let options = || Nimbus::builder().environment(Environment::from(environment.clone()));

    assert!(options().build().is_ok());
    let error = options().connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
}

/// > static defaultClient(options?) … eagerly resolves endpoint and credential
#[tokio::test]
async fn default_client_resolves_eagerly_and_once() {
    const FILE: &str = "/credentials.json";
    let script = list_answered().await;
    let content = json!({ "endpoint": script.url(), "token": "canary" });
    let memory = Environment::fake()
        .var("NIMBUS_APPLICATION_CREDENTIALS", FILE)
        .file(FILE, content.to_string());
    let builder = Nimbus::builder().environment(Environment::from(memory.clone()));

    let nimbus = builder.tenant("demo").connect().await.unwrap();
    assert_eq!(memory.opens(FILE), 1);
    script.saw_nothing();

    // What was resolved is kept: the file is not needed any more.
    memory.remove(FILE);
    nimbus.services().list().await.unwrap();
    assert_eq!(memory.opens(FILE), 1);
    script.saw(&[call(LIST)]);
}

/// > static defaultClient(options?): Promise<Nimbus>
#[test]
fn default_client_needs_no_options() {
    // Not awaited: it would read the environment of this process.
    let _future = Nimbus::default_client();
}

/// > The constructor itself never performs I/O
#[tokio::test]
async fn the_constructor_performs_no_io() {
    const FILES: [&str; 2] = ["/credentials.json", "/token"];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let memory = Environment::fake()
        .var("NIMBUS_APPLICATION_CREDENTIALS", FILES[0])
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", FILES[1])
        .file(FILES[0], json!({ "endpoint": endpoint }).to_string())
        .file(FILES[1], "canary");
    let discovering = Nimbus::builder().environment(Environment::from(memory.clone()));
    let told = Nimbus::builder().endpoint(endpoint).token("canary");

    let clients = [discovering.build().unwrap(), told.build().unwrap()];

    // Connecting on loopback is done by the kernel alone, so that a connection would be there by now.
    let accept = listener.into_std().unwrap();
    assert_eq!(
        accept.accept().unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
    assert_eq!(FILES.map(|path| memory.opens(path)), [0, 0]);
    drop(clients);
}

/// > endpoint and credential discovery runs lazily on the first request (or eagerly via defaultClient).
#[tokio::test]
async fn discovery_runs_lazily_on_the_first_request() {
    let script = list_answered().await;
    let memory = Environment::fake();
    let builder = Nimbus::builder().environment(Environment::from(memory.clone()));
    let nimbus = builder.tenant("demo").build().unwrap();

    // Only set once the client exists.
    let _ = memory
        .var("NIMBUS_ENDPOINT", script.url())
        .var("NIMBUS_TOKEN", "set-later");
    nimbus.services().list().await.unwrap();

    script.saw(&[call(LIST)]);
    assert_eq!(sent(&script, "authorization"), ["Bearer set-later"]);
}

/// > endpoint: Server origin, for example http://127.0.0.1:8080.
#[tokio::test]
async fn option_endpoint_is_the_server_origin() {
    let script = list_answered().await;
    assert!(script.url().starts_with("http://127.0.0.1:"));
    let options = script.options().endpoint(script.url()).tenant("demo");
    options.build().unwrap().services().list().await.unwrap();
    script.saw(&[call(LIST)]);
}

/// > tenantId: Default tenant for calls that need one.
#[tokio::test]
async fn option_tenant_is_the_default_for_calls_that_need_one() {
    let script = list_answered().await;
    let nimbus = script.options().tenant("from-options").build().unwrap();
    nimbus.services().list().await.unwrap();
    script.saw(&[call("GET /api/tenants/from-options/services")]);
}

/// > fetch: Custom fetch implementation.
#[tokio::test]
async fn option_http_client_takes_the_place_of_fetch() {
    let script = list_answered().await;
    let http = reqwest::Client::builder()
        .user_agent("of-the-caller/1")
        .build()
        .unwrap();
    let options = script.options().http_client(http).tenant("demo");
    options.build().unwrap().services().list().await.unwrap();
    assert_eq!(sent(&script, "user-agent"), ["of-the-caller/1"]);
    script.saw(&[call(LIST)]);
}

/// > headers: Extra headers on every request.
#[tokio::test]
async fn option_headers_are_sent_on_every_request() {
    let script = Script::of([
        Reply::json(200, page(&[])),
        Reply::json(200, ready()),
        Reply::json(200, json!({ "ok": true })),
    ])
    .await;
    let nimbus = script
        .options()
        .tenant("demo")
        .header("X-Team", "blue")
        .headers([("x-trace", "1"), ("x-flag", "on")])
        .build()
        .unwrap();

    nimbus.sandboxes().list().await.unwrap();
    nimbus.services().start("web").await.unwrap();
    nimbus.health().await.unwrap();

    for (name, value) in [("x-team", "blue"), ("x-trace", "1"), ("x-flag", "on")] {
        assert_eq!(sent(&script, name), [value; 3], "{name}");
    }
    script.saw(&[
        call("GET /api/tenants/demo/sandboxes"),
        call("POST /api/tenants/demo/services/web/start"),
        call("GET /health"),
    ]);
}

//! Mistakes that can be seen without the network are errors that name the argument, before any request.

use std::collections::BTreeMap;
use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::types::{SessionChannel, SessionTarget};
use nimbus::{
    Error, ErrorKind, Nimbus, NimbusBuilder, SandboxWaitCondition, Sent, ServiceWaitCondition,
};
use nimbus_conformance::script::Script;

use crate::specs::{browser, sandbox_spec};

/// What no path can carry, or no server can mean.
const BAD_NAMES: [&str; 8] = ["", " ", "\t", ".", "..", "a\nb", "a\rb", "a\0"];

/// What no path can carry, or the contract's pattern of tenant ids does not take.
fn bad_tenants() -> Vec<String> {
    let refused = [
        "A B",
        "a/b",
        "a.b",
        "a%2Fb",
        " demo ",
        "\u{fc}ber",
        "_reserved",
    ];
    let bad = BAD_NAMES.into_iter().chain(refused).map(ToOwned::to_owned);
    bad.chain(["a".repeat(129)]).collect()
}

#[track_caller]
fn refused(error: &Error, argument: &str, what: &str) {
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{what}: {error}");
    assert_eq!(error.argument(), Some(argument), "{what}: {error}");
    assert_eq!(error.sent(), Sent::No, "{what}");
    assert_eq!(error.attempts(), 0, "{what}");
    assert_eq!(error.status(), None, "{what}");
    let word = argument.trim_end_matches('s');
    assert!(error.message().contains(word), "{what}: {error}");
}

/// Awaits calls, and gives their errors with the calls' names.
macro_rules! errors {
    ($($name:literal: $call:expr),+ $(,)?) => {
        [$(($name, $call.await.map(|_| ()).expect_err($name))),+]
    };
}

#[tokio::test]
async fn a_bad_service_name_is_refused_by_every_call() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let services = nimbus.services();
    for name in BAD_NAMES {
        for (call, error) in errors! {
            "start": services.start(name),
            "stop": services.stop(name),
            "restart": services.restart(name),
            "start and wait": services.start(name).until_ready(),
            "get": services.get(name),
            "wait": services.wait(name, ServiceWaitCondition::Ready),
            "create": services.create(name, browser()),
            "update": services.update(name, 1, browser(), BTreeMap::new()),
            "delete": services.delete(name, 1),
        } {
            refused(&error, "name", &format!("{call} {name:?}"));
        }
    }
    script.saw_nothing();
}

#[tokio::test]
async fn a_bad_id_is_refused_by_every_call() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    for id in BAD_NAMES {
        for (call, error) in errors! {
            "sandboxes.get": nimbus.sandboxes().get(id),
            "sandboxes.stop": nimbus.sandboxes().stop(id),
            "sandboxes.wait": nimbus.sandboxes().wait(id, SandboxWaitCondition::Ready),
            "sessions.get": nimbus.sessions().get(id),
            "sessions.close": nimbus.sessions().close(id),
            "tenants.create": nimbus.tenants().create(id),
            "tenants.delete": nimbus.tenants().delete(id),
        } {
            refused(&error, "id", &format!("{call} {id:?}"));
        }
    }
    script.saw_nothing();
}

#[tokio::test]
async fn a_bad_tenant_of_a_call_is_refused_and_is_not_the_clients() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let target = || SessionTarget::service("web");
    for tenant in bad_tenants() {
        let tenant = tenant.as_str();
        for (call, error) in errors! {
            "services.start": nimbus.services().start("web").tenant(tenant),
            "services.get": nimbus.services().get("web").tenant(tenant),
            "services.create": nimbus.services().create("web", browser()).tenant(tenant),
            "services.delete": nimbus.services().delete("web", 1).tenant(tenant),
            "services.list": nimbus.services().list().tenant(tenant),
            "services.wait": nimbus.services().wait("web", ServiceWaitCondition::Ready).tenant(tenant),
            "sandboxes.create": nimbus.sandboxes().create("worker".into(), sandbox_spec()).tenant(tenant),
            "sandboxes.list": nimbus.sandboxes().list().tenant(tenant),
            "sessions.open": nimbus.sessions().open(target(), [SessionChannel::Cdp]).tenant(tenant),
            "sessions.list": nimbus.sessions().list().tenant(tenant),
            "sessions.get": nimbus.sessions().get("an-id").tenant(tenant),
            "sessions.close": nimbus.sessions().close("an-id").tenant(tenant),
        } {
            refused(&error, "tenant", &format!("{call} {tenant:?}"));
        }
    }
    script.saw_nothing();
}

#[test]
fn a_bad_tenant_of_the_client_is_refused_by_build() {
    for tenant in bad_tenants() {
        let error = Nimbus::builder().tenant(&tenant).build().unwrap_err();
        refused(&error, "tenant", &format!("{tenant:?}"));
    }
}

#[tokio::test]
async fn zero_durations_are_refused() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let zero = Duration::ZERO;
    let wait = || nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let sandbox = || {
        nimbus
            .sandboxes()
            .wait("an-id", SandboxWaitCondition::Ready)
    };
    let open = || {
        nimbus
            .sessions()
            .open(SessionTarget::service("web"), [SessionChannel::Cdp])
    };
    for (argument, error) in errors! {
        "timeout": wait().timeout(zero),
        "interval": wait().interval(zero),
        "timeout": sandbox().timeout(zero),
        "interval": sandbox().interval(zero),
        "requested_ttl": open().requested_ttl(zero),
    } {
        refused(&error, argument, argument);
    }
    script.saw_nothing();
}

#[tokio::test]
async fn zero_time_limits_of_a_client_or_a_call_are_refused() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let (services, zero) = (nimbus.services(), Duration::ZERO);
    for (argument, error) in errors! {
        "timeout": services.get("web").timeout(zero),
        "attempt_timeout": services.get("web").attempt_timeout(zero),
        "attempt_timeout": services.wait("web", ServiceWaitCondition::Ready).attempt_timeout(zero),
        "timeout": script.options().timeout(zero).connect(),
        "attempt_timeout": script.options().attempt_timeout(zero).connect(),
    } {
        refused(&error, argument, argument);
    }
    script.saw_nothing();
}

#[tokio::test]
async fn a_header_of_a_call_that_cannot_be_sent_is_refused() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    for (name, value) in [
        ("x-a\n", "b"),
        ("x-a", "b\r\nx-c: d"),
        ("Authorization", "canary"),
        ("", "b"),
    ] {
        for (call, error) in errors! {
            "services.start": nimbus.services().start("web").header(name, value),
            "services.wait": nimbus.services().wait("web", ServiceWaitCondition::Ready).header(name, value),
            "sandboxes.list": nimbus.sandboxes().list().header(name, value),
            "sessions.get": nimbus.sessions().get("an-id").header(name, value),
            "tenants.list": nimbus.tenants().list().header(name, value),
        } {
            refused(&error, "headers", &format!("{call} {name:?}"));
        }
    }
    script.saw_nothing();
}

/// The timeout is named first, as the reference names it first.
#[tokio::test]
async fn of_two_zero_durations_the_timeout_is_named() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait
        .timeout(Duration::ZERO)
        .interval(Duration::ZERO)
        .await
        .unwrap_err();
    refused(&error, "timeout", "both");
    script.saw_nothing();
}

#[test]
fn a_malformed_endpoint_is_refused_by_build() {
    for endpoint in [
        "127.0.0.1:8080",
        "nimbus.example",
        "ftp://nimbus.example",
        "http://",
        "http://a b/",
        "http://nimbus.example?x=1",
        "http://nimbus.example/#x",
        "http://nimbus.example:99999",
        "http://nimbus.example\r\nx: y",
    ] {
        let error = Nimbus::builder().endpoint(endpoint).build().unwrap_err();
        refused(&error, "endpoint", &format!("{endpoint:?}"));
    }
}

/// As in the environment: an option that a template left blank is one that was not given.
#[tokio::test]
async fn a_blank_endpoint_counts_as_not_given() {
    for blank in ["", " \n"] {
        let environment = Environment::fake().var("NIMBUS_ENDPOINT", "http://127.0.0.1:9");
        let options = Nimbus::builder().environment(Environment::from(environment));
        let nimbus = options
            .endpoint(blank)
            .token("canary")
            .connect()
            .await
            .unwrap();
        let origin = nimbus.origins().await.unwrap().endpoint.to_string();
        assert_eq!(origin, "NIMBUS_ENDPOINT");
    }
}

#[test]
fn a_password_in_the_endpoint_is_refused_and_not_repeated() {
    let builder = Nimbus::builder().endpoint("http://user:canary@nimbus.example");
    let error = builder.build().unwrap_err();
    refused(&error, "endpoint", "password");
    assert!(!format!("{error} {error:?} {error:#?}").contains("canary"));
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_by_build() {
    let bad: [fn(NimbusBuilder) -> NimbusBuilder; 8] = [
        |it| it.header("x-a\n", "b"),
        |it| it.header("x-a\r\nx-b", "c"),
        |it| it.header("x a", "b"),
        |it| it.header("", "b"),
        |it| it.header("x-a", "b\n"),
        |it| it.header("x-a", "b\r\nx-c: d"),
        |it| it.header("x-a", "b\0"),
        |it| it.headers([("x-fine", "fine"), ("x-a", "b\nc")]),
    ];
    for (index, options) in bad.into_iter().enumerate() {
        let error = options(Nimbus::builder()).build().unwrap_err();
        refused(&error, "headers", &index.to_string());
    }
}

#[test]
fn a_header_that_the_client_sets_itself_is_refused_by_build() {
    for name in [
        "Authorization",
        "x-nimbus-api-key",
        "Content-Type",
        "content-length",
        "HOST",
    ] {
        let error = Nimbus::builder()
            .header(name, "canary")
            .build()
            .unwrap_err();
        refused(&error, "headers", name);
        assert!(!format!("{error} {error:?}").contains("canary"), "{name}");
    }
}

#[tokio::test]
async fn a_credential_that_no_header_can_carry_sends_nothing() {
    let script = Script::of([]).await;
    for token in ["a\nb", "a b", "a\u{e9}", "a\0b"] {
        let nimbus = script.options().token(token).build().unwrap();
        let error = nimbus.tenants().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Discovery, "{token:?}");
        assert_eq!(error.sent(), Sent::No);
        assert!(error.message().contains("option token"), "{error}");
    }
    script.saw_nothing();
}

#[tokio::test]
async fn a_bad_tenant_is_refused_by_the_ready_client_of_an_emulator() {
    let emulator = nimbus_emulator::Emulator::builder().start().await.unwrap();
    for tenant in bad_tenants() {
        let error = emulator.client(&tenant).unwrap_err();
        refused(&error, "tenant", &format!("{tenant:?}"));
    }
    assert!(emulator.requests().is_empty());
}

/// The server's own rules for names and for the ids of new tenants are the server's to judge.
#[tokio::test]
async fn what_only_the_server_can_judge_is_sent() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let name = nimbus.services().get("a name with spaces").await;
    let id = nimbus.tenants().create("_reserved").await;
    for error in [name.map(drop).unwrap_err(), id.map(drop).unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Status);
    }
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn a_limit_of_replies_of_zero_is_refused() {
    let error = nimbus::Nimbus::builder()
        .max_response_bytes(0)
        .build()
        .unwrap_err();
    assert_eq!(error.argument(), Some("max_response_bytes"));
}

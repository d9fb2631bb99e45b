//! One client on several runtimes, as a `static` one in tests that run side by side has it.

use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
use nimbus::{Nimbus, ServiceWaitCondition};
use nimbus_emulator::{Emulator, State};

use crate::elsewhere::{Elsewhere, on_another_runtime, runtime};
use crate::verbs::in_sandbox;

const SECOND: Duration = Duration::from_secs(1);

/// A service that does not become ready by itself, and one that is ready.
fn world() -> (Elsewhere, Nimbus) {
    let server = Elsewhere::start(async || {
        let emulator = Emulator::builder().token("a-token").start().await.unwrap();
        let nimbus = emulator.client("demo").unwrap();
        for name in ["slow", "web"] {
            nimbus.services().create(name, in_sandbox()).await.unwrap();
            nimbus.services().start(name).await.unwrap();
        }
        assert!(emulator.set_service_state("demo", "slow", State::Starting));
        emulator
    });
    let builder = Nimbus::builder().environment(Environment::fake());
    let builder = builder.endpoint(&server.endpoint).token("a-token");
    let nimbus = builder.tenant("demo").build().unwrap();
    (server, nimbus)
}

#[test]
fn a_wait_on_a_runtime_that_is_not_driven_holds_up_none_on_another() {
    let (_server, nimbus) = world();
    let first = runtime();
    let services = nimbus.services();
    let mut kept = services
        .wait("slow", ServiceWaitCondition::Ready)
        .into_future();
    // It has begun to poll, and is kept from here on.
    first.block_on(async {
        tokio::select! {
            biased;
            _ = &mut kept => panic!("it is not ready"),
            () = tokio::time::sleep(Duration::from_millis(10)) => {}
        }
    });
    let other = nimbus.clone();
    on_another_runtime(async move || {
        let services = other.services();
        services.restart("slow").await.unwrap();
        let wait = services.wait("slow", ServiceWaitCondition::Ready);
        wait.wait_timeout(60 * SECOND).await.unwrap();
    });
}

/// An unsafe call, which is not repeated if it may have been sent.
#[test]
fn a_connection_of_a_runtime_that_is_not_driven_is_no_other_runtimes() {
    let (_server, nimbus) = world();
    let first = runtime();
    first.block_on(async { nimbus.services().get("web").await.unwrap() });
    let other = nimbus.clone();
    let created = on_another_runtime(async move || {
        let browser = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
        let create = other.services().create("tab", browser);
        create
            .timeout(60 * SECOND)
            .attempt_timeout(60 * SECOND)
            .await
    });
    created.unwrap();
}

#[test]
fn a_client_outlives_the_runtimes_that_it_is_used_on() {
    let (_server, nimbus) = world();
    for _ in 0..20 {
        let client = nimbus.clone();
        on_another_runtime(async move || {
            client.services().start("web").await.unwrap();
            let wait = client.services().wait("web", ServiceWaitCondition::Ready);
            wait.await.unwrap();
        });
    }
}

//! Clients, what they log, and the servers that they talk to.

use nimbus::types::SandboxProfile;
use nimbus::{Credential, Nimbus, RetryPolicy};
use nimbus_api::reqwest;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script};
use nimbus_emulator::Emulator;

use super::values::{every_credential, sandbox_spec, surroundings};
use super::{CANARY, Shown};
use nimbus_conformance::still::still;

pub(super) async fn before_and_after_discovery(shown: &mut Shown) {
    let _still = still();
    for credential in every_credential().map(Some).into_iter().chain([None]) {
        let script = Script::of([Reply::json(200, page(&[]))]).await;
        let mut builder = Nimbus::builder()
            .endpoint(script.url())
            .tenant("demo")
            .header("x-secret", CANARY)
            .environment(surroundings());
        if let Some(credential) = credential {
            builder = builder.credential(credential);
        }
        let nimbus = builder.build().unwrap();
        shown.debug("client before discovery", &nimbus);
        nimbus.services().list().await.unwrap();
        assert!(script.requests()[0].headers("x-secret").contains(&CANARY));
        shown.debug("client after discovery", &nimbus);
        let origins = nimbus.origins().await.unwrap();
        shown.debug("origins", origins);
        shown.display("origins", origins);
    }
}

/// With launch inputs in the body: what both protocols log at TRACE is looked through at the end.
pub(super) async fn over_http_1_and_http_2(shown: &mut Shown) {
    let _still = still();
    let http_2 = reqwest::Client::builder()
        .http2_prior_knowledge()
        .no_proxy()
        .build()
        .unwrap();
    for http in [None, Some(http_2)] {
        let emulator = Emulator::builder().token(CANARY).start().await.unwrap();
        let mut builder = Nimbus::builder()
            .endpoint(emulator.endpoint())
            .tenant("demo")
            .token(CANARY)
            .environment(surroundings());
        if let Some(http) = http {
            builder = builder.http_client(http);
        }
        let nimbus = builder.build().unwrap();
        let create = nimbus
            .sandboxes()
            .create(SandboxProfile::Worker, sandbox_spec());
        let response = create
            .header("x-secret", CANARY)
            .with_response()
            .await
            .unwrap();
        shown.debug("response", &response);
        let rejected = Nimbus::builder()
            .endpoint(emulator.endpoint())
            .credential(Credential::bearer(format!("not-{CANARY}")))
            .build()
            .unwrap();
        let error = rejected.tenants().list().await.unwrap_err();
        assert!(error.is_unauthorized());
        shown.error("rejected", &error);
    }
}

/// A call that waits for its answer, is looked at meanwhile, and then given up.
pub(super) async fn in_flight(shown: &mut Shown) {
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    for credential in every_credential() {
        let builder = server
            .options()
            .credential(credential)
            .retry(RetryPolicy::disabled());
        let nimbus = builder
            .tenant("demo")
            .environment(surroundings())
            .build()
            .unwrap();
        let client = nimbus.clone();
        let count = server.lines().len();
        let call = tokio::spawn(async move {
            let list = client.services().list().header("x-secret", CANARY);
            list.await.map(drop)
        });
        while server.lines().len() == count {
            tokio::task::yield_now().await;
        }
        shown.debug("client in flight", &nimbus);
        shown.debug("task in flight", &call);
        call.abort();
        let aborted = call.await.unwrap_err();
        shown.error("aborted call", &aborted);
    }
}

pub(super) async fn emulator(shown: &mut Shown) {
    let _still = still();
    let builder = Emulator::builder().token(CANARY);
    shown.debug("emulator builder", &builder);
    let emulator = builder.start().await.unwrap();
    shown.debug("emulator", &emulator);
    let nimbus = emulator.client("demo").unwrap();
    shown.debug("client of the emulator", &nimbus);
    nimbus.services().list().await.unwrap();
    let exchanges = emulator.requests();
    assert!(
        exchanges[0]
            .header("authorization")
            .unwrap()
            .contains(CANARY)
    );
    shown.debug("exchange", &exchanges);
}

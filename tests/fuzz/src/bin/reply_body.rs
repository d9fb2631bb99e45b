//! Bodies of replies: what decodes is written back so that it decodes to the same, whatever a newer server adds; what
//! does not decode is a short error.

#![no_main]

use std::fmt::Debug;
use std::pin::Pin;

use bytes::Bytes;
use nimbus_api::{Client, Request, Response, Transport, TransportError, TransportHandle, types};
use nimbus_fuzz::{at_once, check_shown};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Answers every request with this body.
struct Canned(Bytes);

impl Transport for Canned {
    fn send<'a>(
        &'a self,
        _: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        let body = self.0.clone();
        Box::pin(async { Ok(Response::new(body)) })
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));

fn check(data: &[u8]) {
    stays::<types::Health>(data);
    stays::<types::TenantList>(data);
    stays::<types::Tenant>(data);
    stays::<types::Service>(data);
    stays::<types::ServiceDefinition>(data);
    stays::<types::ServiceDefinitionCollection>(data);
    stays::<types::ServiceBackendSpec>(data);
    stays::<types::ServiceBackendResponse>(data);
    stays::<types::ServiceCreateRequest>(data);
    stays::<types::SandboxResource>(data);
    stays::<types::SandboxCollection>(data);
    stays::<types::SandboxSpec>(data);
    stays::<types::SandboxRootSpec>(data);
    stays::<types::SessionResource>(data);
    stays::<types::SessionCollection>(data);
    stays::<types::SessionTarget>(data);
    stays::<types::ErrorEnvelope>(data);

    let client = Client::new(
        "http://h".parse().expect("it is a URL"),
        TransportHandle::new(Canned(Bytes::copy_from_slice(data))),
    );
    let outcome = at_once(client.sandboxes_get("demo", "a"));
    if let Err(error) = outcome.map_err(nimbus::Error::from) {
        check_shown(&error);
    }
}

/// Decoded, encoded and decoded, it is the same; and so it is with its fields in another order.
fn stays<T: DeserializeOwned + Serialize + PartialEq + Debug>(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(data) else {
        return;
    };
    let written = serde_json::to_string(&value).expect("what was read can be written");
    let again: T = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, value, "{written}");
    assert_eq!(serde_json::to_string(&again).expect("as before"), written);

    let sorted: Value = serde_json::from_str(&written).expect("it is JSON");
    let again: T = serde_json::from_str(&sorted.to_string()).expect("the order tells nothing");
    assert_eq!(again, value, "{sorted}");
    let again: T = serde_json::from_value(sorted).expect("a tree is read as a text is");
    assert_eq!(again, value, "{written}");
}

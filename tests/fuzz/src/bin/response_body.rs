//! Bodies of responses: what decodes is written back so that it decodes to the same, whatever a newer server adds; what
//! does not decode is a short error.

#![no_main]

use std::fmt::Debug;

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use nimbus_api::types::*;
use nimbus_fuzz::{Canned, check_shown, within};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

macro_rules! stay {
    ($data:ident: $($type:ident)*) => {$( stays::<$type>($data); )*};
}

fuzz_target!(|data: &[u8]| {
    stay!(data: Health TenantList Tenant);
    stay!(data: Service ServiceDefinition ServiceDefinitionCollection ServiceCreateRequest);
    stay!(data: ServiceBackendSpec ServiceBackendResponse);
    stay!(data: SandboxResource SandboxCollection SandboxSpec SandboxRootSpec);
    stay!(data: SessionResource SessionCollection SessionTarget ErrorEnvelope);

    let canned = Canned {
        body: Bytes::copy_from_slice(data),
        ..Canned::default()
    };
    let client = canned.client("http://h");
    let outcome = within(1, client.sandboxes_get("demo", "a"));
    if let Err(error) = outcome.map_err(nimbus::Error::from) {
        check_shown(&error);
    }
});

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

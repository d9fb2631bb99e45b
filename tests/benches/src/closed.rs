//! The types of a list of sandboxes as they would be without values of newer servers: serde's own enums and unions, closed.
//! Their names and fields are those of `nimbus::types`, without `Sandbox` at the front.

use std::collections::BTreeMap;
use std::hint::black_box;

use jiff::Timestamp;
use nimbus::types::{CollectionMetadata, RedactedValues, SandboxCollection};
use serde::{Deserialize, Serialize};

use crate::{Outcome, responses};

/// Decodes the text of a list a number of times, as the SDK does or without values of newer servers.
///
/// # Errors
/// When it cannot be decoded.
pub fn decode(is_open: bool, times: u32) -> Outcome {
    let text = responses::page(0, responses::PAGE)?;
    for _ in 0..times {
        let text = black_box(text.as_bytes());
        match is_open {
            true => drop(black_box(serde_json::from_slice::<SandboxCollection>(
                text,
            )?)),
            false => drop(black_box(serde_json::from_slice::<Collection>(text)?)),
        }
    }
    Ok(())
}

/// All that is read can be written, so that a test can see that it is all that there is.
macro_rules! closed {
    ($($(#[$meta:meta])* $kind:ident $name:ident { $($body:tt)* })*) => {$(
        #[derive(Deserialize, Serialize)]
        $(#[$meta])*
        pub(crate) $kind $name { $($body)* }
    )*};
}

closed! {
    struct Collection {
        metadata: CollectionMetadata,
        items: Vec<Sandbox>,
    }
    struct Sandbox {
        metadata: Metadata,
        spec: ResourceSpec,
        status: Status,
    }
    #[serde(rename_all = "camelCase")]
    struct Metadata {
        tenant_id: String,
        id: String,
        generation: u64,
        resource_version: String,
        created_at: Timestamp,
        updated_at: Timestamp,
        labels: BTreeMap<String, String>,
    }
    struct ResourceSpec {
        profile: Profile,
        sandbox: Spec,
    }
    #[serde(rename_all = "camelCase")]
    struct Spec {
        tenant_id: String,
        owner: Owner,
        backend: Backend,
        root: Root,
        process: Process,
    }
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    enum Owner {
        Service { service_name: Option<String> },
        Standalone { display_name: Option<String> },
    }
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Root {
        OciImage { source: Source },
        Redacted { redacted: bool, reason: Reason },
    }
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Source {
        Reference { reference: String },
    }
    struct Process {
        argv: RedactedValues,
        #[serde(skip_serializing_if = "Option::is_none")]
        entrypoint: Option<RedactedValues>,
        #[serde(skip_serializing_if = "Option::is_none")]
        command: Option<RedactedValues>,
        environment: RedactedValues,
        cwd: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        user: Option<String>,
        terminal: bool,
    }
    #[serde(rename_all = "camelCase")]
    struct Status {
        lifecycle_state: Lifecycle,
        readiness: Readiness,
        health: Health,
        backend: Backend,
        endpoints: Vec<Endpoint>,
        conditions: Vec<Condition>,
    }
    struct Endpoint {
        name: String,
        protocol: Protocol,
        host: String,
        port: u16,
    }
    #[serde(rename_all = "camelCase")]
    struct Condition {
        #[serde(rename = "type")]
        type_: String,
        status: Truth,
        reason: String,
        message: String,
        observed_generation: u64,
        last_transition_time: Timestamp,
    }
    #[serde(rename_all = "snake_case")]
    enum Profile { Worker, Desktop }
    #[serde(rename_all = "snake_case")]
    enum Backend { Krun, Container }
    #[serde(rename_all = "camelCase")]
    enum Reason { RequiresInspectPermission, OperatorOnlyLaunchInput }
    #[serde(rename_all = "snake_case")]
    enum Lifecycle { Pending, Declared, Starting, Ready, NotReady, Stopping, Stopped, Failed }
    #[serde(rename_all = "snake_case")]
    enum Readiness { Pending, Ready, NotReady, Stopped, Failed, Unknown }
    #[serde(rename_all = "snake_case")]
    enum Health { Healthy, Unhealthy, Unknown }
    #[serde(rename_all = "snake_case")]
    enum Protocol { Tcp, Http, Https }
    enum Truth { True, False, Unknown }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_value};

    use super::*;

    #[test]
    fn what_is_read_is_what_the_sdk_reads() {
        let text = responses::page(0, 2).unwrap();
        let open: SandboxCollection = from_str(&text).unwrap();
        let closed: Collection = from_str(&text).unwrap();
        assert_eq!(to_value(closed).unwrap(), to_value(open).unwrap());
    }
}

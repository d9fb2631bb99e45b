//! The places of the document that have examples, and the generated types of what stands there.

use std::any::type_name;
use std::collections::BTreeMap;
use std::fmt::Debug;

use nimbus_api::types;
use nimbus_conformance::contract::{Side, document};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A place of the document that has a schema and may have examples.
pub(super) struct Place {
    pub(super) operation: &'static str,
    /// `request`, or the reply's status or range.
    pub(super) part: String,
    pub(super) media: String,
    pub(super) schema: &'static Value,
    /// By their names in `components/examples`.
    pub(super) examples: BTreeMap<String, &'static Value>,
}

impl Place {
    pub(super) fn side(&self) -> Side {
        if self.part == "request" {
            Side::Request
        } else {
            Side::Reply
        }
    }

    pub(super) fn is_error(&self) -> bool {
        self.part.starts_with(['4', '5'])
    }
}

pub(super) fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for operation in &document().operations {
        let replies = operation.replies.iter().filter_map(|(status, reply)| {
            let content = reply.get("content")?.as_object()?;
            Some(
                content
                    .iter()
                    .map(move |(media, content)| (status.clone(), media, content)),
            )
        });
        let bodies = operation.body.iter().flatten();
        let bodies = bodies.map(|(media, content)| ("request".to_owned(), media, content));
        for (part, media, content) in bodies.chain(replies.flatten()) {
            places.push(Place {
                operation: &operation.id,
                part,
                media: media.clone(),
                schema: &content["schema"],
                examples: named_examples(content),
            });
        }
    }
    places
}

fn named_examples(content: &'static Value) -> BTreeMap<String, &'static Value> {
    let mut examples = BTreeMap::new();
    for (key, example) in content["examples"].as_object().into_iter().flatten() {
        let target = example["$ref"]
            .as_str()
            .unwrap_or_else(|| panic!("the example {key} is not one of components/examples"));
        let name = target.strip_prefix("#/components/examples/").unwrap();
        examples.insert(name.to_owned(), &components("examples")[name]["value"]);
    }
    examples
}

pub(super) fn components(kind: &str) -> &'static Value {
    &document().root["components"][kind]
}

/// The generated type of a place.
pub(super) struct Type {
    pub(super) name: &'static str,
    /// The value, decoded and encoded again.
    pub(super) through: fn(&Value) -> Result<Value, String>,
}

fn of<T: Serialize + DeserializeOwned + Debug>() -> Type {
    Type {
        name: type_name::<T>(),
        through: |value| {
            let decoded: T =
                serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
            // A known value that was not recognised is kept all the same, and would come back equal.
            let shown = format!("{decoded:?}");
            if shown.contains("UnknownValue(") || shown.contains("UnknownVariant(") {
                return Err(format!("something in it was not recognised: {shown}"));
            }
            serde_json::to_value(&decoded).map_err(|error| error.to_string())
        },
    }
}

/// The type of every request body and every success.
pub(super) fn types() -> BTreeMap<(&'static str, &'static str), Type> {
    BTreeMap::from([
        (("health_get", "200"), of::<types::Health>()),
        (("tenants_list", "200"), of::<types::TenantList>()),
        (
            ("tenants_create", "request"),
            of::<types::TenantCreateRequest>(),
        ),
        (("tenants_create", "201"), of::<types::Tenant>()),
        (
            ("services_list", "200"),
            of::<types::ServiceDefinitionCollection>(),
        ),
        (
            ("services_create", "request"),
            of::<types::ServiceCreateRequest>(),
        ),
        (("services_create", "201"), of::<types::ServiceDefinition>()),
        (("services_get", "200"), of::<types::Service>()),
        (
            ("services_update", "request"),
            of::<types::ServiceUpdateRequest>(),
        ),
        (("services_update", "200"), of::<types::ServiceDefinition>()),
        (("services_start", "200"), of::<types::Service>()),
        (("services_stop", "200"), of::<types::Service>()),
        (("services_restart", "200"), of::<types::Service>()),
        (("sandboxes_list", "200"), of::<types::SandboxCollection>()),
        (
            ("sandboxes_create", "request"),
            of::<types::SandboxCreateRequest>(),
        ),
        (("sandboxes_create", "201"), of::<types::SandboxResource>()),
        (("sandboxes_get", "200"), of::<types::SandboxResource>()),
        (("sandboxes_stop", "200"), of::<types::SandboxResource>()),
        (("sessions_list", "200"), of::<types::SessionCollection>()),
        (
            ("sessions_open", "request"),
            of::<types::SessionOpenRequest>(),
        ),
        (("sessions_open", "201"), of::<types::SessionResource>()),
        (("sessions_get", "200"), of::<types::SessionResource>()),
        (
            ("sessions_close", "request"),
            of::<types::SessionCloseRequest>(),
        ),
        (("sessions_close", "200"), of::<types::SessionResource>()),
    ])
}

/// The type of a place; errors are all of one, and refusals in text are strings.
pub(super) fn type_of(place: &Place) -> Type {
    if place.media == "text/plain" {
        return of::<String>();
    }
    if place.is_error() {
        return of::<types::ErrorEnvelope>();
    }
    let key = (place.operation, place.part.as_str());
    types()
        .remove(&key)
        .unwrap_or_else(|| panic!("no type is known for {key:?}"))
}

//! The fields of an object.

use anyhow::Result;
use openapiv3::{ObjectType, OpenAPI, ReferenceOr, Schema};

use super::{component, find, flag};

/// One property of an object.
#[derive(Debug, PartialEq)]
pub(crate) struct Field {
    pub wire: String,
    pub docs: String,
    /// Whether it is always there, and never null.
    pub is_given: bool,
    /// May hold a secret: must not show in Debug.
    pub sensitive: bool,
}

pub(crate) fn read(api: &OpenAPI, object: &ObjectType) -> Result<Vec<Field>> {
    let fields = object.properties.iter().map(|(wire, schema)| {
        let data = schema.as_item().map(|schema| &schema.schema_data);
        let nullable = data.is_some_and(|data| data.nullable);
        let sensitive = data.is_some_and(|data| flag(data, "x-sensitive"));
        Ok(Field {
            is_given: object.required.contains(wire) && !nullable,
            wire: wire.clone(),
            docs: docs(api, schema)?,
            sensitive,
        })
    });
    fields.collect()
}

/// The description of the property itself, else that of the component it refers to.
fn docs(api: &OpenAPI, schema: &ReferenceOr<Box<Schema>>) -> Result<String> {
    let schema = match schema {
        ReferenceOr::Reference { reference } => find(api, component(reference)?)?,
        ReferenceOr::Item(schema) => schema,
    };
    Ok(schema.schema_data.description.clone().unwrap_or_default())
}

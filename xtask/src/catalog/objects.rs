//! The fields of an object.

use anyhow::Result;
use openapiv3::{ObjectType, OpenAPI, ReferenceOr, Schema, SchemaKind};

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
    if let Some(description) = &schema.schema_data.description {
        return Ok(description.clone());
    }
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => match all_of.as_slice() {
            [ReferenceOr::Reference { reference }] => {
                let target = find(api, component(reference)?)?;
                Ok(target.schema_data.description.clone().unwrap_or_default())
            }
            _ => Ok(String::new()),
        },
        _ => Ok(String::new()),
    }
}

//! The OpenAPI document, as far as exchanges are judged by it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::schema::Schemas;

const TEXT: &str = include_str!("../../../../openapi/nimbus.yaml");

/// The document of this repository, read once.
///
/// # Panics
/// When it cannot be read: no check means anything then.
pub fn document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| match Document::parse(TEXT) {
        Ok(document) => document,
        Err(error) => panic!("openapi/nimbus.yaml: {error}"),
    })
}

/// An OpenAPI document.
#[derive(Debug)]
pub struct Document {
    /// The whole of it, as it was read.
    pub root: Value,
    /// Its operations, in the order of their paths.
    pub operations: Vec<Operation>,
    /// Its schemas.
    pub schemas: Schemas,
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its path, with the parameters in braces.
    pub path: String,
    /// Its parameters, those of its path too.
    pub parameters: Vec<Parameter>,
    /// The media types of its body with their descriptions, when it has a body.
    pub body: Option<BTreeMap<String, Value>>,
    /// Its replies, by status as `200` or range as `4XX`.
    pub replies: BTreeMap<String, Value>,
    /// Whether it needs a credential.
    pub secured: bool,
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Whether it is in the query rather than in the path.
    pub in_query: bool,
    /// Whether it has to be there.
    pub required: bool,
    /// Its schema.
    pub schema: Value,
    /// Its example.
    pub example: Value,
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    /// Says what is missing in it or cannot be understood.
    pub fn parse(text: &str) -> Result<Self, String> {
        let options = serde_saphyr::options! { strict_booleans: true };
        let root: Value = serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| error.to_string())?;
        let schemas = Schemas::new(&root["components"]["schemas"])?;
        let mut operations = Vec::new();
        for (path, item) in object(&root["paths"], "paths")? {
            for method in ["get", "put", "post", "delete", "patch"] {
                if let Some(operation) = item.get(method) {
                    operations.push(read(&root, path, item, method, operation)?);
                }
            }
        }
        Ok(Self {
            root,
            operations,
            schemas,
        })
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }
}

impl Operation {
    /// What is documented for a status: itself, or its range.
    pub fn reply(&self, status: u16) -> Option<&Value> {
        let range = format!("{}XX", status / 100);
        self.replies
            .get(&status.to_string())
            .or_else(|| self.replies.get(&range))
    }

    /// The status of success.
    pub fn successes(&self) -> impl Iterator<Item = u16> {
        let numbers = self.replies.keys().filter_map(|key| key.parse().ok());
        numbers.filter(|status| (200..300).contains(status))
    }
}

fn read(
    root: &Value,
    path: &str,
    item: &Value,
    method: &str,
    operation: &Value,
) -> Result<Operation, String> {
    let id = operation["operationId"]
        .as_str()
        .ok_or_else(|| format!("{method} {path} has no operationId"))?;
    let mut parameters = Vec::new();
    for list in [&item["parameters"], &operation["parameters"]] {
        for parameter in list.as_array().into_iter().flatten() {
            let parameter = resolve(root, parameter)?;
            parameters.push(Parameter {
                name: parameter["name"].as_str().unwrap_or_default().to_owned(),
                in_query: match parameter["in"].as_str() {
                    Some("query") => true,
                    Some("path") => false,
                    place => return Err(format!("{id}: a parameter in {place:?}")),
                },
                required: parameter["required"] == true,
                schema: parameter["schema"].clone(),
                example: parameter["example"].clone(),
            });
        }
    }
    let body = match operation.get("requestBody") {
        Some(body) => {
            let content = resolve(root, body)?["content"].clone();
            Some(serde_json::from_value(content).map_err(|error| format!("{id}: {error}"))?)
        }
        None => None,
    };
    let mut replies = BTreeMap::new();
    for (status, reply) in object(&operation["responses"], "responses")? {
        replies.insert(status.clone(), resolve(root, reply)?.clone());
    }
    let security = operation.get("security").unwrap_or(&root["security"]);
    Ok(Operation {
        id: id.to_owned(),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        parameters,
        body,
        replies,
        secured: security.as_array().is_some_and(|ways| !ways.is_empty()),
    })
}

fn object<'a>(value: &'a Value, name: &str) -> Result<&'a serde_json::Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!("{name} is no object"))
}

/// The value, or what it refers to.
fn resolve<'a>(root: &'a Value, value: &'a Value) -> Result<&'a Value, String> {
    match value.get("$ref").and_then(Value::as_str) {
        Some(target) => target
            .strip_prefix('#')
            .and_then(|pointer| root.pointer(pointer))
            .ok_or_else(|| format!("{target} is nowhere")),
        None => Ok(value),
    }
}

//! Responses of today's server, which are the examples of the document, and of tomorrow's, which are the same with one
//! kind of thing in them that the document does not list; and what a client makes of them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

/// What is new in a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    Nothing,
    EnumValue,
    UnionMember,
    Field,
}

#[derive(Serialize)]
pub(super) struct Response<'a> {
    /// The component that describes it.
    schema: &'a str,
    value: Value,
    #[serde(skip)]
    pub(super) news: News,
    /// The component that has a value or a member in it that is new.
    #[serde(skip)]
    open: &'a Value,
    /// The members of unions that are in it.
    #[serde(skip)]
    members: Vec<&'a str>,
    #[serde(skip)]
    document: &'a Value,
}

impl<'a> Response<'a> {
    /// What a client has left of it.
    pub(super) fn left(&self, result: &Value) -> &'static str {
        match &result["value"] {
            Value::Null => "fails",
            left if is_same(&self.value, left) => "kept",
            _ => "lost",
        }
    }

    /// Whether members of unions became values of their own types.
    pub(super) fn types(&self, result: &Value) -> &'static str {
        let mut members = self.members.iter();
        match result["types"].as_array() {
            Some(_) if self.members.is_empty() => "",
            Some(types) if members.all(|member| types.contains(&(*member).into())) => "typed",
            Some(_) => "not typed",
            None => "",
        }
    }

    /// The value with what is new, wherever it can stand; collects the members of unions.
    fn with(&mut self, schema: &'a Value, value: &Value) -> Value {
        let schema = resolve(self.document, schema);
        if std::ptr::eq(schema, self.open) {
            return match schema["discriminator"]["propertyName"].as_str() {
                _ if self.news == News::EnumValue => "tomorrow".into(),
                Some(tag) => json!({ tag: "tomorrow", "size": 1 }),
                None => json!({ "tomorrow": { "size": 1 } }),
            };
        }
        let mut value = value.clone();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(field) = value.get_mut(name) {
                *field = self.with(property, field);
            }
        }
        for item in value.as_array_mut().into_iter().flatten() {
            *item = self.with(&schema["items"], item);
        }
        if self.news == News::Field && schema["properties"].is_object() && value.is_object() {
            value["tomorrow"] = json!({ "size": 1 });
        }
        let members: Vec<_> = under(&schema["oneOf"]).collect();
        let Some(member) = members.iter().find(|member| self.fits(member, &value)) else {
            return value;
        };
        // openapi-generator makes one type of a union of one.
        let name = name(member).filter(|_| members.len() > 1);
        self.members.extend(name);
        self.with(member, &value)
    }

    /// Whether a value is of this member of a union: by its tag, or by the property that is there.
    fn fits(&self, member: &Value, value: &Value) -> bool {
        let member = resolve(self.document, member);
        let mut required = under(&member["required"]).filter_map(Value::as_str);
        required.all(|name| {
            let property = resolve(self.document, &member["properties"][name]);
            let tag = property["enum"].as_array().filter(|known| known.len() == 1);
            let found = value.get(name);
            found.is_some_and(|found| tag.is_none_or(|tag| tag.contains(found)))
        })
    }
}

/// Whether nothing is lost but null, and the form of numbers and timestamps.
fn is_same(value: &Value, left: &Value) -> bool {
    match (value, left) {
        (Value::Object(fields), Value::Object(left)) => {
            let mut fields = fields.iter().filter(|field| !field.1.is_null());
            fields.all(|(name, value)| left.get(name).is_some_and(|left| is_same(value, left)))
        }
        (Value::Array(items), Value::Array(left)) => {
            items.len() == left.len() && items.iter().zip(left).all(|it| is_same(it.0, it.1))
        }
        (Value::Number(number), Value::Number(left)) => number.as_f64() == left.as_f64(),
        (Value::String(text), Value::String(left)) => {
            text == left || text.ends_with('Z') && text.get(..19) == left.get(..19)
        }
        _ => value == left,
    }
}

/// Every example of a response, and each once more for everything that can be new in it.
pub(super) fn responses(document: &Value) -> Vec<Response<'_>> {
    let operations = under(&document["paths"]).flat_map(under);
    let all = operations.flat_map(|operation| under(&operation["responses"]));
    let all = all.chain(under(&document["components"]["responses"]));
    let mut examples = BTreeMap::new();
    for media in all.flat_map(|response| under(&response["content"])) {
        for example in under(&media["examples"]) {
            if let Some(name) = name(&media["schema"]) {
                examples.insert((name, example.to_string()), (&media["schema"], example));
            }
        }
    }
    let mut all_news = vec![(News::Nothing, &Value::Null), (News::Field, &Value::Null)];
    for schema in under(&document["components"]["schemas"]).filter(|it| it["x-open"] == true) {
        all_news.push(match schema["enum"].is_array() {
            true => (News::EnumValue, schema),
            false => (News::UnionMember, schema),
        });
    }
    let mut responses = Vec::new();
    for ((name, _), (schema, example)) in examples {
        let example = &resolve(document, example)["value"];
        for &(news, open) in &all_news {
            let mut response = Response {
                schema: name,
                value: Value::Null,
                news,
                open,
                members: Vec::new(),
                document,
            };
            response.value = response.with(schema, example);
            if news == News::Nothing || response.value != *example {
                responses.push(response);
            }
        }
    }
    responses
}

/// The items of an array, or the values of an object.
fn under(value: &Value) -> impl Iterator<Item = &Value> {
    let items = value.as_array().into_iter().flatten();
    items.chain(value.as_object().into_iter().flat_map(|it| it.values()))
}

fn resolve<'a>(document: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(target) = value["$ref"].as_str() {
        value = document.pointer(&target[1..]).unwrap_or(&Value::Null);
    }
    value
}

/// The name of the component that a reference refers to.
fn name(reference: &Value) -> Option<&str> {
    Some(reference["$ref"].as_str()?.rsplit_once('/')?.1)
}

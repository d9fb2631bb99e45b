//! Replies of today's server, which are the examples of the document, and of tomorrow's, which are the same with one
//! thing in them that the document does not list.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::tree::sites::responses;
use crate::tree::{Node, Source, escape};

/// What is new in a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) enum News {
    Nothing,
    EnumValue,
    Kind,
    Field,
}

#[derive(PartialEq, Debug, Serialize)]
pub(crate) struct Reply {
    /// The component that describes it.
    pub(crate) schema: String,
    pub(crate) value: Value,
    #[serde(skip)]
    pub(crate) news: News,
    /// The JSON pointer of what is new.
    #[serde(skip)]
    pub(crate) place: String,
    /// The members of unions that are in the example.
    #[serde(skip)]
    pub(crate) members: Vec<String>,
}

/// Every example of a reply, and each once more for every place in it where something new can stand.
pub(crate) fn replies(source: &Source) -> Vec<Reply> {
    let mut examples = BTreeMap::new();
    for media in responses(source).iter().flat_map(|it| it.under("content")) {
        let Some(schema) = media.get("schema").filter(|schema| schema.has("$ref")) else {
            continue;
        };
        for example in media.under("examples") {
            let example = source.resolve(&example);
            if let Some(value) = example.get("value") {
                examples.insert((source.resolve(&schema).key(), example.key()), value.value);
            }
        }
    }
    let mut replies = Vec::new();
    for ((schema, _), value) in examples {
        let mut found = Found {
            places: vec![(News::Nothing, String::new(), value.clone())],
            members: Vec::new(),
        };
        if let Some(node) = source.target(&format!("#/components/schemas/{schema}")) {
            found.find(source, &node, value, "");
        }
        let Found { places, members } = found;
        replies.extend(places.into_iter().map(|(news, place, new)| Reply {
            schema: schema.clone(),
            value: with(value, &place, new),
            news,
            place,
            members: members.clone(),
        }));
    }
    replies
}

/// Where a value can have something new in it, and what; and the members of unions that are in it.
struct Found {
    places: Vec<(News, String, Value)>,
    members: Vec<String>,
}

impl Found {
    fn find(&mut self, source: &Source, schema: &Node<'_>, value: &Value, place: &str) {
        let schema = source.resolve(schema);
        let is_open = schema.is("x-open", &true.into());
        let mut add = |news, place: String, new| self.places.push((news, place, new));
        if is_open && schema.has("enum") {
            add(News::EnumValue, place.to_owned(), json!("tomorrow"));
        }
        if is_open && schema.has("oneOf") {
            let tag = schema.get("discriminator");
            let new = match tag.as_ref().and_then(|tag| tag.text("propertyName")) {
                Some(tag) => json!({ tag: "tomorrow", "size": 1 }),
                None => json!({ "tomorrow": { "size": 1 } }),
            };
            add(News::Kind, place.to_owned(), new);
        }
        if schema.has("properties") {
            let new = json!({ "size": 1 });
            add(News::Field, format!("{place}/tomorrow"), new);
        }
        let members = schema.items("oneOf");
        for member in members.iter().map(|member| source.resolve(member)) {
            if fits(source, &member, value) {
                // openapi-generator makes one type of a union of one.
                if members.len() > 1 {
                    self.members.push(member.key());
                }
                self.find(source, &member, value, place);
            }
        }
        for property in schema.under("properties") {
            if let Some(value) = value.get(property.key()) {
                let place = format!("{place}/{}", escape(&property.key()));
                self.find(source, &property, value, &place);
            }
        }
        if let Some(items) = schema.get("items") {
            for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                self.find(source, &items, value, &format!("{place}/{index}"));
            }
        }
    }
}

/// Whether a value is of this member of a union: by its tag, or by the property that is there.
fn fits(source: &Source, member: &Node<'_>, value: &Value) -> bool {
    member.strings("required").into_iter().all(|name| {
        let property = member.get("properties").and_then(|all| all.get(name));
        let known = property.map(|it| source.resolve(&it));
        let known = known.and_then(|it| it.value.get("enum")?.as_array());
        let has_tag = |value| known.is_none_or(|known| known.len() > 1 || known.contains(value));
        value.get(name).is_some_and(has_tag)
    })
}

/// The value with another at a place: an existing one, or a new field of an existing object.
fn with(value: &Value, place: &str, new: Value) -> Value {
    let mut value = value.clone();
    if let Some(old) = value.pointer_mut(place) {
        *old = new;
    } else if let Some((object, name)) = place.rsplit_once('/')
        && let Some(object) = value.pointer_mut(object)
    {
        object[name] = new;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r##"
openapi: 3.0.3
paths:
  /shapes:
    get:
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Page" }
              examples: { One: { $ref: "#/components/examples/One" } }
components:
  examples:
    One: { value: { items: [{ kind: round, color: red }] } }
  schemas:
    Page:
      type: object
      properties:
        items: { type: array, items: { $ref: "#/components/schemas/Shape" } }
    Shape:
      x-open: true
      oneOf: [{ $ref: "#/components/schemas/Square" }, { $ref: "#/components/schemas/Circle" }]
      discriminator: { propertyName: kind }
    Square: { type: object, required: [kind], properties: { kind: { type: string, enum: [square] } } }
    Circle:
      type: object
      required: [kind]
      properties:
        kind: { type: string, enum: [round] }
        color: { type: string, enum: [red], x-open: true }
"##;

    #[test]
    fn something_new_stands_once_wherever_it_can() {
        let replies = replies(&Source::parse(DOCUMENT).unwrap());
        let found: Vec<_> = replies
            .iter()
            .map(|reply| (reply.news, reply.place.as_str(), reply.value.clone()))
            .collect();
        let new = json!({"size": 1});
        let shape = json!({"kind": "round", "color": "red"});
        let expected = [
            (News::Nothing, "", json!({"items": [shape]})),
            (
                News::Field,
                "/tomorrow",
                json!({"items": [shape], "tomorrow": new}),
            ),
            (
                News::Kind,
                "/items/0",
                json!({"items": [{"kind": "tomorrow", "size": 1}]}),
            ),
            (
                News::Field,
                "/items/0/tomorrow",
                json!({"items": [{"kind": "round", "color": "red", "tomorrow": new}]}),
            ),
            (
                News::EnumValue,
                "/items/0/color",
                json!({"items": [{"kind": "round", "color": "tomorrow"}]}),
            ),
        ];
        assert_eq!(found, expected);
        assert_eq!(replies[0].members, ["Circle"]);
    }
}

//! The unknown variants of unions.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

/// A variant that this version does not know. The whole object is kept and written back unchanged.
///
/// The last digit of a decimal with more than 15 digits is kept only if the program enables the feature
/// `float_roundtrip` of serde_json.
///
/// `Debug` shows the names of its fields but not the values, which may be secret.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct UnknownVariant {
    #[serde(skip)]
    kind: String,
    object: Map<String, Value>,
}

impl UnknownVariant {
    pub(crate) fn new(kind: String, object: Map<String, Value>) -> Self {
        Self { kind, object }
    }

    /// Returns what identifies the variant: the value of the tag, or the key.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Returns the whole object.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.object
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.object.keys().collect();
        f.debug_struct("UnknownVariant")
            .field("kind", &self.kind)
            .field("fields", &fields)
            .finish()
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for UnknownVariant {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UnknownVariant".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object" })
    }
}

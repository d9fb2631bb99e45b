//! The table of operations.

use anyhow::{Context, Result, bail, ensure};
use openapiv3::{OpenAPI, Operation, StatusCode};

pub(crate) fn write(api: &OpenAPI) -> Result<String> {
    let mut names = Vec::new();
    let mut statics = String::new();
    let mut arms = String::new();
    for (path, method, operation) in api.operations() {
        let id = operation.operation_id.as_deref();
        let id = id.with_context(|| format!("{method} {path} has no operationId"))?;
        let name = id.to_uppercase();
        statics += &entry(&name, id, method, path, operation)
            .with_context(|| format!("{id} cannot be in the table of operations"))?;
        arms += &format!("{id:?} => Some(&{name}),\n");
        names.push(format!("&{name}"));
    }
    Ok(format!(
        "/// The table of all operations.
pub mod operations {{
    use crate::{{Operation, Retry}};
    {statics}
    /// All operations, in the order of the document.
    pub static ALL: [&Operation; {}] = [{}];
    /// The operation of this id.
    pub fn by_id(id: &str) -> Option<&'static Operation> {{
        match id {{
            {arms}            _ => None,
        }}
    }}
}}
",
        names.len(),
        names.join(", ")
    ))
}

fn entry(name: &str, id: &str, method: &str, path: &str, operation: &Operation) -> Result<String> {
    let method = method.to_uppercase();
    let success = success(operation)?;
    let retry = match operation
        .extensions
        .get("x-retry")
        .and_then(|value| value.as_str())
    {
        Some("safe") => "Safe",
        Some("guarded") => "Guarded",
        Some("unsafe") => "Unsafe",
        other => bail!("x-retry must be safe, guarded or unsafe, not {other:?}"),
    };
    let summary = operation.summary.as_deref().unwrap_or(id);
    Ok(format!(
        "/// {summary}: `{method} {path}`.
    pub static {name}: Operation = Operation {{
        id: {id:?}, method: {method:?}, path: {path:?}, success: {success}, retry: Retry::{retry}
    }};
"
    ))
}

fn success(operation: &Operation) -> Result<u16> {
    let mut codes = operation
        .responses
        .responses
        .keys()
        .filter_map(|status| match status {
            StatusCode::Code(code) if (200..300).contains(code) => Some(*code),
            _ => None,
        });
    let code = codes.next().context("it has no reply that is a success")?;
    ensure!(
        codes.next().is_none(),
        "it has more than one reply that is a success"
    );
    Ok(code)
}

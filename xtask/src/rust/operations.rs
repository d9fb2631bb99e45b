//! The table of operations.

use anyhow::{Result, bail};

use crate::catalog::Operation;

pub(crate) fn write(operations: &[Operation]) -> Result<String> {
    let mut names = Vec::new();
    let mut statics = String::new();
    let mut arms = String::new();
    for operation in operations {
        let (id, name) = (&operation.id, operation.id.to_uppercase());
        statics += &entry(&name, operation)?;
        arms += &format!("{id:?} => Some(&{name}),\n");
        names.push(format!("&{name}"));
    }
    Ok(format!(
        "/// The table of all operations.
pub mod operations {{
    use crate::{{Operation, RetrySafety}};
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

fn entry(name: &str, operation: &Operation) -> Result<String> {
    let Operation {
        id,
        method,
        path,
        summary,
        success,
        ..
    } = operation;
    let retry = match operation.retry.as_str() {
        "safe" => "Safe",
        "guarded" => "Guarded",
        "unsafe" => "Unsafe",
        other => bail!("x-retry of {id} must be safe, guarded or unsafe, not {other}"),
    };
    Ok(format!(
        "/// {summary}: `{method} {path}`.
    pub static {name}: Operation = Operation {{
        id: {id:?}, method: {method:?}, path: {path:?}, success: {success}, retry: RetrySafety::{retry}
    }};
"
    ))
}

//! Checks of arguments before a request is sent, for example of names and ids that become a part of a URL.

use std::collections::BTreeMap;

use crate::types::{SandboxOwnerSpec, SandboxSpec, ServiceBackendSpec};
use crate::{Error, Result};

/// Checks a value that becomes one segment of a path.
///
/// `.` and `..` are refused because the URL standard removes them even when they are percent-encoded, so that the
/// request would reach another route.
///
/// # Errors
/// The value is blank, is a dot segment, or contains a control character. The error names `argument`.
pub(crate) fn path_segment<'a>(argument: &'static str, value: &'a str) -> Result<&'a str> {
    let problem = if value.trim().is_empty() {
        "must not be blank"
    } else if value == "." || value == ".." {
        "must not be `.` or `..`, which cannot be a segment of a URL"
    } else if value.chars().any(char::is_control) {
        "must not contain control characters"
    } else {
        return Ok(value);
    };
    Err(Error::invalid_input(
        argument,
        format!("{argument} {problem}"),
    ))
}

/// # Errors
/// A key is blank. The error names the argument `labels`.
pub(crate) fn label_keys(labels: &BTreeMap<String, String>) -> Result<()> {
    if labels.keys().any(|key| key.trim().is_empty()) {
        return Err(Error::invalid_input(
            "labels",
            "the key of a label must not be blank",
        ));
    }
    Ok(())
}

/// Checks that a sandbox that is created on its own is not owned by a service.
///
/// # Errors
/// The error names the argument `owner`.
pub(crate) fn owner_of_sandbox(spec: &SandboxSpec) -> Result<()> {
    match &spec.owner {
        SandboxOwnerSpec::Service(_) => Err(Error::invalid_input(
            "owner",
            "a sandbox that is created on its own cannot be owned by a service: omit the owner, or make it standalone",
        )),
        _ => Ok(()),
    }
}

/// Checks that the sandbox of a service is owned by that service.
///
/// # Errors
/// The error names the argument `owner`.
pub(crate) fn owner_of_backend(backend: &ServiceBackendSpec, service: &str) -> Result<()> {
    let ServiceBackendSpec::Sandbox(backend) = backend else {
        return Ok(());
    };
    let message = match &backend.sandbox.owner {
        SandboxOwnerSpec::Standalone(_) => {
            "the sandbox of a service cannot be standalone: omit the owner, or make it the service"
                .to_owned()
        }
        SandboxOwnerSpec::Service(owner) => match &owner.service_name {
            Some(name) if name != service => {
                format!(
                    "the sandbox of the service {service:?} names another service, {name:?}, as its owner"
                )
            }
            _ => return Ok(()),
        },
        _ => return Ok(()),
    };
    Err(Error::invalid_input("owner", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_path_can_carry_is_refused_by_name() {
        for bad in [
            "", " ", "\t", ".", "..", "a\nb", "a\0", "a\u{7f}", "a\u{85}",
        ] {
            let error = path_segment("name", bad).unwrap_err();
            assert_eq!(error.argument(), Some("name"), "{bad:?}");
        }
        for good in ["web", "...", "a b", " web ", "a/b", "a\\b", "ü", "%2e%2e"] {
            assert_eq!(path_segment("name", good).unwrap(), good);
        }
    }
}

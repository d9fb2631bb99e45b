//! Names and ids on their way into a URL: what cannot be carried is refused here, before any request.

use crate::types::{SandboxOwnerSpec, SandboxSpec, ServiceBackendSpec};
use crate::{Error, Result};

/// The tenant of one call: the call's own if it has one, else the client's.
///
/// # Errors
/// When neither is set, or the one that counts cannot be a tenant's id.
pub(crate) fn tenant<'a>(call: Option<&'a str>, client: Option<&'a str>) -> Result<&'a str> {
    match call.or(client) {
        Some(tenant) => tenant_id(tenant),
        None => Err(Error::invalid_input(
            "tenant",
            "no tenant: set one on the call with .tenant(..) or on the client with Nimbus::builder().tenant(..)",
        )),
    }
}

/// A value that the contract's pattern takes for the id of a tenant.
///
/// # Errors
/// Names the argument `tenant`.
pub(crate) fn tenant_id(value: &str) -> Result<&str> {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if matches!(value.len(), 1..=128) && value.bytes().all(is_legal) && !value.starts_with('_') {
        return Ok(value);
    }
    Err(Error::invalid_input(
        "tenant",
        "tenant must be 1 to 128 of the characters A-Z, a-z, 0-9, - and _, and must not begin with _",
    ))
}

/// A value that becomes one segment of a path, unchanged.
///
/// `.` and `..` are refused because no URL can carry them: the URL standard removes them even when they are
/// percent-encoded, and the request would reach another route.
///
/// # Errors
/// Names `argument`, when the value is blank, a dot segment, or holds a control character.
pub(crate) fn path_segment<'a>(argument: &'static str, value: &'a str) -> Result<&'a str> {
    let problem = if value.trim().is_empty() {
        "must not be blank"
    } else if value == "." || value == ".." {
        "must not be a dot segment (`.` or `..`): no URL can carry it"
    } else if value.chars().any(char::is_control) {
        "must not hold control characters"
    } else {
        return Ok(value);
    };
    Err(Error::invalid_input(
        argument,
        format!("{argument} {problem}"),
    ))
}

/// A sandbox that is created on its own belongs to no service.
///
/// # Errors
/// Names the argument `owner`.
pub(crate) fn owner_of_sandbox(spec: &SandboxSpec) -> Result<()> {
    match &spec.owner {
        SandboxOwnerSpec::Service(_) => Err(Error::invalid_input(
            "owner",
            "a sandbox that is created on its own has no service as its owner: leave the owner out, or make it standalone",
        )),
        _ => Ok(()),
    }
}

/// The sandbox of a service belongs to that service.
///
/// # Errors
/// Names the argument `owner`.
pub(crate) fn owner_of_backend(backend: &ServiceBackendSpec, service: &str) -> Result<()> {
    let ServiceBackendSpec::Sandbox(backend) = backend else {
        return Ok(());
    };
    let message = match &backend.sandbox.owner {
        SandboxOwnerSpec::Standalone(_) => {
            "the sandbox of a service is not standalone: leave the owner out, or make it the service".to_owned()
        }
        SandboxOwnerSpec::Service(owner) => match &owner.service_name {
            Some(name) if name != service => {
                format!("the sandbox of the service {service:?} names another service, {name:?}, as its owner")
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
    fn call_tenant_beats_client_tenant() {
        assert_eq!(tenant(Some("a"), Some("b")).unwrap(), "a");
        assert_eq!(tenant(None, Some("b")).unwrap(), "b");
    }

    #[test]
    fn a_missing_tenant_names_both_places_to_set_it() {
        let text = tenant(None, None).unwrap_err().to_string();
        assert!(
            text.contains(".tenant(..)") && text.contains("builder()"),
            "{text}"
        );
    }

    #[test]
    fn a_blank_tenant_on_the_call_is_a_mistake_and_not_the_clients_tenant() {
        assert!(tenant(Some(" "), Some("b")).is_err());
    }

    #[test]
    fn a_tenant_is_what_the_contracts_pattern_takes() {
        let longest = "a".repeat(128);
        for good in ["a", "-", "A-b_c", "9_", &longest] {
            assert_eq!(tenant_id(good).unwrap(), good);
        }
        let longer = "a".repeat(129);
        for bad in ["", "_", "_a", "A B", "a/b", "a.b", "a\n", "ü", &longer] {
            let error = tenant_id(bad).unwrap_err();
            assert_eq!(error.argument(), Some("tenant"), "{bad:?}");
        }
    }

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

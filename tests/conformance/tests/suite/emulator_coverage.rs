//! The whole document, against the emulator.

use nimbus_conformance::contract::document;

use super::emulator_driver::Seen;
use super::{emulator_refusals, emulator_resources, emulator_services};

/// Documented, because servers that share the routes may answer so, and out of reach here.
const OUT_OF_REACH: [(&str, u16); 1] = [
    // Sandboxes get their id from the server, which does not give one out twice.
    ("sandboxes_create", 409),
];

#[tokio::test(start_paused = true)]
async fn every_documented_status_of_every_operation_is_seen() {
    let mut seen = Seen::new();
    seen.extend(emulator_refusals::credentials().await);
    seen.extend(emulator_refusals::foreign_tenants().await);
    seen.extend(emulator_refusals::malformed().await);
    seen.extend(emulator_refusals::bodies().await);
    seen.extend(emulator_refusals::unknown_things().await);
    seen.extend(emulator_services::definitions().await);
    seen.extend(emulator_services::lifecycle().await);
    seen.extend(emulator_services::activation_limit().await);
    seen.extend(emulator_resources::tenants().await);
    seen.extend(emulator_resources::sandboxes().await);
    seen.extend(emulator_resources::sessions().await);
    seen.extend(emulator_resources::session_tenants().await);

    let mut documented = Seen::new();
    for operation in &document().operations {
        let statuses = operation
            .replies
            .keys()
            .filter_map(|status| status.parse().ok());
        documented.extend(statuses.map(|status| (operation.id.clone(), status)));
    }
    let out_of_reach: Seen = OUT_OF_REACH
        .map(|(id, status)| (id.to_owned(), status))
        .into();
    let missing: Vec<_> = documented.difference(&seen).collect();
    assert_eq!(missing, out_of_reach.iter().collect::<Vec<_>>());
    let undocumented: Vec<_> = seen.difference(&documented).collect();
    assert!(undocumented.is_empty(), "only by a range: {undocumented:?}");
}

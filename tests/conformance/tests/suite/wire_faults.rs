//! Every fault gives the right error, and the same one every time.

use nimbus::{ErrorKind, Sent};
use nimbus_conformance::wire::faults::Place;
use nimbus_conformance::wire::{Act, Verb, table};

/// The table in the documentation is what calls make of the faults today.
#[test]
fn the_table_of_faults_in_the_documentation_is_what_happens() {
    let rows = table::rows().unwrap();
    let document = std::fs::read_to_string(table::path()).unwrap();
    let written = table::written(&document).expect("errors.md has lost the marks of the table");
    let now = table::render(&rows);
    for (written, now) in written.lines().zip(now.lines()) {
        assert_eq!(written, now, "if this is meant, run: {}", table::COMMAND);
    }
    assert_eq!(written, now, "if this is meant, run: {}", table::COMMAND);

    for row in &rows {
        for (verb, cell) in Verb::ALL.into_iter().zip(&row.cells) {
            let (fault, error) = (&row.fault, &cell.error);
            let text = format!("{error} {error:?} {error:#?}");
            assert!(
                !text.contains(nimbus_conformance::script::TOKEN),
                "{}: {text}",
                fault.name
            );
            assert!(error.operation().is_some(), "{}", fault.name);
            assert_eq!(
                error.headers().is_some(),
                error.status().is_some(),
                "{}",
                fault.name
            );
            if error.kind() == ErrorKind::Connect {
                assert_eq!(
                    (error.sent(), cell.requests),
                    (Sent::No, 0),
                    "{}",
                    fault.name
                );
            }
            // The HTTP client repeats by itself what HTTP/2 says has not been taken up.
            let graceful = matches!(fault.place, Place::Http2(Act::GoAway(0)));
            let repeated = cell.requests > 1 && !graceful;
            let status = error.status().map(|status| status.as_u16());
            if verb != Verb::Safe && repeated {
                assert_eq!(
                    status,
                    Some(429),
                    "{} was sent {} times",
                    fault.name,
                    cell.requests
                );
            }
        }
    }
}

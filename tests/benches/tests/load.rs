//! A tenth of the load, on every run of the tests. The whole: `cargo run --release -p nimbus-benches --bin load`.

use std::process::Command;

#[test]
fn twenty_thousand_calls_with_faults_make_nothing_twice_and_lose_nothing() {
    let program = env!("CARGO_BIN_EXE_load");
    let output = Command::new(program).arg("20000").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    println!("{out}");
    assert!(output.status.success(), "{out}\n{err}");
}

//! CONTRIBUTING.md knows every command and every step.

use clap::CommandFactory as _;

use crate::{Arguments, ci, outputs};

fn text() -> String {
    let path = outputs::root().unwrap().join("CONTRIBUTING.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn it_tells_what_every_command_is_for() {
    let text = text();
    for command in Arguments::command().get_subcommands() {
        let row = format!("| `{}", command.get_name());
        let found = text.lines().any(|line| {
            line.starts_with(&format!("{row}`")) || line.starts_with(&format!("{row} "))
        });
        assert!(found, "there is no row {row}");
    }
}

#[test]
fn it_lists_the_steps_of_ci_in_their_order() {
    let text = text();
    let (_, after) = text.split_once("| Step | Holds |\n|---|---|\n").unwrap();
    let rows = after.lines().take_while(|line| line.starts_with('|'));
    let named: Vec<&str> = rows.map(|row| row.split('`').nth(1).unwrap()).collect();
    let steps: Vec<&str> = ci::names().collect();
    assert_eq!(named, steps);
}

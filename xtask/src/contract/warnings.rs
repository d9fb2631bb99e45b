//! What a generator says that it should not have to say of a document.

use anyhow::{Result, bail};

/// What openapi-generator warns of, without being about the document.
const NOT_ABOUT_THE_DOCUMENT: [&str; 1] = [
    // Java's sample code in its README leaves it out.
    "Ignoring complex example on request body",
];

/// # Errors
/// The lines that warn of something.
pub(crate) fn without_warnings(output: String) -> Result<()> {
    let warns = |line: &&str| {
        ["WARN", "ERROR", "warning", "recommendation"]
            .iter()
            .any(|word| line.contains(word))
            && !NOT_ABOUT_THE_DOCUMENT
                .iter()
                .any(|text| line.contains(text))
    };
    let warnings: Vec<&str> = output.lines().filter(warns).collect();
    if warnings.is_empty() {
        return Ok(());
    }
    bail!("{}", warnings.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_of_the_generator_fails() {
        let output = "[main] INFO  a\n[main] WARN  o.o.codegen - odd\n";
        let error = without_warnings(output.to_owned()).unwrap_err();
        assert_eq!(error.to_string(), "[main] WARN  o.o.codegen - odd");
        assert!(without_warnings("[main] INFO  fine\n".to_owned()).is_ok());
    }

    #[test]
    fn what_is_not_about_the_document_passes() {
        let output = format!("[main] WARN  x - {}\n", NOT_ABOUT_THE_DOCUMENT[0]);
        assert!(without_warnings(output).is_ok());
    }
}

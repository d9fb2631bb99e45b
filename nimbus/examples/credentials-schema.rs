//! Prints the JSON Schema of the credential file; `cargo xtask regen` writes it to openapi/credentials.schema.json.

fn main() {
    println!("{:#}", nimbus::discovery::credential_file_schema());
}

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| nimbus::fuzz::run("reply_body", data));

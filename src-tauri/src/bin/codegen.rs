//! Writes the TypeScript of everything that crosses to the window, to the path given.

use std::process::ExitCode;

#[allow(clippy::print_stderr, reason = "a command speaks on its streams")]
fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("codegen: the path of the file to write is missing");
        return ExitCode::from(2);
    };
    match hedan::export_bindings(path.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("codegen: {error}");
            ExitCode::FAILURE
        }
    }
}

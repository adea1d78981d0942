//! The `nos` program: what was typed goes in, an exit status comes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    ExitCode::from(nos::run(&args, &mut nos::system::System::real()))
}

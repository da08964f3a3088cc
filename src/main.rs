//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    oogo::cli::run(std::env::args_os()).into()
}

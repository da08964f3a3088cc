//! Named points between two steps of a save, at which a test can stop the program as `kill -9`
//! would. A release build has none.

/// Stops the process here when the environment says so: `OOGO_BREEKPUNT=name`.
pub fn point(name: &str) {
    #[cfg(debug_assertions)]
    if std::env::var("OOGO_BREEKPUNT").is_ok_and(|wanted| wanted == name) {
        std::process::abort();
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}

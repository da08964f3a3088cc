//! What the state asks of the terminal and the system around it; the state itself touches neither.

/// One such thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put text on the system's clipboard.
    Copy(String),
    /// Give what is on the system's clipboard; the answer is a message.
    Paste,
    /// Let the user edit text in a program of their own; the answer is a message.
    Edit(String),
}

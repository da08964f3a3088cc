//! Fields with a fixed list of answers: one macro gives the type, its words in the files and its
//! words on screen.

/// One answer: the word in the file, and what the reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Optie {
    /// As the file holds it.
    pub woord: &'static str,
    /// As the reader sees it.
    pub label: &'static str,
}

macro_rules! keuze {
    ($(#[$doc:meta])* $naam:ident { $($(#[$vdoc:meta])* $variant:ident $woord:literal $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $naam {
            $($(#[$vdoc])* #[doc = $label] #[serde(rename = $woord)] $variant,)+
        }

        impl $naam {
            /// Every answer, in the order in which a reader is offered them.
            pub const OPTIES: &'static [$crate::agenda::keuze::Optie] = &[
                $($crate::agenda::keuze::Optie { woord: $woord, label: $label },)+
            ];

            /// As the file holds it.
            pub fn woord(self) -> &'static str {
                match self { $(Self::$variant => $woord,)+ }
            }

            /// As the reader sees it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }
    };
}
pub(crate) use keuze;

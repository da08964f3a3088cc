//! What a party says of a text, who may speak for it, and what proves that.

pub mod agent;
pub mod akkoord;
pub(in crate::actions) mod einde_akkoord;
pub(in crate::actions) mod getoetst;
pub mod lijst;
pub mod logboeken;
pub(in crate::actions) mod onderteken;
pub mod ongedaan;
pub mod peilmerk;
pub mod registratie;
pub(in crate::actions) mod schoning;
pub mod sleutel;
pub mod standen;
pub mod tekenen;
pub(in crate::actions) mod toets;
pub mod vertrouwen;
pub mod wie_mag;

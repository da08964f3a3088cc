//! The forms that are no part of an afspraak.

use super::dialog::{Form, FormField, Purpose};
use crate::actions::gebruiker::Gebruiker;
use crate::agenda::veld::Soort;
use crate::agenda::{Ontwikkelagenda, ThemaId};

fn tekstveld(naam: &str, label: &str, uitleg: &str, tekst: String) -> FormField {
    FormField {
        naam: naam.to_owned(),
        label: label.to_owned(),
        uitleg: uitleg.to_owned(),
        soort: Soort::Tekst,
        tekst,
        opties: Vec::new(),
    }
}

/// The form that asks who is at the keyboard.
pub fn who_am_i(agenda: &Ontwikkelagenda, nu: Option<&Gebruiker>, voor_opslaan: bool) -> Form {
    let van = |f: fn(&Gebruiker) -> String| nu.map(f).unwrap_or_default();
    let opties = agenda.partijen.iter().map(|(id, p)| (id.to_string(), p.naam.clone())).collect();
    let partij = FormField {
        opties,
        ..tekstveld("partij", "Partij", "De partij waarvoor u werkt.", van(|g| g.partij.to_string()))
    };
    let velden = vec![
        partij,
        tekstveld("functie", "Functie", "Zoals ‘beleidsmedewerker onderwijs’.", van(|g| g.functie.clone())),
        tekstveld(
            "mailbox",
            "Mailbox",
            "Het gedeelde adres van uw afdeling; leeg mag.",
            van(|g| g.mailbox.clone().unwrap_or_default()),
        ),
        tekstveld(
            "naam",
            "Naam",
            "Alleen als u bij elke versie genoemd wilt worden; leeg mag.",
            van(|g| g.naam.clone().unwrap_or_default()),
        ),
    ];
    let uitleg = "Bij elke versie staan uw functie en partij. oogo vraagt dit één keer op deze computer.";
    Form::new(Purpose::WhoAmI(voor_opslaan), "Wie bent u?", uitleg, velden)
}

/// The form for a new ontwikkelagenda.
pub fn new_agenda() -> Form {
    let velden = vec![
        tekstveld("naam", "Naam", "Zoals ‘Ontwikkelagenda regio Voorbeeldland 2026–2030’.", String::new()),
        tekstveld("map", "Map", "Een nieuwe of lege map, zoals ~/Documenten/ontwikkelagenda.", String::new()),
        tekstveld(
            "partij",
            "Uw partij",
            "De volledige naam, zoals ‘gemeente Voorbeeldstad’ of ‘SWV PO Voorbeeldland’.",
            String::new(),
        ),
        tekstveld("functie", "Uw functie", "Zoals ‘beleidsmedewerker onderwijs’.", String::new()),
    ];
    Form::new(Purpose::NewAgenda, "Nieuwe ontwikkelagenda", "De andere partijen voegt u later toe.", velden)
}

/// The form for a new afspraak, in this theme to begin with.
pub fn new_afspraak(agenda: &Ontwikkelagenda, thema: Option<&ThemaId>) -> Form {
    let opties = agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect();
    let thema = thema.map(ToString::to_string).unwrap_or_default();
    let velden = vec![
        tekstveld("titel", "Titel", "Kort en herkenbaar.", String::new()),
        FormField { opties, ..tekstveld("thema", "Thema", "Waar de afspraak bij hoort.", thema) },
    ];
    let uitleg = "Een titel is genoeg om te beginnen; de rest vult u daarna in.";
    Form::new(Purpose::NewAfspraak, "Nieuwe afspraak", uitleg, velden)
}

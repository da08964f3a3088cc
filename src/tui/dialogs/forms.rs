//! The forms that are no part of an afspraak.

use crate::actions::gebruiker::Gebruiker;
use crate::actions::registratie::OPHEFFEN;
use crate::agenda::afspraak::Niveau;
use crate::agenda::keuze::Optie;
use crate::agenda::overleg::Overlegsoort;
use crate::agenda::partij::Partijsoort;
use crate::agenda::selectie::Selectie;
use crate::agenda::veld::Soort;
use crate::agenda::voortgang::Status;
use crate::agenda::{Ontwikkelagenda, ThemaId};
use crate::tui::action::Action;
use crate::tui::dialogs::dialog::{Form, FormField, Purpose};
use crate::verklaring::{
    BesluitDoor, Grondslag, Onderwerp, Soort as Soortstandpunt, Standpunt, Voorbehoudsoort, Wijze,
};

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
pub fn who_am_i(agenda: &Ontwikkelagenda, nu: Option<&Gebruiker>, then: Option<Action>) -> Form {
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
    Form::new(Purpose::WhoAmI(then), "Wie bent u?", uitleg, velden)
}

/// The form for an own copy of what another party shares.
pub fn address() -> Form {
    let velden = vec![
        tekstveld(
            "adres",
            "Bestand of adres",
            "De gedeelde map op een netwerkschijf of stick, of het bestand of adres dat u kreeg.",
            String::new(),
        ),
        tekstveld(
            "map",
            "Uw eigen map",
            "Een nieuwe of lege map voor uw kopie, zoals ~/Documenten/ontwikkelagenda.",
            String::new(),
        ),
    ];
    let uitleg = "U werkt in een eigen kopie; uitwisselen met de andere partij doet u later.";
    Form::new(Purpose::OpenAddress, "Ontvangen bestand of adres openen", uitleg, velden)
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

fn keuzeveld(naam: &str, label: &str, uitleg: &str, tekst: String, opties: &[Optie]) -> FormField {
    let opties = opties.iter().map(|o| (o.woord.to_owned(), o.label.to_owned())).collect();
    FormField { opties, ..tekstveld(naam, label, uitleg, tekst) }
}

const JA_NEE: &[Optie] = &[Optie { woord: "ja", label: "Ja" }, Optie { woord: "nee", label: "Nee" }];

/// The form that asks which afspraken to show.
pub fn selection(agenda: &Ontwikkelagenda, nu: &Selectie, bewaard: &[String]) -> Form {
    let tekst = |w: Option<String>| w.unwrap_or_default();
    let themas = agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect();
    let partijen: Vec<(String, String)> =
        agenda.partijen.iter().map(|(id, p)| (id.to_string(), p.naam.clone())).collect();
    let gemeenten = agenda
        .partijen
        .iter()
        .filter(|(_, p)| p.soort == Partijsoort::Gemeente)
        .map(|(id, p)| (id.to_string(), p.naam.clone()))
        .collect();
    let met = |naam: &str, label: &str, uitleg: &str, nu: Option<String>, opties: Vec<(String, String)>| FormField {
        opties,
        ..tekstveld(naam, label, uitleg, tekst(nu))
    };
    let ja = |waar: bool| if waar { "ja".to_owned() } else { String::new() };
    let mut velden = vec![
        met("thema", "Thema", "Alleen dit thema.", nu.thema.as_ref().map(ToString::to_string), themas),
        met(
            "partij",
            "Partij",
            "Die gebonden of betrokken is, trekt of iets inbrengt.",
            nu.partij.as_ref().map(ToString::to_string),
            partijen,
        ),
        met(
            "gemeente",
            "Gemeente",
            "Waar de afspraak geldt; een regionale geldt overal.",
            nu.gemeente.as_ref().map(ToString::to_string),
            gemeenten,
        ),
        keuzeveld(
            "niveau",
            "Niveau",
            "Regionaal, subregionaal of lokaal.",
            tekst(nu.niveau.map(|n| n.woord().to_owned())),
            Niveau::OPTIES,
        ),
        keuzeveld(
            "status",
            "Status",
            "Hoe ver de uitvoering is.",
            tekst(nu.status.map(|s| s.woord().to_owned())),
            Status::OPTIES,
        ),
        keuzeveld(
            "mijn-acties",
            "Mijn acties",
            "Alleen waar uw eigen partij nog iets te doen heeft.",
            ja(nu.mijn_acties),
            JA_NEE,
        ),
        FormField {
            soort: Soort::Getal(0, 520),
            ..tekstveld(
                "binnen-weken",
                "Af binnen weken",
                "Alleen waar iets af moet zijn binnen zo veel weken, of al had moeten zijn.",
                tekst(nu.binnen_weken.map(|w| w.to_string())),
            )
        },
        keuzeveld(
            "onvolledig",
            "Onvolledig",
            "Alleen waar nog iets ontbreekt voor overeenstemming.",
            ja(nu.onvolledig),
            JA_NEE,
        ),
        tekstveld(
            "bewaar",
            "Bewaren als",
            "Een naam waaronder u deze selectie later terugvindt; leeg mag.",
            String::new(),
        ),
    ];
    if !bewaard.is_empty() {
        let opties = bewaard.iter().map(|n| (n.clone(), n.clone())).collect();
        velden.insert(
            0,
            met("bewaard", "Bewaarde selectie", "Kies er een; de velden hieronder tellen dan niet.", None, opties),
        );
    }
    Form::new(
        Purpose::Selection,
        "Welke afspraken wilt u zien?",
        "Wat u leeg laat, telt niet mee. Leeg alles en druk op Ctrl+S om weer alles te zien.",
        velden,
    )
}

/// The form for finding and replacing in a field.
pub fn replace(sought: &str) -> Form {
    let velden = vec![
        tekstveld("zoek", "Zoeken naar", "Hoofdletters maken niet uit.", sought.to_owned()),
        tekstveld("door", "Vervangen door", "Overal in dit veld; leeg zoekt alleen.", String::new()),
        keuzeveld("weghalen", "Overal weghalen", "Ja haalt de gezochte woorden overal weg.", String::new(), JA_NEE),
    ];
    Form::new(
        Purpose::Replace,
        "Zoeken en vervangen",
        "In het veld dat open is. Met F3 gaat u naar de volgende plek.",
        velden,
    )
}

/// The form for a new theme.
pub fn new_theme() -> Form {
    let velden = vec![
        tekstveld("naam", "Naam", "Zoals ‘Leerplicht en thuiszitters’.", String::new()),
        tekstveld(
            "voorvoegsel",
            "Voorvoegsel",
            "Waarmee de nummers van afspraken beginnen, zoals lp; leeg mag.",
            String::new(),
        ),
    ];
    Form::new(Purpose::NewTheme, "Nieuw thema", "Een thema bundelt afspraken die bij elkaar horen.", velden)
}

/// The form for a new party.
pub fn new_party() -> Form {
    let velden = vec![
        tekstveld(
            "naam",
            "Naam",
            "De volledige naam, zoals ‘gemeente Voorbeeldstad’ of ‘SWV PO Voorbeeldland’.",
            String::new(),
        ),
        keuzeveld(
            "soort",
            "Soort",
            "Leeg mag: dan kiest oogo aan de hand van de naam.",
            String::new(),
            Partijsoort::OPTIES,
        ),
    ];
    Form::new(Purpose::NewParty, "Nieuwe partij", "Een organisatie die meedoet aan deze ontwikkelagenda.", velden)
}

/// The form for a new meeting.
pub fn new_meeting() -> Form {
    let velden = vec![
        keuzeveld(
            "soort",
            "Soort overleg",
            "Het OOGO zelf, of een overleg dat het voorbereidt.",
            String::new(),
            Overlegsoort::OPTIES,
        ),
        FormField {
            soort: Soort::Datum,
            ..tekstveld("datum", "Datum", "Zoals ‘12 mrt 2027’ of ‘over 6 weken’.", String::new())
        },
    ];
    Form::new(Purpose::NewMeeting, "Nieuw overleg", "Vergaderagenda en besluitenlijst vult u daarna in.", velden)
}

/// The form for a new afspraak, in this theme to begin with.
///
/// `beginpunten` are the starting points of all themes: theme and key, and what the reader sees.
pub fn new_afspraak(agenda: &Ontwikkelagenda, thema: Option<&ThemaId>, beginpunten: Vec<(String, String)>) -> Form {
    let opties = agenda.themas_op_volgorde().iter().map(|(id, t)| (id.to_string(), t.naam.clone())).collect();
    let thema = thema.map(ToString::to_string).unwrap_or_default();
    let velden = vec![
        tekstveld("titel", "Titel", "Kort en herkenbaar.", String::new()),
        FormField { opties, ..tekstveld("thema", "Thema", "Waar de afspraak bij hoort.", thema) },
        FormField {
            opties: beginpunten,
            ..tekstveld(
                "beginpunt",
                "Beginpunt",
                "Een tekst om mee te beginnen, met […] waar u zelf invult; leeg mag.",
                String::new(),
            )
        },
    ];
    let uitleg = "Een titel is genoeg om te beginnen; de rest vult u daarna in.";
    Form::new(Purpose::NewAfspraak, "Nieuwe afspraak", uitleg, velden)
}

/// What a party can say of a text, as fields of a form.
fn wat_men_vindt() -> Vec<FormField> {
    let mut standpunt =
        keuzeveld("standpunt", "Standpunt", "Wat uw partij vindt van deze tekst.", String::new(), Standpunt::OPTIES);
    standpunt.opties.push((OPHEFFEN.to_owned(), "Voorbehoud opheffen: akkoord, zonder voorbehoud".to_owned()));
    vec![
        standpunt,
        tekstveld("voorbehoud", "Voorbehoud", "Bij akkoord onder voorbehoud: waaronder.", String::new()),
        keuzeveld(
            "voorbehoud-soort",
            "Waar het op wacht",
            "Bij een voorbehoud: op wie of wat.",
            String::new(),
            Voorbehoudsoort::OPTIES,
        ),
        FormField {
            soort: Soort::Datum,
            ..tekstveld("uiterlijk", "Uiterlijk bekend", "Bij een voorbehoud: de dag; leeg mag.", String::new())
        },
        tekstveld("toelichting", "Toelichting", "Uw eigen woorden; bij intrekken verplicht.", String::new()),
    ]
}

/// The form that asks what the party says of one of the texts, otherwise than of the rest.
pub fn standpunt_anders(over: Onderwerp) -> Form {
    let titel = format!("Wat vindt uw partij van {over}?");
    let uitleg = "Alleen van deze tekst. Van de andere geldt wat u al koos.";
    Form::new(Purpose::StandpuntAnders(over), &titel, uitleg, wat_men_vindt())
}

/// The form for what a party says of an afspraak.
pub fn standpunt(agenda: &Ontwikkelagenda, over: Vec<Onderwerp>, overleg: Option<&str>) -> Form {
    let overleggen = agenda.overleggen.iter().rev();
    let overleggen =
        overleggen.map(|(naam, o)| (naam.clone(), format!("{} op {}", o.soort.label(), o.datum.lang()))).collect();
    let mut velden = wat_men_vindt();
    velden.insert(
        1,
        keuzeveld(
            "soort",
            "Soort",
            "Alleen wat bestuurlijk is, telt voor overeenstemming.",
            Soortstandpunt::Bestuurlijk.woord().to_owned(),
            Soortstandpunt::OPTIES,
        ),
    );
    // Last comes what one says in one's own words.
    let laatste = velden.len() - 1;
    let besluit = vec![
        keuzeveld(
            "besluit-door",
            "Besluit door",
            "Leeg: het college, de directeur-bestuurder of het bestuur van uw partij.",
            String::new(),
            BesluitDoor::OPTIES,
        ),
        keuzeveld("grondslag", "Grondslag", "Waar dat besluit op rust; leeg mag.", String::new(), Grondslag::OPTIES),
        FormField {
            soort: Soort::Datum,
            ..tekstveld("besluitdatum", "Datum besluit", "De dag van het besluit; leeg mag.", String::new())
        },
        tekstveld("kenmerk", "Kenmerk", "Het nummer van het besluit; leeg mag.", String::new()),
        keuzeveld(
            "wijze",
            "Hoe gezegd",
            "In het OOGO, met een besluit, of op papier; leeg mag.",
            String::new(),
            Wijze::OPTIES,
        ),
        tekstveld(
            "papier",
            "Getekend stuk",
            "Alleen op papier: het bestand, zoals C:\\stukken\\akkoord.pdf. Het blijft waar het is.",
            String::new(),
        ),
        tekstveld("vindplaats", "Vindplaats", "Waar uw partij dat stuk bewaart; leeg mag.", String::new()),
        FormField {
            opties: overleggen,
            ..tekstveld("overleg", "Overleg", "Waar het gezegd is; leeg mag.", overleg.unwrap_or_default().to_owned())
        },
    ];
    velden.splice(laatste..laatste, besluit);
    let uitleg = "Hierna leest u de tekst nog eens. Er wordt pas iets vastgelegd als u ondertekent.";
    let wat = match over.as_slice() {
        [een] => een.to_string(),
        meer => format!("deze {} teksten", meer.len()),
    };
    Form::new(Purpose::Standpunt(over), &format!("Wat vindt uw partij van {wat}?"), uitleg, velden)
}

/// The form that puts a colleague on the list of who may speak.
pub fn colleague() -> Form {
    let mag = [
        Optie { woord: "bestuurlijk", label: "Ambtelijke en bestuurlijke standpunten" },
        Optie { woord: "ambtelijk", label: "Alleen ambtelijke standpunten" },
    ];
    let velden = vec![
        tekstveld(
            "sleutel",
            "Openbare sleutel",
            "Zoals de collega hem onder m ziet: hij begint met ssh-ed25519.",
            String::new(),
        ),
        tekstveld("functie", "Functie", "Zoals ‘beleidsmedewerker onderwijs’; geen naam.", String::new()),
        keuzeveld("mag", "Mag vastleggen", "Wat deze collega mag vastleggen.", "bestuurlijk".to_owned(), &mag),
        tekstveld("waarneemt", "Neemt waar voor", "Het nummer op de lijst, zoals f-7kq2; leeg mag.", String::new()),
        FormField {
            soort: Soort::Datum,
            ..tekstveld("tot", "Tot en met", "Tot wanneer de waarneming duurt; leeg mag.", String::new())
        },
    ];
    let uitleg = "De collega mag daarna namens uw partij vastleggen wat zij vindt. U ondertekent de nieuwe lijst.";
    Form::new(Purpose::Colleague, "Een collega op de lijst", uitleg, velden)
}

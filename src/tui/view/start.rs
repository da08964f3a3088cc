//! Draws the start screen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{at, cut, wrap};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keys::mouse::Spot;
use crate::tui::style;

const WELKOM: &str = "Welkom bij oogo. Hiermee houden gemeenten en samenwerkingsverbanden samen hun ontwikkelagenda bij en bereiden zij het OOGO voor.";

/// Draws it, and gives where the cursor stands.
pub fn draw(frame: &mut Frame<'_>, gebied: Rect, app: &App) -> Option<Position> {
    // A folder that was named opens in a moment; nothing has to be chosen then.
    if app.busy.iter().any(|b| b.label.is_some()) && app.dialogs.is_empty() {
        return None;
    }
    let breedte = usize::from(gebied.width).min(78);
    let mut regels: Vec<Line<'_>> = vec![Line::default()];
    regels.extend(wrap(WELKOM, breedte).into_iter().map(Line::raw));
    regels.push(Line::default());
    regels.push(Line::styled("Waarmee wilt u beginnen?", style::bold()));
    regels.push(Line::default());
    let eerste = regels.len();
    let choices = app.choices();
    // Who comes back goes on with 0; the others keep the number that the manual gives them.
    let vanaf = usize::from(choices.first().is_none_or(|(action, ..)| *action != Action::OpenLast));
    for (i, (_, naam, uitleg)) in choices.iter().enumerate() {
        let gekozen = app.start == i;
        let kop = format!("{} {}  {naam}", if gekozen { ">" } else { " " }, i + vanaf);
        let stijl = if gekozen { style::focus() } else { style::bold() };
        regels.push(Line::from(vec![Span::styled(cut(&kop, breedte), stijl)]));
        regels.push(Line::styled(format!("     {}", cut(uitleg, breedte.saturating_sub(5))), style::dim()));
    }
    frame.render_widget(Paragraph::new(regels), gebied);
    for i in 0..choices.len() {
        let plek = at(gebied, 0, eerste + i * 2);
        app.put_spot(Rect { y: plek.y, height: 2, ..gebied }.intersection(gebied), Spot::Line(i));
    }
    Some(at(gebied, 0, eerste + app.start * 2))
}

use std::sync::LazyLock;

use model::Name;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::words::{ChannelId, Entry, Known, Level, Limit, Ready};
use crate::{Problem, fact::Fact, law::ProvisionId};

/// What is known of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
// `Channel` is a class of Tauri's.
#[serde(rename = "CaseChannel", deny_unknown_fields)]
pub struct Channel {
    pub id: ChannelId,
    pub level: Level,
    #[serde(default)]
    pub number: Option<String>,
    pub entries: Vec<Entry>,
    /// What it handles; empty for any.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// It takes up the dispute itself, so no other that does may have it beside.
    #[serde(default)]
    pub settles: bool,
    /// One of these must be so; empty when nothing must.
    #[serde(default)]
    pub opens: Vec<Fact>,
    /// One of these must have been gone to; empty when none must.
    #[serde(default)]
    pub after: Vec<ChannelId>,
    /// With one of these there is no climbing: it is open at once.
    #[serde(default)]
    pub at_once: Vec<Fact>,
    #[serde(default)]
    pub at_once_for: Vec<Problem>,
    /// With one of these it is not for this.
    #[serde(default)]
    pub never: Vec<Fact>,
    /// What says that it has been gone to.
    #[serde(default)]
    pub told: Vec<Fact>,
    pub ready: Vec<Ready>,
    pub limits: Vec<Limit>,
    #[serde(default)]
    pub provisions: Vec<ProvisionId>,
    pub known: Known,
    /// Where what it handles is said.
    pub source: Name,
    /// The elements of the sources that it answers, such as `S176`.
    pub elements: Vec<String>,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RouteId {
    /// A conversation will do, and leaves words behind.
    Simple,
    /// Somebody has to look into it: a ticket can be followed.
    Complex,
    /// The money or the goods are with a stranger.
    Stranger,
    /// Somebody else paid: whoever moves the money first.
    Theft,
    Deception,
}

/// In which order the channels are gone to, straight to whoever is responsible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Route {
    pub id: RouteId,
    pub problems: Vec<Problem>,
    /// A channel that a problem is not for is passed over.
    pub order: Vec<ChannelId>,
    pub elements: Vec<String>,
}

/// What somebody outside adds to a problem.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// A plain breach: this is what they are there for.
    Suits,
    /// A failure of a system is mended inside; outside it takes longer.
    Prolongs,
}

/// In the order of the ladder.
pub fn channels() -> &'static [Channel] {
    &DATA.channel
}

pub fn channel(id: ChannelId) -> Option<&'static Channel> {
    channels().iter().find(|channel| channel.id == id)
}

pub fn route(problem: Problem) -> Option<&'static Route> {
    DATA.route.iter().find(|route| route.problems.contains(&problem))
}

pub(crate) fn route_of(id: RouteId) -> Option<&'static Route> {
    DATA.route.iter().find(|route| route.id == id)
}

pub(super) fn outlook(problem: Problem) -> Option<Outlook> {
    let outside = DATA.outside.iter().find(|outside| outside.problems.contains(&problem));
    outside.map(|outside| outside.id)
}

static DATA: LazyLock<File> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

const TEXT: &str = include_str!("../../data/channels.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    route: Vec<Route>,
    outside: Vec<Outside>,
    channel: Vec<Channel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outside {
    id: Outlook,
    problems: Vec<Problem>,
    #[expect(dead_code, reason = "for whoever traces the elements of the sources")]
    elements: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_data_is_read_and_each_channel_stands_in_it_once() {
        let file: File = toml::from_str(TEXT).unwrap();
        let ids: BTreeSet<_> = file.channel.iter().map(|channel| channel.id).collect();
        assert_eq!((ids.len(), file.channel.len()), (20, 20));
        assert_eq!(file.route.len(), 5);
        let routed: Vec<_> = file.route.iter().flat_map(|route| &route.problems).collect();
        let once: BTreeSet<_> = routed.iter().collect();
        assert_eq!((routed.len(), once.len()), (17, 17), "each problem has one route");
        let outside: Vec<_> = file.outside.iter().flat_map(|outside| &outside.problems).collect();
        assert_eq!(outside.len(), outside.iter().collect::<BTreeSet<_>>().len());
    }
}

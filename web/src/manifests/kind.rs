//! The kinds of manifests.

/// A kind of manifest (单据).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the day came to.
    DaySheet,
    /// The ledger equation and where its cards are.
    Reconciliation,
    /// What did not travel, and why.
    Exceptions,
    /// Every receiving location of the day.
    SortList,
    /// The pockets of a machine in one pass.
    PocketMap,
    /// In which order pockets are emptied, and what comes out.
    SweepOrder,
    /// Whose pockets changed since the day before.
    PocketChanges,
    /// Pockets of local cards by division.
    CodeBook,
    /// Off-site cards by tray and position.
    PullList,
    /// One route's pouches in load order.
    LoadList,
    /// What is stuck on a pouch.
    PouchLabel,
    /// The driver's stops.
    RunSheet,
    /// The pouches of one stop, in three marked copies.
    Handover,
    /// The cards of one pouch.
    InnerList,
    /// Cards that go to their receiving locations by post.
    PostList,
    /// Cards that go to their holders by post.
    HomeList,
    /// Cards that are collected at the centre.
    PickupList,
}

impl Kind {
    /// Every kind, in the order in which they are printed.
    pub const ALL: &[Self] = &[
        Self::DaySheet,
        Self::Reconciliation,
        Self::Exceptions,
        Self::SortList,
        Self::PocketMap,
        Self::SweepOrder,
        Self::PocketChanges,
        Self::CodeBook,
        Self::PullList,
        Self::LoadList,
        Self::PouchLabel,
        Self::RunSheet,
        Self::Handover,
        Self::InnerList,
        Self::PostList,
        Self::HomeList,
        Self::PickupList,
    ];

    /// The word used in numbers, URLs and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::DaySheet => "day-sheet",
            Self::Reconciliation => "reconciliation",
            Self::Exceptions => "exceptions",
            Self::SortList => "sort-list",
            Self::PocketMap => "pocket-map",
            Self::SweepOrder => "sweep-order",
            Self::PocketChanges => "pocket-changes",
            Self::CodeBook => "code-book",
            Self::PullList => "pull-list",
            Self::LoadList => "load-list",
            Self::PouchLabel => "pouch-label",
            Self::RunSheet => "run-sheet",
            Self::Handover => "handover",
            Self::InnerList => "inner-list",
            Self::PostList => "post-list",
            Self::HomeList => "home-list",
            Self::PickupList => "pickup-list",
        }
    }

    /// The word on paper and pages.
    pub fn zh(self) -> &'static str {
        match self {
            Self::DaySheet => "日报",
            Self::Reconciliation => "数量核对单",
            Self::Exceptions => "异常单",
            Self::SortList => "分拣表",
            Self::PocketMap => "格口图",
            Self::SweepOrder => "取格顺序",
            Self::PocketChanges => "格口变更单",
            Self::CodeBook => "本地码表",
            Self::PullList => "调取单",
            Self::LoadList => "装车单",
            Self::PouchLabel => "袋签",
            Self::RunSheet => "行车单",
            Self::Handover => "证件交接单",
            Self::InnerList => "袋内清单",
            Self::PostList => "邮政速递清单",
            Self::HomeList => "邮寄到户清单",
            Self::PickupList => "自取清单",
        }
    }

    /// Whether it is printed from a sort plan.
    pub fn of_sort(self) -> bool {
        matches!(self, Self::PocketMap | Self::SweepOrder | Self::PocketChanges | Self::CodeBook)
    }

    /// Whether it is printed on labels, on a printer of their own, instead of A4.
    pub fn is_label(self) -> bool {
        self == Self::PouchLabel
    }

    /// Whether full names of holders stand on it, so that each copy is signed for.
    pub fn names_people(self) -> bool {
        matches!(self, Self::InnerList | Self::PullList)
    }

    /// Whether it says how things stand when it is printed, so that a later one does not make it wrong.
    pub fn of_a_moment(self) -> bool {
        matches!(self, Self::DaySheet | Self::Reconciliation | Self::Exceptions)
    }

    /// The kind called `text`, by its word or its Chinese name.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == text || kind.zh() == text)
    }
}

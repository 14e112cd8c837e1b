use super::*;

fn of(axes: Axes, change: impl FnOnce(&mut Standing<'_>)) -> Facts {
    let mut standing = Standing {
        axes,
        arrival: None,
        shown: false,
        numbered: false,
        no_return: Some(NoReturn::Revealed),
        bought_twice: false,
        reached: &[],
        answers: &[],
        overdue: false,
    };
    change(&mut standing);
    Facts::of(&standing)
}

const REACHED: &[Milestone] = &[Milestone::Contacted, Milestone::AfterSaleRefused];
const ANSWERS: &[TermAnswer] = &[TermAnswer::NoReply];
const PAID: Axes = Axes { order: OrderState::Paid, money: MoneyState::Paid, ..Axes::CHECKED };

#[test]
fn an_order_that_waits_has_nothing_yet_and_one_that_went_on_is_asked_about() {
    let paid = of(PAID, |_| {});
    assert_eq!(paid.known(Fact::VoucherMade), Some(false));
    assert_eq!(paid.known(Fact::Arrived), Some(false));
    assert_eq!(paid.known(Fact::Refused), None, "nobody asked anybody yet");
    let issued = of(Axes { order: OrderState::Issued, ..PAID }, |_| {});
    assert_eq!(issued.known(Fact::VoucherMade), Some(true));
    assert_eq!(issued.known(Fact::VoucherSeen), None, "the platform does not say");
    assert_eq!(issued.known(Fact::Arrived), None);
}

#[test]
fn an_order_that_failed_may_have_been_completed_before() {
    let goods = [Fact::VoucherMade, Fact::VoucherSeen, Fact::Used, Fact::Arrived];
    for order in [OrderState::Abnormal, OrderState::Failed] {
        let failed = of(Axes { order, ..PAID }, |_| {});
        assert_eq!(failed.known(Fact::PlatformSaysFailed), Some(true), "{order:?}");
        for fact in goods {
            assert_eq!(failed.known(fact), None, "{order:?} {fact:?}");
        }
        let redeemed = Axes { order, voucher: VoucherState::Redeemed, ..PAID };
        for fact in goods {
            assert_eq!(of(redeemed, |_| {}).known(fact), Some(true), "{order:?} {fact:?}");
        }
    }
}

#[test]
fn a_closed_payment_may_have_been_charged() {
    let paid = |money| of(Axes { money, ..Axes::CHECKED }, |_| {}).known(Fact::Paid);
    assert_eq!(paid(MoneyState::Pending), Some(false));
    assert_eq!(paid(MoneyState::Closed), None, "only the buyer's bank knows");
    assert_eq!(paid(MoneyState::Processing), Some(true));
}

#[test]
fn what_was_used_came_unless_the_buyer_found_otherwise() {
    let used = Axes { order: OrderState::Issued, voucher: VoucherState::Activated, ..PAID };
    assert_eq!(of(used, |_| {}).known(Fact::Arrived), Some(true));
    let nothing = of(used, |standing| standing.arrival = Some(Arrival::Nothing));
    assert_eq!(nothing.known(Fact::Arrived), Some(false));
}

#[test]
fn what_the_buyer_found_stands_over_the_platforms_word() {
    let delivered = Axes { order: OrderState::Delivered, ..PAID };
    let facts = of(delivered, |standing| standing.arrival = Some(Arrival::Nothing));
    assert_eq!(facts.known(Fact::Arrived), Some(false));
    assert_eq!(facts.by(Fact::Arrived), Some(By::Record));
    let mut said = facts;
    said.say(Fact::Arrived, true);
    assert_eq!((said.known(Fact::Arrived), said.by(Fact::Arrived)), (Some(true), Some(By::Buyer)));
}

#[test]
fn who_found_nothing_is_asked_what_the_platform_shows() {
    let nothing = |standing: &mut Standing<'_>| standing.arrival = Some(Arrival::Nothing);
    let facts = of(PAID, nothing);
    assert_eq!(facts.known(Fact::FoundMissing), Some(true));
    assert_eq!(facts.known(Fact::VoucherMade), None);
    let told = of(PAID, |standing| {
        nothing(standing);
        standing.shown = true;
    });
    assert_eq!(told.known(Fact::VoucherMade), Some(false), "the platform says so");
    assert_eq!(of(PAID, |_| {}).known(Fact::FoundMissing), None, "nobody looked");
}

#[test]
fn what_was_done_comes_from_the_milestones_and_the_answers() {
    const CAME: Milestone = Milestone::AuthorityReceived;
    const NO: Milestone = Milestone::AuthorityRefused;
    let facts = of(PAID, |standing| standing.reached = REACHED);
    assert_eq!(facts.known(Fact::Contacted), Some(true));
    assert_eq!(facts.known(Fact::Refused), Some(true));
    let facts = of(PAID, |standing| standing.reached = &[Milestone::MediationEnded]);
    assert_eq!(facts.known(Fact::AuthorityEnded), Some(true));
    let ends = |reached: &'static [Milestone]| {
        let facts = of(PAID, |standing| standing.reached = reached);
        (facts.known(Fact::AuthorityDeclined), facts.known(Fact::AuthorityEnded))
    };
    assert_eq!(ends(&[CAME, NO]), (Some(true), None), "not taken up");
    assert_eq!(ends(&[CAME, NO, CAME]), (None, None), "asked again");
    assert_eq!(ends(&[CAME, Milestone::AuthorityAccepted, NO]), (None, Some(true)), "dropped");
    let facts = of(PAID, |standing| standing.answers = ANSWERS);
    assert_eq!(facts.known(Fact::NoReply), Some(true));
}

#[test]
fn the_point_of_no_return_follows_the_goods() {
    let seen = Axes { order: OrderState::Issued, voucher: VoucherState::Viewed, ..PAID };
    assert_eq!(of(seen, |_| {}).known(Fact::PastReturn), Some(true));
    let activated = of(seen, |standing| standing.no_return = Some(NoReturn::Activated));
    assert_eq!(activated.known(Fact::PastReturn), Some(false));
    let credited = of(seen, |standing| standing.no_return = Some(NoReturn::Credited));
    assert_eq!(credited.known(Fact::PastReturn), None, "nobody said whether it came");
    let unknown = of(seen, |standing| standing.no_return = None);
    assert_eq!(unknown.known(Fact::PastReturn), None);
}

#[test]
fn of_what_did_not_come_nothing_is_said_to_be_as_it_was_bought() {
    let came_other = |came| of(PAID, |it| it.arrival = Some(came)).known(Fact::ArrivedOther);
    assert_eq!(came_other(Arrival::Nothing), None);
    assert_eq!(came_other(Arrival::Whole), Some(false));
    assert_eq!(came_other(Arrival::Partly), Some(true));
    assert_eq!(came_other(Arrival::Wrong), Some(true));
}

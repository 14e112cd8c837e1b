//! Every page in both themes under axe-core: nothing against the rules of WCAG 2.2 A and AA.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tests::harness::{Display, Home, Key, Launch, Page, striped, wait_for};

use crate::record::{self, LISTING, RECIPIENT};
use crate::steps::{all, has_verdict, open_order, paste_page};

const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

#[test]
fn no_page_breaks_a_rule_of_wcag() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("category-phone_credit");
    let mut broken = Broken::on(page);
    broken.look("check, empty");
    page.click(&page.test_id("nav-orders"));
    wait_for("the page", || all(page, "category-phone_credit").is_empty().then_some(()));
    broken.look("orders, none");

    page.click(&page.test_id("nav-check"));
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("need-budget"), "1.234");
    paste_page(page, &LISTING.replace(RECIPIENT, "13900139008"));
    page.write(&page.test_id("recipient"), "139 0013 9000");
    has_verdict(page, "stop");
    broken.look("check, with differences");
    page.rewrite(&page.test_id("need-budget"), "100");
    page.write(&page.test_id("second-entry"), "13900139001");
    page.test_id("second-again");
    broken.look("check, second entry differs");
    page.click(&page.test_id("to-confirm"));
    page.test_id("gate-reason");
    broken.look("confirmation, gates open");
    page.press(&[Key::Escape]);

    page.rewrite(&page.test_id("second-entry"), RECIPIENT);
    page.test_id("second-same");
    paste_page(page, LISTING);
    has_verdict(page, "clear");
    page.click(&page.test_id("to-confirm"));
    page.click(&page.test_id("pay"));
    page.test_id("after-paid");
    broken.look("after the seal");
    page.click(&page.test_id("after-paid"));
    page.test_id("to-evidence");
    broken.look("paid");
    page.click(&page.test_id("nav-settings"));
    page.test_id("type-total");
    broken.look("settings");
    broken.none();
    app.close();
}

#[test]
fn no_page_of_an_order_breaks_a_rule_of_wcag() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        record::attach(library, &order, "paid.png", striped(300, 600, 0)).await;
        record::attach(library, &order, "cut.png", striped(300, 600, 9)[..900].to_vec()).await;
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    let mut broken = Broken::on(page);
    broken.look("orders");
    open_order(page);
    page.find("[data-testid='evidence-tile'] img");
    broken.look("order");
    page.click(&page.test_id("step-noted"));
    page.test_id("step-text");
    broken.look("a step's particulars");
    page.press(&[Key::Escape]);
    page.click(&page.find("[data-testid='evidence-tile'] button.open"));
    page.find("[data-testid='viewer'] img, [data-testid='viewer'] .stage p");
    broken.look("viewer");
    page.press(&[Key::Escape]);
    broken.none();
    app.close();
}

/// What axe-core finds, page by page.
pub(crate) struct Broken<'a> {
    page: &'a Page,
    found: Vec<String>,
}

impl<'a> Broken<'a> {
    pub(crate) fn on(page: &'a Page) -> Self {
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules");
        let axe = fs::read_to_string(packages.join("axe-core/axe.min.js"));
        page.run(&axe.expect("axe-core, installed with the UI"), &[]).expect("axe-core");
        Self { page, found: Vec::new() }
    }

    /// Looks at the page as it is now, in both themes. What is against a rule counts when it
    /// still is on a second look: a panel follows the button it hangs on some frames later than
    /// what moved the button.
    pub(crate) fn look(&mut self, name: &str) {
        let chosen = self.page.run("return document.documentElement.dataset.theme", &[]);
        for theme in ["light", "dark"] {
            self.wear(&json!(theme));
            let mut seen = self.against();
            if !seen.is_empty() {
                std::thread::sleep(Duration::from_millis(600));
                seen = self.against();
            }
            self.found.extend(seen.iter().map(|each| format!("{name}, {theme}: {each}")));
        }
        self.wear(&chosen.unwrap_or_default());
    }

    fn against(&self) -> Vec<String> {
        let script = "const [rules, done] = arguments; \
            axe.run(document, { runOnly: rules, resultTypes: ['violations'] }) \
                .then((seen) => done(seen.violations), (why) => done(String(why)))";
        let seen = self.page.run_and_wait(script, &[json!(RULES)]).expect("axe-core's answer");
        let rules = seen.as_array().unwrap_or_else(|| panic!("axe-core failed: {seen}"));
        let mut against = Vec::new();
        for rule in rules {
            for node in rule["nodes"].as_array().into_iter().flatten() {
                against.push(format!(
                    "{} at {}: {}",
                    rule["id"], node["target"], node["failureSummary"]
                ));
            }
        }
        against
    }

    pub(crate) fn none(&self) {
        assert!(self.found.is_empty(), "against WCAG 2.2 AA:\n{}", self.found.join("\n"));
    }

    fn wear(&self, theme: &Value) {
        let script = "document.documentElement.dataset.theme = arguments[0]";
        self.page.run(script, std::slice::from_ref(theme)).expect("a theme");
        // axe-core would measure a colour on its way to another.
        self.page.rest();
    }
}

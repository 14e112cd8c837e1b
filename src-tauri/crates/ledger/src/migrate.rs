//! Numbered migrations. A shipped one never changes: a test holds the hash of each.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

pub(crate) const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("migrations/0001_record.sql")),
    M::up(include_str!("migrations/0002_habits.sql")),
    M::up(include_str!("migrations/0003_own.sql")),
    M::up(include_str!("migrations/0004_finding.sql")),
    M::up(include_str!("migrations/0005_evidence.sql")),
    M::up(include_str!("migrations/0006_clock.sql")),
    M::up(include_str!("migrations/0007_book.sql")),
    M::up(include_str!("migrations/0008_stopped.sql")),
    M::up(include_str!("migrations/0009_elsewhere.sql")),
    M::up(include_str!("migrations/0010_checked.sql")),
    M::up(include_str!("migrations/0011_casework.sql")),
];

/// The version that this program writes and the newest that it reads.
pub(crate) fn known(migrations: &[M<'_>]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// 0 for a database that has nothing in it yet.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the database to the last of `migrations`, each in a transaction of its own.
pub(crate) fn migrate(
    connection: &mut Connection,
    migrations: &[M<'_>],
) -> Result<(), crate::Error> {
    Migrations::from_slice(migrations).to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => crate::Error::Corrupt { detail: other.to_string() },
    })
}

/// Whether the database is sound and this program's; one with nothing in it yet is.
///
/// # Errors
///
/// [`crate::Error::Corrupt`] when it is not.
pub(crate) fn examine(connection: &Connection) -> Result<(), crate::Error> {
    let corrupt = |detail: &str| crate::Error::Corrupt { detail: detail.to_owned() };
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    if number("SELECT count(*) FROM sqlite_schema")? == 0 {
        return Ok(());
    }
    if number("PRAGMA application_id")? != crate::door::APPLICATION_ID {
        return Err(corrupt("not a record of this program"));
    }
    let bytes = number("PRAGMA page_count")? * number("PRAGMA page_size")?;
    if bytes > QUICK_CHECK_LIMIT {
        return Ok(());
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(corrupt(&verdict)) }
}

/// Bytes. A larger database is checked only when asked, since the check reads all of it.
const QUICK_CHECK_LIMIT: i64 = 64 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-256 of each shipped migration. Add one for a new file; never change one: the
    /// databases of users were made with these very bytes.
    const FROZEN: &[(&str, &str)] = &[
        (
            "be7ec7c46769d73e7c72f5fba9eed7a76ba02233072ca85f0a4d680302a1ec2d",
            include_str!("migrations/0001_record.sql"),
        ),
        (
            "0dab2687aba96007dc650f6765c852c16f9874b194d3a755e46c6b4fd2d150cc",
            include_str!("migrations/0002_habits.sql"),
        ),
        (
            "7053e5e40bcc76aa5a54916cb7bd2dc3149a3517e1377309a5ae0d5225192138",
            include_str!("migrations/0003_own.sql"),
        ),
        (
            "d7c87b1fc9874547e71e86e2ca9b1635f02825d5a9772a8d3b044521fe117c83",
            include_str!("migrations/0004_finding.sql"),
        ),
        (
            "e9288eb7c404dc98fdab5d73869f626f55e8065c7390add9859f95b2844c76d0",
            include_str!("migrations/0005_evidence.sql"),
        ),
        (
            "6224a590b96b7be3d3f8f097ba6fe14f6f65aa16e2c81049ace4d752f1df5bb3",
            include_str!("migrations/0006_clock.sql"),
        ),
        (
            "060e03efcf95870668cfc429b07e92ea6f8352f0df0559b5c836d76314b83360",
            include_str!("migrations/0007_book.sql"),
        ),
        (
            "4db035259c9d6eb153cca0d7dfed1150ff47eb5f094687890a5da6e138703277",
            include_str!("migrations/0008_stopped.sql"),
        ),
        (
            "46a5e8c8188b3293f02c52d0e26d36a9492ea3c29d7d80528ba1b5931be0b4db",
            include_str!("migrations/0009_elsewhere.sql"),
        ),
        (
            "44b34d97814a5d87402eef4ccc84371af845e17fc8459743a06556a2ac0eb724",
            include_str!("migrations/0010_checked.sql"),
        ),
        (
            "57bfce87cf35df8b5f91269cc73e51095aa56942ed2c21be7d61b63ebe8cca41",
            include_str!("migrations/0011_casework.sql"),
        ),
    ];

    #[test]
    fn a_shipped_migration_never_changes() {
        assert_eq!(FROZEN.len(), MIGRATIONS.len(), "every migration is frozen");
        for (at, (hash, sql)) in FROZEN.iter().enumerate() {
            let now = crate::sha256(sql.replace("\r\n", "\n").as_bytes());
            assert_eq!(now.as_str(), *hash, "migration {} was changed", at + 1);
        }
    }

    #[test]
    fn the_migrations_make_a_sound_schema() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }

    #[test]
    fn sqlite_has_the_fix_of_the_wal_reset_race() {
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }
}

package io.tracker.agent.doctor;

/** What the doctor looks at, and what each point buys. */
public enum Subject {
    SECRETS("secrets", "nobody else has the agent read another server or write to another store"),
    STATE_DIRECTORY("state directory", "one run at a time, and an applier that a dead run stopped is started again"),
    PROFILE("server profile", "what a managed service does otherwise is known before the night"),
    ROLE("role", "nothing is read from a primary"),
    REPLICATION("replication", "the cutoff can be proved"),
    GRANTS("grants", "every table is seen and read, and the account can do no harm"),
    READ_ONLY("read only", "nobody writes what the primary does not have"),
    GTID("gtid", "positions and the cutoff are sets of transactions, not file offsets"),
    COMMIT_ORDER("commit order", "the cutoff is proved while the source is silent, and a stop leaves no gaps"),
    BINARY_LOG("binary log", "this replica can become another's source"),
    SESSION("session settings", "no global limit or timeout cuts a dump short"),
    CONNECTIONS("connections", "the snapshot gets its connections"),
    CLOCK("clock", "the cutoff and leases go by times that agree"),
    TLS("tls", "passwords and rows are not read on the way"),
    TABLES("tables", "each table is taken, or refused by name before the night"),
    SELECTION("selection", "no column that must be masked leaves the host as it is"),
    STORE("store", "backups have a place"),
    CREATE_ONCE("create-once", "a manifest stands once, whatever agents do at once"),
    READ_AFTER_WRITE("read after write", "what was published is seen by all"),
    MULTIPART("multipart", "large objects arrive whole"),
    CHECKSUM("checksum", "a byte that changes on the way is noticed by the store"),
    ABORT("abort", "parts of a failed attempt cost nothing"),
    DELETE("delete", "an agent's account removes no backup"),
    FLEET("fleet.json", "a replica set or schema that falls silent is missed");

    private final String text;
    private final String buys;

    Subject(String text, String buys) {
        this.text = text;
        this.buys = buys;
    }

    /** The word that is printed. */
    public String text() {
        return text;
    }

    /** What a sound point buys. */
    public String buys() {
        return buys;
    }
}

package io.tracker.schemas.names;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of all objects below the root, as keys relative to it, without a leading slash.
 *
 * <p>This is the only place where such names are built or taken apart.
 */
public final class ObjectNames {
    private static final int MANIFEST_DIGITS = 5;
    private static final String JSON = ".json";
    private static final Pattern BACKUP_OBJECT = Pattern.compile(
            "data/(?<table>[^/]+/[^/]+)/(?<day>dt=\\d{4}-\\d\\d-\\d\\d)/(?<shard>[^/]+)/_[^/]+/\\d{5,}\\.avro");
    private static final Pattern MANIFEST = Pattern.compile(
            "manifests/(?<table>[^/]+/[^/]+)/(?<day>dt=\\d{4}-\\d\\d-\\d\\d)/(?<shard>[^/]+\\.[^/]+)/\\d{5}\\.json");
    private static final String DAY = "dt=";
    private static final Pattern OF_A_DAY = Pattern.compile("days/dt=(\\d{4}-\\d\\d-\\d\\d)/.+");

    private ObjectNames() {}

    /** The folder of one attempt; it begins with {@code _}, so that directory scanners pass it by. Ends with a slash. */
    public static String attemptFolder(TableDay day, String attempt) {
        return "data/" + tableFolder(day.table().dataset(), day.table().table(), day.dt()) + shard(day.table()) + "/_"
                + EncodedName.of(attempt) + "/";
    }

    /** The n-th backup object of an attempt, counted from 0. */
    public static String backupObject(TableDay day, String attempt, int number) {
        return attemptFolder(day, attempt) + String.format(Locale.ROOT, "%05d.avro", requireNotNegative(number));
    }

    /** The folder of all manifests of a table and day, over all shards: one listing finds them all. Ends with a slash. */
    public static String manifestsOfTable(String dataset, String table, LocalDate dt) {
        return "manifests/" + tableFolder(dataset, table, dt);
    }

    /** The folder of a shard's manifests of a table and day. Ends with a slash. */
    public static String manifestsOfShard(TableDay day) {
        return manifestsOfTable(day.table().dataset(), day.table().table(), day.dt()) + shard(day.table()) + "/";
    }

    /** A manifest's name. Numbers start at 1; the highest is current. */
    public static String manifest(TableDay day, int number) {
        if (number < 1 || number > 99_999) {
            throw new IllegalArgumentException(
                    "Manifest number out of range (got " + number + ", expected 1 to 99999)");
        }
        return manifestsOfShard(day) + fiveDigits(number) + JSON;
    }

    /** The number in a manifest's key; empty when the key's last part is not a manifest's name. */
    public static OptionalInt manifestNumber(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (name.length() != MANIFEST_DIGITS + JSON.length() || !name.endsWith(JSON)) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 0; i < MANIFEST_DIGITS; i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalInt.empty();
            }
            number = number * 10 + digit - '0';
        }
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The folder of all datasets' manifests. Ends with a slash. */
    public static String manifests() {
        return "manifests/";
    }

    /** The folder of what all replica sets recorded for a day. Ends with a slash. */
    public static String dayFolder(LocalDate dt) {
        return "days/dt=" + dt + "/";
    }

    /** The folder of what a replica set recorded for a day. Ends with a slash. */
    public static String replicaSetFolder(LocalDate dt, String replicaSet) {
        return dayFolder(dt) + EncodedName.of(replicaSet) + "/";
    }

    public static String plan(LocalDate dt, String replicaSet) {
        return replicaSetFolder(dt, replicaSet) + "plan.json";
    }

    public static String complete(LocalDate dt, String replicaSet) {
        return replicaSetFolder(dt, replicaSet) + "complete.json";
    }

    /** The folder of a replica set's outcomes of a day. Ends with a slash. */
    public static String outcomes(LocalDate dt, String replicaSet) {
        return replicaSetFolder(dt, replicaSet) + "outcomes/";
    }

    public static String outcome(TableDay day) {
        return outcomes(day.dt(), day.table().replicaSet())
                + EncodedName.of(day.table().schema()) + "/"
                + EncodedName.of(day.table().table()) + JSON;
    }

    /** The folder of the leases of one unit of work of a replica set and day. Ends with a slash. */
    public static String leasesOfUnit(LocalDate dt, String replicaSet, int unit) {
        return replicaSetFolder(dt, replicaSet) + "leases/" + fiveDigits(unit) + "/";
    }

    /**
     * A lease, which is created once.
     *
     * @param generation from 1; the highest one counts
     */
    public static String lease(LocalDate dt, String replicaSet, int unit, int generation) {
        return leasesOfUnit(dt, replicaSet, unit) + fiveDigits(generation) + JSON;
    }

    /** The sign of life of a lease's holder, which alone overwrites it. */
    public static String leaseHeartbeat(LocalDate dt, String replicaSet, int unit, int generation) {
        return leasesOfUnit(dt, replicaSet, unit) + fiveDigits(generation) + ".heartbeat" + JSON;
    }

    /** Views, triggers, routines and events of a shard, as SQL text. */
    public static String ddl(LocalDate dt, String replicaSet, String schema) {
        return replicaSetFolder(dt, replicaSet) + "ddl/" + EncodedName.of(schema) + "/ddl.sql";
    }

    /** The operator's list of what must exist. */
    public static String fleet() {
        return "fleet.json";
    }

    /** An object by which a host's check tries the store out; the nonce is new each time. */
    public static String check(String host, String nonce) {
        return "checks/" + EncodedName.of(host) + "/" + EncodedName.of(nonce);
    }

    /** The folder of all backup objects. Ends with a slash. */
    public static String data() {
        return "data/";
    }

    /** The folder of what the hosts' checks left behind. Ends with a slash. */
    public static String checks() {
        return "checks/";
    }

    /** The attempt's folder of a backup object; empty when the key is not one of {@link #backupObject}. Ends with a slash. */
    public static Optional<String> attemptFolderOf(String key) {
        return BACKUP_OBJECT.matcher(key).matches()
                ? Optional.of(key.substring(0, key.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    /** The folder of the manifests that may name a backup object: those of its table, day and shard. Ends with a slash. */
    public static String manifestsBeside(String backupObject) {
        Matcher parts = parts(backupObject);
        return "manifests/" + parts.group("table") + "/" + parts.group("day") + "/" + parts.group("shard") + "/";
    }

    /** The outcome of the table, day and shard of a backup object. */
    public static String outcomeBeside(String backupObject) {
        Matcher parts = parts(backupObject);
        return outcome(parts.group("day"), parts.group("shard"), parts.group("table"));
    }

    private static String outcome(String day, String shard, String table) {
        String[] names = shard.split("\\.", 2);
        return days() + day + "/" + names[0] + "/outcomes/" + names[names.length - 1] + "/"
                + table.substring(table.indexOf('/') + 1) + JSON;
    }

    /** What a manifest's key says of its place; empty when the key is no manifest's. */
    public static Optional<StoredShardDay> placeOfManifest(String key) {
        Matcher parts = MANIFEST.matcher(key);
        if (!parts.matches() || manifestNumber(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate dt = LocalDate.parse(parts.group("day").substring(DAY.length()));
            return Optional.of(new StoredShardDay(parts.group("table"), dt, parts.group("shard")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** All backup objects of a place, of whatever attempt. Ends with a slash. */
    public static String dataOf(StoredShardDay place) {
        return data() + place.table() + "/" + DAY + place.dt() + "/" + place.shard() + "/";
    }

    /** All manifests of a place. Ends with a slash. */
    public static String manifestsOf(StoredShardDay place) {
        return manifests() + place.table() + "/" + DAY + place.dt() + "/" + place.shard() + "/";
    }

    /** The outcome of a place. */
    public static String outcomeOf(StoredShardDay place) {
        return outcome(DAY + place.dt(), place.shard(), place.table());
    }

    /** The folder of what was recorded for all days. Ends with a slash. */
    public static String days() {
        return "days/";
    }

    /** The day of something that was recorded for one; empty when the key is no such thing's. */
    public static Optional<LocalDate> dayOf(String key) {
        Matcher day = OF_A_DAY.matcher(key);
        try {
            return day.matches() ? Optional.of(LocalDate.parse(day.group(1))) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Matcher parts(String backupObject) {
        Matcher parts = BACKUP_OBJECT.matcher(backupObject);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Key is not a backup object's: " + backupObject);
        }
        return parts;
    }

    private static String tableFolder(String dataset, String table, LocalDate dt) {
        return EncodedName.of(dataset) + "/" + EncodedName.of(table) + "/dt=" + dt + "/";
    }

    /** Both parts are encoded by themselves, so the one dot between them cannot be mistaken. */
    private static String shard(TableRef table) {
        return EncodedName.of(table.replicaSet()) + "." + EncodedName.of(table.schema());
    }

    private static String fiveDigits(int number) {
        return String.format(Locale.ROOT, "%05d", requireNotNegative(number));
    }

    private static int requireNotNegative(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("Object number is negative: " + number);
        }
        return number;
    }
}

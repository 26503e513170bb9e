package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the current manifest of each table and shard of a day, and refuses a store in which there is more than one answer. */
public final class CurrentManifests {
    private static final Pattern KEY =
            Pattern.compile("manifests/([^/]+)/([^/]+)/dt=(\\d{4}-\\d\\d-\\d\\d)/([^/.]+)\\.([^/.]+)/(\\d{5})\\.json");

    private CurrentManifests() {}

    /** The current manifests of a day, in the order of their keys. */
    public static List<BackupManifest> of(Lake lake, String dt) throws IOException {
        Map<String, List<String>> keysByFolder = new TreeMap<>();
        for (Lake.Entry entry : lake.list("manifests/")) {
            Matcher matcher = KEY.matcher(entry.key());
            if (!matcher.matches()) {
                throw new MismatchException("Object is not a manifest: " + entry.key());
            }
            if (matcher.group(3).equals(dt)) {
                String folder = entry.key().substring(0, entry.key().lastIndexOf('/'));
                keysByFolder.computeIfAbsent(folder, key -> new ArrayList<>()).add(entry.key());
            }
        }
        List<BackupManifest> current = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (List<String> keys : keysByFolder.values()) {
            BackupManifest manifest = last(lake, keys);
            if (!seen.add(List.of(manifest.replicaSet(), manifest.schema(), manifest.table()))) {
                throw new MismatchException("Table has manifests in two folders: " + manifest.key());
            }
            current.add(manifest);
        }
        return current;
    }

    /** The first has no reason; each further one says why it replaces the one before it. */
    private static BackupManifest last(Lake lake, List<String> keys) throws IOException {
        BackupManifest last = null;
        for (int i = 0; i < keys.size(); i++) {
            last = BackupManifest.read(lake, keys.get(i));
            int replaced = last.json().at("/supersedes/number").asInt(0);
            if (last.number() != i + 1
                    || !keys.get(i).endsWith(String.format(java.util.Locale.ROOT, "%05d.json", i + 1))
                    || replaced != i) {
                throw new MismatchException("Manifests are not numbered one by one: " + keys.get(i) + " (got number "
                        + last.number() + " that supersedes " + replaced + ", expected " + (i + 1) + " and " + i + ")");
            }
            requireName(last);
        }
        return last;
    }

    private static void requireName(BackupManifest manifest) throws MismatchException {
        Matcher matcher = KEY.matcher(manifest.key());
        if (!matcher.matches()
                || !stands(matcher.group(1), manifest.dataset())
                || !stands(matcher.group(2), manifest.table())
                || !stands(matcher.group(4), manifest.replicaSet())
                || !stands(matcher.group(5), manifest.schema())
                || !matcher.group(3).equals(manifest.dt())) {
            throw new MismatchException("Manifest is of another table than its name: " + manifest.key() + " (got "
                    + manifest.json().path("table") + ")");
        }
    }

    /** Whether a part of a key stands for a name; of a long name only the beginning can be turned back. */
    private static boolean stands(String part, String name) {
        int cut = part.indexOf('~');
        String plain = URLDecoder.decode(
                cut < 0 ? part : part.substring(0, cut).replaceAll("%.?$", ""), StandardCharsets.UTF_8);
        return cut < 0 ? plain.equals(name) : name.startsWith(plain.replaceAll("\\uFFFD+$", ""));
    }
}

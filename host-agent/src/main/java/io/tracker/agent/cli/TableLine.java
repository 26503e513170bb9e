package io.tracker.agent.cli;

import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a table of a day stands, as a line for people or for programs.
 *
 * @param table which
 * @param fields what is known, in order; numbers and texts
 */
record TableLine(TableDay table, Map<String, Object> fields) {
    static TableLine of(Manifest manifest) {
        TableLine line = begin(manifest.table(), "manifest");
        line.fields.put("number", manifest.number());
        line.fields.put("rows", manifest.totals().rows());
        line.fields.put("rowBytes", manifest.totals().rowBytes());
        line.fields.put("storedBytes", manifest.totals().storedBytes());
        line.fields.put("objects", manifest.objects().size());
        line.fields.put("digest", manifest.totals().digest().toString());
        line.fields.put("position", manifest.snapshot().position().gtid());
        line.fields.put("takenAt", manifest.snapshot().takenAt().toString());
        line.fields.put(
                "server", manifest.server().host() + ":" + manifest.server().port());
        return line;
    }

    static TableLine without(TableDay table, Optional<Outcome> outcome) {
        TableLine line = begin(
                table,
                outcome.map(one -> one.result().name().toLowerCase(Locale.ROOT)).orElse("owed"));
        outcome.flatMap(Outcome::reason).ifPresent(reason -> line.fields.put("reason", reason));
        return line;
    }

    static TableLine damaged(TableDay table) {
        return begin(table, "damaged");
    }

    String text() {
        StringBuilder text = new StringBuilder("  ").append(table.table());
        fields.forEach((name, value) -> {
            if (!name.equals("replicaSet") && !name.equals("schema") && !name.equals("table") && !name.equals("dt")) {
                text.append(' ').append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    String json() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "").append('"').append(name).append("\":");
            if (value instanceof Number) {
                json.append(value);
            } else {
                quote(value.toString(), json);
            }
        });
        return json.append('}').toString();
    }

    private static TableLine begin(TableDay table, String result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("replicaSet", table.table().replicaSet());
        fields.put("schema", table.table().schema());
        fields.put("dataset", table.table().dataset());
        fields.put("table", table.table().table());
        fields.put("dt", table.dt().toString());
        fields.put("result", result);
        return new TableLine(table, fields);
    }

    /** RFC 8259, section 7. */
    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}

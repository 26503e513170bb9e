package io.tracker.testing.line.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest, read as plain JSON by the field names of docs/format.md.
 *
 * @param key the object that it was read from
 * @param json its content
 */
public record BackupManifest(String key, JsonNode json) {

    public static BackupManifest read(Lake lake, String key) throws IOException {
        return new BackupManifest(key, new ObjectMapper().readTree(lake.read(key)));
    }

    public String schema() {
        return text("/table/table/schema");
    }

    public String table() {
        return text("/table/table/table");
    }

    public String dataset() {
        return text("/table/table/dataset");
    }

    public String replicaSet() {
        return text("/table/table/replicaSet");
    }

    public String dt() {
        return text("/table/dt");
    }

    /** Where a table's output lies in a warehouse: dataset, table and day, as the manifest's own key writes them. */
    public String outputFolder() {
        String[] parts = key.split("/");
        return parts[1] + "/" + parts[2] + "/" + parts[3] + "/";
    }

    /** The GTIDs of the snapshot. */
    public String position() {
        return text("/snapshot/position/gtid");
    }

    public String createTable() {
        return text("/schema/createTable");
    }

    public int number() {
        return json.at("/number").intValue();
    }

    public long rows() {
        return json.at("/totals/rows").longValue();
    }

    /** Sizes of its objects, added up. */
    public long storedBytes() {
        return json.at("/totals/storedBytes").longValue();
    }

    /** How the cutoff was proved, and what was seen. */
    public JsonNode evidence() {
        return json.at("/snapshot/evidence");
    }

    Shape shape() {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : json.at("/schema/columns")) {
            String type = ServerTable.fullType(
                    column.path("columnType").asText(),
                    column.path("charset").asText(null),
                    column.path("collation").asText(null));
            columns.add(new Column(
                    column.path("name").asText(),
                    Kind.of(column.path("dataType").asText()),
                    type));
        }
        List<String> key = new ArrayList<>();
        json.at("/schema/primaryKey").forEach(name -> key.add(name.asText()));
        return new Shape(columns, key);
    }

    JsonNode objects() {
        return json.path("objects");
    }

    private String text(String pointer) {
        return json.at(pointer).asText();
    }
}

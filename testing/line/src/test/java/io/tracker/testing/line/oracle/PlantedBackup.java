package io.tracker.testing.line.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A backup of one small table in a folder, written by Avro's own writer and a manifest put together by hand, to plant faults in. */
final class PlantedBackup {
    static final String OBJECT = "data/shop/goods/dt=2026-11-20/set.shop/_a1/00000.avro";
    static final String MANIFEST = "manifests/shop/goods/dt=2026-11-20/set%2Eshop/00001.json";
    private static final int ROWS_A_BLOCK = 10;
    private static final int BLOCKS_A_RANGE = 3;
    private static final byte[] SYNC = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

    /** Columns of the table, with {@code COLUMN_TYPE} first, then the data type. */
    static final List<String[]> COLUMNS = List.of(
            new String[] {"id", "bigint(20) unsigned", "bigint"},
            new String[] {"name", "varchar(40)", "varchar"},
            new String[] {"note", "text", "text"},
            new String[] {"price", "double", "double"},
            new String[] {"flags", "bit(12)", "bit"},
            new String[] {"place", "point", "point"},
            new String[] {"state", "enum('','on')", "enum"});

    private final Path root;
    private final ObjectMapper json = new ObjectMapper();

    PlantedBackup(Path root) {
        this.root = root;
    }

    /** The rows that the server holds, as canonical cells. */
    static ListRows serverRows(int count) {
        List<byte[][]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] point = HexFormat.of().parseHex("0101000000000000000000F03F0000000000000040");
            rows.add(new byte[][] {
                bytes("" + i),
                bytes("name " + i),
                i % 3 == 0 ? null : bytes(i % 3 == 1 ? "" : "note " + i),
                CanonicalCells.number(i / 3.0),
                bytes("" + i % 4096),
                CanonicalCells.geometry(4326, point),
                CanonicalCells.member(bytes(i % 5 == 0 ? "" : "on"), i % 5 == 0 ? "" + i % 2 : "2")
            });
        }
        return new ListRows(shape(), rows);
    }

    static Shape shape() {
        List<Column> columns = new ArrayList<>();
        for (String[] column : COLUMNS) {
            columns.add(new Column(column[0], Kind.of(column[2]), column[1]));
        }
        return new Shape(columns, List.of("id"));
    }

    /** The values as a server sends them: what the record's fields hold, the index of the ENUM last. */
    static List<byte[][]> sentRows(int count) {
        List<byte[][]> rows = new ArrayList<>();
        for (byte[][] cells : serverRows(count).rows()) {
            int i = Integer.parseInt(CanonicalCells.ascii(cells[0]));
            byte[] point = HexFormat.of().parseHex("E61000000101000000000000000000F03F0000000000000040");
            rows.add(new byte[][] {
                cells[0],
                cells[1],
                cells[2],
                bytes(Double.toString(i / 3.0)),
                {(byte) (i % 4096 >> 8), (byte) i},
                point,
                bytes(i % 5 == 0 ? "" : "on"),
                bytes(i % 5 == 0 ? "" + i % 2 : "2")
            });
        }
        return rows;
    }

    /** Writes rows and a manifest that fits them. */
    BackupManifest write(List<byte[][]> rows) throws IOException {
        return write(rows, schema(List.of(0, 1, 2, 3, 4, 5, 6)));
    }

    BackupManifest write(List<byte[][]> rows, Schema schema) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<Long> ends = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int header;
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.zstandardCodec(1, true)).create(schema, file, SYNC);
            writer.flush();
            header = file.size();
            int inRange = 0;
            for (int i = 0; i < rows.size(); i++) {
                writer.append(record(schema, rows.get(i)));
                inRange++;
                if (i % ROWS_A_BLOCK == ROWS_A_BLOCK - 1 || i == rows.size() - 1) {
                    writer.flush();
                    if (i % (ROWS_A_BLOCK * BLOCKS_A_RANGE) == ROWS_A_BLOCK * BLOCKS_A_RANGE - 1
                            || i == rows.size() - 1) {
                        ends.add((long) file.size());
                        counts.add(inRange);
                        inRange = 0;
                    }
                }
            }
        }
        Path target = root.resolve(OBJECT);
        Files.createDirectories(target.getParent());
        Files.write(target, file.toByteArray());
        return publish(manifest(file.toByteArray(), header, ends, counts));
    }

    /** Writes a manifest and reads it as the oracle does. */
    BackupManifest publish(ObjectNode manifest) throws IOException {
        Path target = root.resolve(MANIFEST);
        Files.createDirectories(target.getParent());
        Files.write(target, json.writeValueAsBytes(manifest));
        return BackupManifest.read(new FolderLake(root), MANIFEST);
    }

    Path object() {
        return root.resolve(OBJECT);
    }

    /** The record's schema, its fields standing for columns in the order given. */
    static Schema schema(List<Integer> columns) {
        List<Schema.Field> fields = new ArrayList<>();
        Schema bytes = Schema.create(Schema.Type.BYTES);
        for (int i = 0; i < COLUMNS.size(); i++) {
            fields.add(field("f" + i, COLUMNS.get(columns.get(i))[0], "value", bytes));
        }
        fields.add(field("f_index", "state", "enum-index", bytes));
        return Schema.createRecord("goods", null, "io.tracker.backup", false, fields);
    }

    private static Schema.Field field(String name, String column, String part, Schema bytes) {
        Schema type = Schema.createUnion(Schema.create(Schema.Type.NULL), bytes);
        Schema.Field field = new Schema.Field(name, type);
        field.addProp("tracker.column", column);
        field.addProp("tracker.part", part);
        return field;
    }

    private static GenericRecord record(Schema schema, byte[][] values) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i] == null ? null : ByteBuffer.wrap(values[i]));
        }
        return record;
    }

    private ObjectNode manifest(byte[] file, int header, List<Long> ends, List<Integer> counts) {
        ObjectNode manifest = json.createObjectNode();
        ObjectNode table = manifest.put("number", 1).putObject("table");
        table.put("dt", "2026-11-20").putObject("table").put("schema", "shop").put("table", "goods");
        ObjectNode schema = manifest.putObject("schema");
        schema.putArray("primaryKey").add("id");
        ArrayNode columns = schema.putArray("columns");
        for (String[] column : COLUMNS) {
            columns.addObject()
                    .put("name", column[0])
                    .put("columnType", column[1])
                    .put("dataType", column[2]);
        }
        long rows = counts.stream().mapToInt(Integer::intValue).sum();
        ObjectNode object = manifest.putArray("objects").addObject();
        object.put("key", OBJECT).put("bytes", file.length).put("rows", rows);
        object.put("sync", HexFormat.of().formatHex(SYNC));
        object.putObject("header").put("length", header).put("crc32c", crc32c(file, 0, header));
        ArrayNode ranges = object.putArray("ranges");
        long start = header;
        for (int i = 0; i < ends.size(); i++) {
            ObjectNode range = ranges.addObject().put("offset", start).put("length", ends.get(i) - start);
            range.put("rows", counts.get(i))
                    .put("crc32c", crc32c(file, (int) start, ends.get(i).intValue()));
            start = ends.get(i);
        }
        manifest.putObject("totals").put("rows", rows).put("storedBytes", file.length);
        return manifest;
    }

    private static long crc32c(byte[] file, int start, int end) {
        CRC32C crc = new CRC32C();
        crc.update(Arrays.copyOfRange(file, start, end));
        return crc.getValue();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

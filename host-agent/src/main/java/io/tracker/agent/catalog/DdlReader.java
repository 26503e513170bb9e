package io.tracker.agent.catalog;

import io.tracker.agent.server.Identifier;
import io.tracker.agent.server.Literal;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.util.List;

/** Prints a schema's objects other than tables as statements that a client runs. */
final class DdlReader {
    private final ServerSession session;
    private final String schema;
    private final StringBuilder ddl = new StringBuilder();

    DdlReader(ServerSession session, String schema) {
        this.session = session;
        this.schema = schema;
    }

    String read() throws ServerException {
        statement(
                session.one("SHOW CREATE DATABASE " + Identifier.quote(schema)).text("Create Database"));
        objects("SEQUENCE", "Create Table", "TABLES", "TABLE_SCHEMA", "TABLE_NAME", " AND TABLE_TYPE = 'SEQUENCE'");
        objects("VIEW", "Create View", "VIEWS", "TABLE_SCHEMA", "TABLE_NAME", "");
        objects(
                "FUNCTION",
                "Create Function",
                "ROUTINES",
                "ROUTINE_SCHEMA",
                "ROUTINE_NAME",
                " AND ROUTINE_TYPE = 'FUNCTION'");
        objects(
                "PROCEDURE",
                "Create Procedure",
                "ROUTINES",
                "ROUTINE_SCHEMA",
                "ROUTINE_NAME",
                " AND ROUTINE_TYPE = 'PROCEDURE'");
        objects("TRIGGER", "SQL Original Statement", "TRIGGERS", "TRIGGER_SCHEMA", "TRIGGER_NAME", "");
        objects("EVENT", "Create Event", "EVENTS", "EVENT_SCHEMA", "EVENT_NAME", "");
        return ddl.toString();
    }

    private void objects(
            String kind, String column, String list, String schemaColumn, String nameColumn, String condition)
            throws ServerException {
        List<TextRow> rows = session.query("SELECT " + schemaColumn + " AS of_schema, " + nameColumn
                + " AS name FROM information_schema." + list + " WHERE " + schemaColumn + " = " + Literal.text(schema)
                + condition + " ORDER BY 2");
        for (TextRow row : rows) {
            // names may differ in case only, and the catalog compares them without regard to it
            if (row.text("of_schema").equals(schema)) {
                String name = Identifier.quote(schema) + "." + Identifier.quote(row.text("name"));
                TextRow answer = session.one("SHOW CREATE " + kind + " " + name);
                ddl.append("\n-- ")
                        .append(kind)
                        .append(' ')
                        .append(comment(row.text("name")))
                        .append('\n');
                // a routine's text is NULL to an account that may not see it
                String text = answer.optional(column).orElse("-- its text is hidden from this account");
                statement(text);
            }
        }
    }

    private void statement(String text) {
        ddl.append("DELIMITER $$\n").append(text).append("$$\nDELIMITER ;\n");
    }

    private static String comment(String name) {
        return name.replaceAll("\\R", " ");
    }
}

package io.tracker.testing.readers;

import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.TokenRewriteStream;
import org.antlr.runtime.tree.Tree;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.parse.HiveParser;
import org.apache.hadoop.hive.ql.parse.ParseDriver;

/** Parses statements by the grammars of Hive and Trino, and says what they understood. */
public final class Grammar {
    private Grammar() {}

    /** Reads the statements of a file, each ended by a line's last semicolon, as the engine named first, and writes a line for each. */
    public static void main(String[] arguments) throws IOException {
        String script = Files.readString(Path.of(arguments[1]))
                .lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (text, line) -> text + line + "\n");
        List<String> understood = new ArrayList<>();
        for (String statement : script.split(";\n", -1)) {
            if (!statement.isBlank()) {
                understood.add(arguments[0].equals("hive") ? hive(statement) : trino(statement));
            }
        }
        Files.write(Path.of(arguments[2]), understood);
    }

    private static String trino(String statement) {
        return SqlFormatter.formatSql(new SqlParser().createStatement(statement))
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Hive's tree. Names in backticks are for a lexer that has a configuration; ParseDriver alone gives it none. */
    private static String hive(String statement) throws IOException {
        ParseDriver driver = new ParseDriver();
        ParseDriver.HiveLexerX lexer = driver.new HiveLexerX(driver.new ANTLRNoCaseStringStream(statement));
        lexer.setHiveConf(new Configuration(false));
        HiveParser parser = new HiveParser(new TokenRewriteStream(lexer));
        parser.setHiveConf(new Configuration(false));
        parser.setTreeAdaptor(ParseDriver.adaptor);
        try {
            Tree tree = (Tree) parser.statement().getTree();
            if (!lexer.getErrors().isEmpty() || parser.getNumberOfSyntaxErrors() > 0) {
                throw new IOException("Hive does not read the statement: " + lexer.getErrors() + ": " + statement);
            }
            return tree.toStringTree().toLowerCase(Locale.ROOT);
        } catch (RecognitionException e) {
            throw new IOException("Hive does not read the statement, line " + e.line + ": " + statement, e);
        }
    }
}
